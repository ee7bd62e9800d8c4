import CFloor
import Glibc

/// Rows of another program through `logconfig monitor`: how fast, and how much memory it takes.
struct Replay {
    /// What a run has yielded.
    struct Result {
        /// The size of the rows, in bytes.
        let size: Int
        /// Millions of bytes of rows in a second, by the clock on the wall.
        let megabytesPerSecond: Double
        /// The same by the processor time that the process took.
        let megabytesPerProcessorSecond: Double
        /// The most memory that the process had, in bytes.
        let memory: Int
    }

    /// The path of `logconfig`.
    let tool: String
    let directory: BenchDirectory

    /// How often each size is run; the fastest counts, as the system's writing of files to the disk is most of what differs.
    private static let rounds = 3

    /// Runs the tool over rows of a size and over a quarter of them: memory that grows would show.
    func run(megabytes: Int) -> [Result] {
        [max(megabytes / 4, 1), megabytes].compactMap { size in
            directory.adopt("rows.jsonl")
            let path = directory.path(of: "rows.jsonl")
            let written = write(size * 1_000_000, to: path)
            let results = (0..<Replay.rounds).map { _ in run(over: path, of: written) }
            return results.max { $0.megabytesPerSecond < $1.megabytesPerSecond }
        }
    }

    private func run(over path: String, of written: Int) -> Result {
        for name in ["rows", "rows/iris", "rows/iris/data", "rows/iris/schema"] { directory.adopt(name) }
        directory.adopt("rows/iris/data/data.0.log")
        directory.adopt("rows/iris/schema/schema.0.log")
        unlink(directory.path(of: "rows/iris/data/data.0.log"))
        let arguments = [tool, "monitor", "iris", path, "--log-path", directory.path(of: "rows")]
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child = pid_t()
        let start = now()
        guard posix_spawn(&child, tool, nil, nil, &pointers, environ) == 0 else { stop("cannot run '\(tool)'") }
        var status: Int32 = 0
        var usage = rusage()
        var memory = 0
        // The system's own figure of a child's memory begins with that of its parent.
        while wait4(child, &status, WNOHANG, &usage) == 0 {
            memory = max(memory, Replay.peak(of: child) ?? 0)
            usleep(2000)
        }
        if status != 0 { stop("'\(tool) monitor' has failed") }
        let processor = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        return Result(
            size: written,
            megabytesPerSecond: Double(written) / 1e6 / (now() - start),
            megabytesPerProcessorSecond: Double(written) / 1e6 / processor,
            memory: memory
        )
    }

    /// The most memory that a running process has had, in bytes.
    private static func peak(of process: pid_t) -> Int? {
        guard let file = fopen("/proc/\(process)/status", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(cString: line)
            guard text.hasPrefix("VmHWM:") else { continue }
            return Int(text.drop { !$0.isNumber }.prefix { $0.isNumber }).map { $0 * 1024 }
        }
        return nil
    }

    /// Writes rows of the iris data.
    private func write(_ size: Int, to path: String) -> Int {
        guard let file = fopen(path, "w") else { stop("cannot write '\(path)'") }
        var written = 0
        var index: Int64 = 0
        while written < size {
            let row = cfloor_row_at(index)
            let species = ["setosa", "versicolor", "virginica"][Int(index % 3)]
            let line =
                "{\"sepal length\": \(row.sepal_length), \"sepal width\": \(row.sepal_width), "
                + "\"petal length\": \(row.petal_length), \"petal width\": \(row.petal_width), \"pred\": \"\(species)\"}\n"
            fputs(line, file)
            written += line.utf8.count
            index += 1
        }
        fflush(file)
        // The disk has these before the measured run writes its own.
        fsync(fileno(file))
        fclose(file)
        return written
    }

    private func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
