import Foundation
import LogRuntime
import Testing

/// A record on its way to a file allocates nothing.
@Suite(.enabled(if: AllocationCount.isAvailable, "counting needs glibc's malloc and no sanitizer"))
struct LoggingAllocationTests {
    let log: Logger
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("allocations-\(UUID()).log").path
        log = LoggerTree().logger("app.service.module")
        log.level = .info
        log.propagates = false
        log.handlers = [try FileHandler(filename: path)]
    }

    /// The lines written so far; removes the file.
    private func lines() throws -> [Substring] {
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }

    @Test func `a counted allocation is seen`() {
        #expect(
            AllocationCount.of(calls: 10) { _ in UnsafeMutablePointer<Int>.allocate(capacity: 1).deallocate() } == 10
        )
    }

    @Test func `a disabled level allocates nothing`() throws {
        #expect(
            AllocationCount.of { log.debug("number \($0) of \("many words, more than fit into a small string")") } == 0
        )
        #expect(try lines() == [])
    }

    @Test func `a literal message allocates nothing`() throws {
        #expect(AllocationCount.of { _ in log.info("a literal message that is longer than a small string") } == 0)
        #expect(try lines().count == 101)
    }

    @Test func `interpolated numbers and strings allocate nothing`() throws {
        let name = "a name that is longer than a small string"
        let count = AllocationCount.of { call in
            log.info("user \(name) took \(call) µs, \(Double(call) / 8) of \(UInt8(7)), \(call == 3)")
        }
        #expect(count == 0)
        #expect(try lines().last == "user a name that is longer than a small string took 100 µs, 12.5 of 7, false")
    }

    @Test(arguments: [false, true])
    func `an asynchronous handler allocates nothing for its callers`(hasJournal: Bool) throws {
        let file = try #require(log.handlers.first)
        let options = AsyncOptions(journal: hasJournal ? path + ".journal" : nil)
        let handler = try AsyncHandler(handlers: [file], options: options)
        log.handlers = [handler]
        let count = AllocationCount.of { call in log.info("user \(call) took \(Double(call) / 8) ms, more than fits") }
        handler.close()
        #expect(count == 0)
        #expect(try lines().count == 101)
    }

    @Test func `a string in a variable allocates nothing`() throws {
        let text = String(repeating: "ready made ", count: 10)
        #expect(AllocationCount.of { _ in log.info(text) } == 0)
        #expect(try lines().count == 101)
    }

    /// A handler of each kind with a formatter as configurations have it, each to be opened after the one before is closed:
    /// files that are rotated are locked where others have them open.
    private func handlers() throws -> [(name: String, open: () throws -> Handler)] {
        let path = path
        let text = try TextFormatter(format: "%(asctime)s - %(name)s - %(levelname)s - %(message)s")
        var names = JSONFormatter.Options()
        names.fields = .format("%(asctime)s %(name)s %(levelname)s %(message)s", style: "%")
        let json = try JSONFormatter(names)
        return [
            ("text", { try FileHandler(filename: path, formatter: text) }),
            ("JSON", { try FileHandler(filename: path, formatter: json) }),
            ("gathered text", { try FileHandler(filename: path, buffering: FileBuffering(), formatter: text) }),
            ("gathered JSON", { try FileHandler(filename: path, buffering: FileBuffering(), formatter: json) }),
            (
                "text rotated by size",
                { try RotatingFileHandler(filename: path, maximumSize: 1 << 20, backupCount: 1, formatter: text) }
            ),
            ("text rotated by time", { try TimedRotatingFileHandler(filename: path, when: "D", formatter: text) }),
        ]
    }

    @Test func `a record allocates nothing, whatever handler writes it`() throws {
        for (name, open) in try handlers() {
            let handler = try open()
            log.handlers = [handler]
            // The first records make what is made once: the date's text, the memory of lines, a thread.
            for call in 0..<10 { log.info("request \(call) took \(Double(call) / 8) ms") }
            let count = AllocationCount.of { call in log.info("request \(call) took \(Double(call) / 8) ms") }
            #expect(count == 0, "\(name)")
            handler.close()
        }
        #expect(try lines().count == 6 * 111)
    }
}
