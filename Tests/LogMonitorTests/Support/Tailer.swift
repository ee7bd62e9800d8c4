import Foundation
import TestSupport

/// A collector in a few lines of Python: follows a file by its inode, reads a renamed one to its end, and prints what it reads.
///
/// It ends with an error if a file becomes shorter.
final class Tailer {
    /// The interpreter.
    static let python = PythonOracle.find()

    private let process = Process()
    private let output = Pipe()
    private var buffered = Data()

    /// Starts to follow a file, which need not be there yet.
    init(_ path: String, lines: Int) throws {
        guard let oracle = Tailer.python.oracle else { throw CocoaError(.fileNoSuchFile) }
        process.executableURL = URL(fileURLWithPath: oracle.path)
        process.arguments = ["-c", Tailer.script, path, String(lines)]
        process.standardOutput = output
        try process.run()
    }

    /// The next line that it has read; `nil` when it has ended.
    func nextLine() -> String? {
        while true {
            if let end = buffered.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffered = Data(buffered[(end + 1)...]) }
                return String(decoding: buffered[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            buffered += more
        }
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    private static let script = """
        import os, sys, time
        path, left = sys.argv[1], int(sys.argv[2])
        file, rest = None, b''
        while left > 0:
            if file is None:
                try: file = open(path, 'rb')
                except FileNotFoundError:
                    time.sleep(0.002)
                    continue
            assert os.fstat(file.fileno()).st_size >= file.tell(), 'truncated'
            try: is_renamed = os.stat(path).st_ino != os.fstat(file.fileno()).st_ino
            except FileNotFoundError: is_renamed = False
            # Looked at before reading: what was written before the rename is read after it.
            data = file.read()
            if data:
                *lines, rest = (rest + data).split(b'\\n')
                for line in lines:
                    sys.stdout.buffer.write(line + b'\\n')
                    left -= 1
                sys.stdout.buffer.flush()
            elif is_renamed:
                file.close()
                file = None
            else: time.sleep(0.002)
        """
}
