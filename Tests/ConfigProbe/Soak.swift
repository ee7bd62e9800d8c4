#if DEBUG
import LogConfig
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Logs for a long time while everything changes, and looks whether the process grows.
///
/// Four threads log through rotating, timed, asynchronous and memory handlers; a new configuration comes every second; system
/// calls of two of the threads fail for five seconds out of ten. Every ten seconds memory, descriptors and threads are printed.
struct Soak {
    /// What a process takes up.
    private struct Figures {
        let kilobytes: Int
        let descriptors: Int
        let threads: Int

        /// The process as it is now.
        static func now() -> Figures {
            Figures(
                kilobytes: status("VmRSS:"),
                descriptors: entries(of: "/proc/self/fd"),
                threads: status("Threads:")
            )
        }

        private static func entries(of path: String) -> Int {
            guard let directory = opendir(path) else { return 0 }
            defer { closedir(directory) }
            var count = 0
            while readdir(directory) != nil { count += 1 }
            return count
        }

        private static func status(_ name: String) -> Int {
            guard let file = fopen("/proc/self/status", "r") else { return 0 }
            defer { fclose(file) }
            var line = [CChar](repeating: 0, count: 256)
            while fgets(&line, Int32(line.count), file) != nil {
                let words = line.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
                    .split { $0 == " " || $0 == "\t" || $0 == "\n" }
                if words.first.map(String.init) == name { return words.dropFirst().first.flatMap { Int($0) } ?? 0 }
            }
            return 0
        }
    }

    private static let threadCount = 4
    /// How much more than after the first fifth the process may take up at any later time.
    private static let growth = Figures(kilobytes: 8192, descriptors: 4, threads: 2)
    private static let isOver = Atomic<Bool>(false)
    private static let logged = Atomic<Int>(0)
    private static let reported = Atomic<Int>(0)

    let directory: String
    let seconds: Int

    /// Runs for so many seconds and ends the process: 0 if it has not grown.
    func run() throws -> Never {
        LoggerTree.shared.status.setHook { _ in Soak.reported.add(1, ordering: .relaxed) }
        LoggerTree.shared.status.setNoticeHook { _ in }
        try apply(0)
        let faults = FaultPlan()
        for thread in 0..<Soak.threadCount {
            guard DetachedThread.start({ thread < 2 ? faults.run { Soak.log(thread) } : Soak.log(thread) }) else {
                exit(1)
            }
        }
        tell("second  KiB     descriptors  threads  logged      reported")
        var figures: [Figures] = []
        for second in 1...seconds {
            usleep(1_000_000)
            try apply(second)
            if second % 10 == 5 { add(second / 10, to: faults) }
            if second % 10 == 0 {
                faults.clear()
                figures.append(Figures.now())
                tell(row(second, figures[figures.count - 1]))
            }
        }
        Soak.isOver.store(true, ordering: .relaxed)
        usleep(200_000)
        LoggerTree.shared.activeConfiguration?.shutdown()
        for handler in LoggerTree.shared.statistics.handlers {
            tell(
                "\(handler.name): \(handler.records) delivered, \(handler.filtered) filtered, \(handler.dropped) dropped"
            )
        }
        exit(hasGrown(figures) ? 1 : 0)
    }

    private func apply(_ second: Int) throws {
        let text = """
            version: 1
            formatters:
              text: {format: "%(asctime)s %(levelname)s %(name)s %(message)s"}
              json: {(): pythonjsonlogger.json.JsonFormatter, fmt: "%(asctime)s %(message)s"}
            handlers:
              rotating: {class: logging.handlers.RotatingFileHandler, filename: \(directory)/rotating.log,
                maxBytes: \(second % 2 == 0 ? 100_000 : 150_000), backupCount: 3, formatter: text}
              timed: {class: logging.handlers.TimedRotatingFileHandler, filename: \(directory)/timed.log, when: S,
                backupCount: 3, formatter: json}
              memory: {class: logging.handlers.MemoryHandler, capacity: 100, target: timed}
              file: {class: logging.FileHandler, filename: \(directory)/file-\(second % 3).log, mode: w, formatter: text}
              async: {class: logconfig.AsyncHandler, handlers: [file]}
            loggers:
              soak.n\(second % 50): {level: \(second % 5 == 0 ? "DEBUG" : "INFO")}
            root: {level: INFO, handlers: [rotating, memory, async]}
            """
        try LoggingConfiguration(yaml: text).apply(to: .shared)
    }

    private func add(_ number: Int, to faults: FaultPlan) {
        switch number % 4 {
        case 0: faults.add(.write, .error(ENOSPC))
        case 1: faults.add(.open, .error(EMFILE))
        case 2: faults.add(.rename, .error(EIO))
        default: faults.add(.write, .atMost(7))
        }
    }

    private static func log(_ thread: Int) {
        var number = 0
        while !isOver.load(ordering: .relaxed) {
            let logger = LoggerTree.shared.logger("soak.n\(number % 50)")
            logger.info(
                "thread \(thread) number \(number)",
                extra: ["user": .int(Int64(number)), "thread": .int(Int64(thread))]
            )
            number += 1
            if number % 10 == 0 { usleep(5000) }
            logged.add(1, ordering: .relaxed)
        }
    }

    private func row(_ second: Int, _ figures: Figures) -> String {
        func column(_ value: Int, _ width: Int) -> String {
            "\(value)" + String(repeating: " ", count: max(1, width - "\(value)".count))
        }
        return column(second, 8) + column(figures.kilobytes, 8) + column(figures.descriptors, 13)
            + column(figures.threads, 9) + column(Soak.logged.load(ordering: .relaxed), 12)
            + "\(Soak.reported.load(ordering: .relaxed))"
    }

    /// Whether something is beyond what was there after the first fifth of the time.
    private func hasGrown(_ figures: [Figures]) -> Bool {
        guard figures.count >= 5 else { return false }
        let warm = figures[..<(figures.count / 5 + 1)]
        let later = figures[(figures.count / 5 + 1)...]
        func grows(_ name: String, _ value: KeyPath<Figures, Int>) -> Bool {
            let before = warm.map { $0[keyPath: value] }.max() ?? 0
            let after = later.map { $0[keyPath: value] }.max() ?? 0
            let isTooMuch = after > before + Soak.growth[keyPath: value]
            tell("\(name): at most \(before) in the first fifth, \(after) later\(isTooMuch ? ": grown" : "")")
            return isTooMuch
        }
        return [
            grows("KiB", \.kilobytes), grows("descriptors", \.descriptors), grows("threads", \.threads),
        ].contains(true)
    }
}
#endif
