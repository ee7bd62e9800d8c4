import Foundation
import LogCompression
import TestSupport
import Testing

@testable import LogRuntime

/// The files of a log in a directory, as Python reads them.
struct LogFiles {
    static let oracle = PythonOracle.find().oracle
    static let absence: Comment = "needs a python3"
    static let hasZstd =
        ZstdCompressor.isAvailable
        && ["/usr/bin/zstd", "/usr/local/bin/zstd"].contains(where: FileManager.default.isExecutableFile)
    static let zstdAbsence: Comment = "needs libzstd and the tool zstd"

    /// What the files hold, by name, the compressed ones unpacked.
    let texts: [String: String]

    init(_ directory: TemporaryDirectory) throws {
        let script = """
            import gzip, json, os, subprocess, sys
            texts = {}
            for name in os.listdir(sys.argv[1]):
                path = os.path.join(sys.argv[1], name)
                if name.endswith('.zst'):
                    texts[name] = subprocess.run(['zstd', '-dcq', path], check=True, capture_output=True).stdout.decode()
                    continue
                with (gzip.open if name.endswith('.gz') else open)(path, 'rb') as file:
                    texts[name] = file.read().decode()
            json.dump(texts, sys.stdout)
            """
        let oracle = try #require(LogFiles.oracle)
        let output = try oracle.run(["-c", script, directory.path])
        texts = try JSONDecoder().decode([String: String].self, from: Data(output))
    }

    /// The files' names, sorted.
    var names: [String] { texts.keys.sorted() }

    /// The line that a writer writes under a number.
    static func line(_ writer: String, _ number: Int) -> String {
        "\(writer) \(number) \(String(repeating: "=", count: number % 50))|"
    }

    /// Each writer's numbers, in order, after checking that every line is whole.
    func numbers(sourceLocation: SourceLocation = #_sourceLocation) -> [String: [Int]] {
        var numbers: [String: [Int]] = [:]
        var torn: [Substring] = []
        for text in texts.values {
            #expect(text.isEmpty || text.hasSuffix("\n"), sourceLocation: sourceLocation)
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard words.count == 3, let number = Int(words[1]), line == LogFiles.line(String(words[0]), number)
                else {
                    torn.append(line)
                    continue
                }
                numbers[String(words[0]), default: []].append(number)
            }
        }
        #expect(torn.isEmpty, sourceLocation: sourceLocation)
        return numbers.mapValues { $0.sorted() }
    }
}

extension ArchivePacker {
    /// Compresses the archives of a log as the sink's own thread does.
    init(_ path: String, _ compressor: any ArchiveCompressor, _ schedule: RolloverSchedule? = nil) {
        self.init(path: path, compressor: compressor, schedule: schedule, exclusion: ArchiveExclusion())
    }
}
