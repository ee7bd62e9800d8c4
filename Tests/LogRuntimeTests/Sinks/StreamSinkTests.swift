import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct StreamSinkTests {
    @Test func `a pipe without a reader fails the line and not the program`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[1]) }
        close(ends[0])
        let sink = StreamSink(descriptor: ends[1], name: "<pipe>")
        let error = #expect(throws: SinkError.self) { try sink.write("nobody\n") }
        #expect(error?.description == "cannot write '<pipe>': Broken pipe")
        #expect(error?.pythonType == "BrokenPipeError")
        #expect(error?.pythonMessage == "[Errno 32] Broken pipe")
    }

    @Test func `a closed descriptor fails the line`() {
        let sink = StreamSink(descriptor: 1_000_000, name: "<closed>")
        let error = #expect(throws: SinkError.self) { try sink.write("nobody\n") }
        #expect(error?.pythonMessage == "[Errno 9] Bad file descriptor")
    }

    @Test func `a full pipe that does not block is waited for`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let reader = ends[0]
        let writer = ends[1]
        defer { close(reader) }
        _ = fcntl(writer, F_SETFL, fcntl(writer, F_GETFL) | O_NONBLOCK)
        let sink = StreamSink(descriptor: writer, name: "<pipe>")
        let text = String(repeating: "x", count: 300_000) + "\n"
        let thread = Thread {
            try? sink.write(text)
            close(writer)
        }
        thread.start()
        let received = FileHandle(fileDescriptor: reader, closeOnDealloc: false).readDataToEndOfFile()
        #expect(received.count == text.utf8.count)
        let foreign = received.filter { $0 != UInt8(ascii: "x") }
        #expect(String(decoding: foreign, as: UTF8.self) == "\n")
    }

    @Test func `a full pipe that nobody reads holds up nobody in front of a queue with a time limit`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        // The writing end is never closed: the queue's thread may have more to write, and whoever got its number would get that.
        let (reader, writer) = (ends[0], ends[1])
        let tree = LoggerTree()
        tree.status.setHook { _ in }
        tree.root.level = .info
        let target = SinkHandler(sink: StreamSink(descriptor: writer, name: "<stdout>"))
        let queue = try AsyncHandler(
            handlers: [target],
            options: AsyncOptions(capacity: 1 << 16, timeout: 0.05, drainLimit: 0.1)
        )
        queue.status = tree.status
        target.status = tree.status
        tree.root.handlers = [queue]
        let text = String(repeating: "x", count: 1000)
        // A pipe takes 64 KiB, the queue as much. Were a call to wait for the reader, this would not end.
        for _ in 0..<500 { tree.root.info("\(text)") }
        #expect(queue.statistics.received == 500)
        #expect(queue.statistics.dropped > 200)
        queue.close()
        #expect(queue.statistics.received == 500)
        close(reader)
    }

    @Test(.enabled(if: Probe.path != nil, Probe.absence))
    func `a program whose standard output has no reader lives on`() throws {
        let probe = try Probe("stdout")
        probe.output.fileHandleForReading.closeFile()
        probe.input.fileHandleForWriting.write(Data("x".utf8))
        #expect(probe.exitStatus() == 42)
    }
}
