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
    }

    @Test(.enabled(if: Probe.path != nil, Probe.absence))
    func `a program whose standard output has no reader lives on`() throws {
        let probe = try Probe("stdout")
        probe.output.fileHandleForReading.closeFile()
        probe.input.fileHandleForWriting.write(Data("x".utf8))
        #expect(probe.exitStatus() == 42)
    }
}
