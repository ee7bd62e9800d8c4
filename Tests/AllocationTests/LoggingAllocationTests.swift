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

    @Test func `a string in a variable allocates nothing`() throws {
        let text = String(repeating: "ready made ", count: 10)
        #expect(AllocationCount.of { _ in log.info(text) } == 0)
        #expect(try lines().count == 101)
    }
}
