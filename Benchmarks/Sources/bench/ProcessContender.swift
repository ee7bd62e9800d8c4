import Glibc

/// A program that lives as long as the benchmark, logs slices on demand and measures them itself.
///
/// It says `ready` once it can; then it is told the number of a first record and how many to log, and answers with nanoseconds
/// by the clock on the wall and of the processor.
final class ProcessContender {
    private let input: UnsafeMutablePointer<FILE>
    private let output: UnsafeMutablePointer<FILE>
    private let name: String

    /// Starts the program; `nil` when it cannot do what it is asked for.
    ///
    /// - Parameters:
    ///   - name: what the table calls it.
    ///   - command: the program, found on the path, and its arguments.
    init?(_ name: String, command: [String]) {
        self.name = name
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
        var pointers = command.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child = pid_t()
        let failure = posix_spawnp(&child, command[0], &actions, nil, &pointers, environ)
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
        guard numbers.count == 2 else { stop("\(name) has ended") }
        return Sample(wall: numbers[0] / Double(count), processor: numbers[1] / Double(count))
    }

    private func answer() -> [String] {
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, output) != nil else { return [] }
        return line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }.split(separator: 32)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The program as a contender, if it can do what it is asked for.
    ///
    /// - Parameters:
    ///   - name: what the table calls it.
    ///   - command: the program, found on the path, and its arguments.
    ///   - file: what it writes, cut to nothing before each slice.
    /// - Returns: the contender, or none.
    static func contender(_ name: String, command: [String], file: BenchFile? = nil) -> [Contender] {
        guard let process = ProcessContender(name, command: command) else { return [] }
        return [Contender(name: name, file: file, run: { _, _ in }, measured: { process.run($0, $1) })]
    }
}
