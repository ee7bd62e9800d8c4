import LogRuntime
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Logs from several threads through a journal until the process is killed, and says in a mapped file how far each has come.
///
/// Each thread tells the test, too, when its first record is acknowledged.
struct JournalProbe {
    private let path: String
    private let journal: String
    private let name: String
    private let threads: Int
    private let acknowledged: String
    private let kind: String

    init(_ arguments: [String]) {
        path = arguments[0]
        journal = arguments[1]
        name = arguments[2]
        threads = Int(arguments[3]) ?? 1
        acknowledged = arguments[4]
        kind = arguments[5]
    }

    /// One thread's work.
    private final class Work: Sendable {
        let logger: Logger
        let name: String
        let counter: Counter

        init(_ logger: Logger, _ name: String, _ counter: Counter) {
            self.logger = logger
            self.name = name
            self.counter = counter
        }

        func run() {
            var number = 0
            while true {
                logger.info("\(name) \(number) \(String(repeating: "=", count: number % 50))|")
                number += 1
                counter.set(number)
                if number == 1 { tell("\(name) logs") }
            }
        }
    }

    /// A number in the mapped file.
    struct Counter: @unchecked Sendable /* an atomic in a mapping that stays */ {
        let cell: UnsafeMutablePointer<Atomic<Int>>
        func set(_ number: Int) { cell.pointee.store(number, ordering: .releasing) }
    }

    func run() throws {
        let file: SinkHandler
        switch kind {
        case "rotating":
            file = try RotatingFileHandler(filename: path, maximumSize: 400_000, backupCount: 500)
        case "timed":
            file = try TimedRotatingFileHandler(filename: path, when: "S")
        default:
            file = try FileHandler(filename: path)
        }
        let options = AsyncOptions(capacity: 1 << 17, journal: journal)
        let handler = try AsyncHandler(handlers: [file], options: options)
        let tree = LoggerTree()
        tree.root.level = .info
        tree.root.handlers = [handler]
        let descriptor = open(acknowledged, O_RDWR)
        guard descriptor >= 0, let base = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0) else {
            exit(3)
        }
        for index in 0..<threads {
            let cell = (base + 64 * index).bindMemory(to: Atomic<Int>.self, capacity: 1)
            start(Work(tree.root, "\(name)t\(index)", Counter(cell: cell)))
        }
        while true { pause() }
    }

    private func start(_ work: Work) {
        let box = Unmanaged.passRetained(work)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        pthread_create(
            &thread,
            nil,
            { argument in
                #if canImport(Darwin)
                let pointer = argument
                #else
                guard let pointer = argument else { return nil }
                #endif
                Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
    }
}
