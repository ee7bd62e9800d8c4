import Glibc

/// A CPython that lives as long as the benchmark and logs slices on demand.
///
/// `LOGCONFIG_PYTHON` names it, else it is `python3`. What it lacks (python-json-logger, PyYAML) leaves it out of a scenario.
final class PythonContender {
    private let input: UnsafeMutablePointer<FILE>
    private let output: UnsafeMutablePointer<FILE>
    /// The version, for the table.
    static let name = "CPython"

    /// Starts the interpreter; `nil` when there is none that can do it.
    ///
    /// - Parameters:
    ///   - kind: what it logs: `text`, `row` or `load`.
    ///   - path: the file that it writes or reads.
    init?(_ kind: String, path: String) {
        let script =
            "\(#filePath)".split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
            + "/contenders/contender.py"
        let interpreter = getenv("LOGCONFIG_PYTHON").map { String(cString: $0) } ?? "python3"
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        for descriptor in [toChild[1], fromChild[0]] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let arguments = [interpreter, script, kind, path]
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child = pid_t()
        let failure = posix_spawnp(&child, interpreter, &actions, nil, &pointers, environ)
        close(toChild[0])
        close(fromChild[1])
        guard failure == 0, let input = fdopen(toChild[1], "w"), let output = fdopen(fromChild[0], "r") else {
            return nil
        }
        self.input = input
        self.output = output
        signal(SIGPIPE, SIG_IGN)
        guard answer() == ["ready"] else { return nil }
    }

    deinit {
        fclose(input)
        fclose(output)
    }

    /// Has records logged.
    ///
    /// - Returns: nanoseconds per record.
    func run(_ first: Int64, _ count: Int64) -> Sample {
        fputs("\(first) \(count)\n", input)
        fflush(input)
        let numbers = answer().compactMap { Double($0) }
        guard numbers.count == 2 else { stop("CPython has ended") }
        return Sample(wall: numbers[0] / Double(count), processor: numbers[1] / Double(count))
    }

    private func answer() -> [String] {
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, output) != nil else { return [] }
        return line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }.split(separator: 32)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// A contender, if there is an interpreter for it.
    static func contender(_ kind: String, path: String, file: BenchFile? = nil) -> [Contender] {
        guard let python = PythonContender(kind, path: path) else { return [] }
        return [Contender(name: name, file: file, run: { _, _ in }, measured: { python.run($0, $1) })]
    }
}
