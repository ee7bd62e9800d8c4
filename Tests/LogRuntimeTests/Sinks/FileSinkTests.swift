import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct FileSinkTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func settings(_ mode: String = "a", delay: Bool = false, makesDirectories: Bool = false) -> FileSettings {
        FileSettings(
            filename: directory.file("app.log"),
            mode: mode,
            delay: delay,
            environment: LogEnvironment(files: FileNaming(makesDirectories: makesDirectories))
        )
    }

    @Test func `missing directories are made if that is wanted`() throws {
        let name = directory.file("a/b/app.log")
        let environment = LogEnvironment(files: FileNaming(makesDirectories: true))
        let sink = try FileSink(FileSettings(filename: name, environment: environment))
        try sink.write("one\n")
        #expect(directory.text("a/b/app.log") == "one\n")
    }

    @Test func `a missing directory is an error in both languages`() throws {
        let path = directory.file("missing/app.log")
        let error = #expect(throws: SinkError.self) { try FileSink(FileSettings(filename: path)) }
        #expect(error?.description == "cannot open '\(path)': No such file or directory")
        #expect(error?.pythonType == "FileNotFoundError")
        #expect(error?.pythonMessage == "[Errno 2] No such file or directory: '\(path)'")
    }

    @Test func `a directory in the file's place is an error`() throws {
        let error = #expect(throws: SinkError.self) { try FileSink(FileSettings(filename: directory.path)) }
        #expect(error?.pythonType == "IsADirectoryError")
        #expect(error?.pythonMessage == "[Errno 21] Is a directory: '\(directory.path)'")
    }

    @Test func `a sink is checked when it is made, though its file waits for a record`() throws {
        let wrongMode = #expect(throws: SinkError.self) { try FileSink(settings("q", delay: true)) }
        #expect(wrongMode?.problem == "invalid mode: 'q'")
        let readOnly = #expect(throws: SinkError.self) { try FileSink(settings("r", delay: true)) }
        #expect(readOnly?.problem == "mode 'r' does not write")
        #expect(directory.names == [])
    }

    @Test func `a file of mode w is not opened again after closing, and the line counts as lost`() throws {
        let sink = try FileSink(settings("w"))
        try sink.write("one\n")
        sink.close()
        let error = #expect(throws: SinkError.self) { try sink.write("two\n") }
        #expect(error?.problem == "the file was closed, and mode 'w' does not open it again")
        #expect(directory.text("app.log") == "one\n")
        #expect(!sink.isOpen)
    }

    @Test func `two sinks of mode w on one file do not write over one another`() throws {
        let first = try FileSink(settings("w"))
        let second = try FileSink(settings("w"))
        try first.write("first\n")
        try second.write("second\n")
        try first.write("third\n")
        #expect(directory.text("app.log") == "first\nsecond\nthird\n")
    }

    @Test func `a removed directory does not stop an open file`() throws {
        try FileManager.default.createDirectory(atPath: directory.file("logs"), withIntermediateDirectories: false)
        let sink = try FileSink(FileSettings(filename: directory.file("logs/app.log")))
        try sink.write("one\n")
        try FileManager.default.removeItem(atPath: directory.file("logs"))
        try sink.write("two\n")
        #expect(directory.names == [])
    }

    #if DEBUG
    @Test func `a write that is interrupted or taken in parts is completed`() throws {
        let sink = try FileSink(settings())
        let plan = FaultPlan()
        plan.add(.write, .error(EINTR), times: 2)
        plan.add(.write, .atMost(3), times: 2)
        plan.add(.write, .error(EINTR), times: 1)
        try plan.run { try sink.write("a line of text\n") }
        #expect(directory.text("app.log") == "a line of text\n")
    }

    @Test func `a line that a full disk has torn is completed before the next one`() throws {
        let sink = try FileSink(settings())
        let plan = FaultPlan()
        plan.add(.write, .atMost(6), times: 1)
        plan.add(.write, .error(ENOSPC), times: 2)
        plan.run {
            let torn = #expect(throws: SinkError.self) { try sink.write("a torn line\n") }
            #expect(torn?.description == "cannot write '\(directory.file("app.log"))': No space left on device")
            #expect(torn?.pythonMessage == "[Errno 28] No space left on device")
            #expect(throws: SinkError.self) { try sink.write("a lost line\n") }
        }
        #expect(directory.text("app.log") == "a torn")
        try sink.write("the next line\n")
        #expect(directory.text("app.log") == "a torn line\nthe next line\n")
    }

    @Test func `a watched file that cannot be opened again is written where it is`() throws {
        let sink = try WatchedFileSink(settings())
        try sink.write("one\n")
        rename(directory.file("app.log"), directory.file("moved"))
        let plan = FaultPlan()
        plan.add(.open, .error(EMFILE))
        try plan.run { try sink.write("two\n") }
        #expect(directory.texts == ["moved": "one\ntwo\n"])
        try sink.write("three\n")
        #expect(directory.texts == ["moved": "one\ntwo\n", "app.log": "three\n"])
    }
    #endif

    @Test(.enabled(if: FileManager.default.isWritableFile(atPath: "/dev/full"), "needs /dev/full"))
    func `a full disk is reported for each record and harms nothing else`() throws {
        let handler = try FileHandler(filename: "/dev/full")
        let failures = Lock<[String]>([])
        handler.status = StatusChannel()
        handler.status.setHook { failure in failures.withLock { $0.append(failure.message) } }
        let tree = LoggerTree()
        tree.root.handlers = [handler]
        tree.root.error("one")
        tree.root.error("two")
        #expect(handler.failureCount == 2)
        #expect(
            failures.withLock { $0 }
                == Array(
                    repeating: "cannot write '/dev/full': No space left on device",
                    count: 2
                )
        )
    }

    @Test func `lines of several threads are whole and all there`() throws {
        let sink = try FileSink(settings())
        let threads = (0..<4).map { writer in
            Thread {
                for number in 0..<500 { try? sink.write(LineCollection.line("t\(writer)", number) + "\n") }
            }
        }
        for thread in threads { thread.start() }
        while !threads.allSatisfy(\.isFinished) { usleep(1000) }
        var found = LineCollection()
        found.add(directory.text("app.log") ?? "")
        found.expectAll(of: (0..<4).map { "t\($0)" }, count: 500)
    }
}
