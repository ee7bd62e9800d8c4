import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Configuration files that others may write")
struct WritableFileTests {
    private let box: TemporaryDirectory
    private let text = "{version: 1, disable_existing_loggers: false}"

    init() throws {
        box = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: box.file("etc"), withIntermediateDirectories: false)
        try box.write(text, to: "etc/log.yaml")
    }

    private func allow(_ permissions: Int, _ name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: box.file(name))
    }

    private func told(_ name: String = "etc/log.yaml", strict: Bool? = nil) -> [String] {
        let options = ConfigurationOptions(strict: strict)
        return LoggingConfiguration.check(contentsOf: box.file(name), options: options).diagnostics.map {
            "\($0.severity) \($0.code): \($0.message)"
        }
    }

    private let change = "writable-by-all: every user of this machine may change the file"

    @Test(arguments: [(0o644, false), (0o664, false), (0o602, true), (0o666, true)])
    func `a file that all may write is warned of`(permissions: Int, isTold: Bool) throws {
        try allow(permissions, "etc/log.yaml")
        #expect(told() == (isTold ? ["warning " + change] : []))
    }

    @Test func `a link does not hide it`() throws {
        try allow(0o666, "etc/log.yaml")
        try FileManager.default.createSymbolicLink(atPath: box.file("link.yaml"), withDestinationPath: "etc/log.yaml")
        #expect(told("link.yaml") == ["warning " + change])
    }

    @Test(arguments: [(0o777, true), (0o1777, false), (0o775, false)])
    func `so is one that all may replace`(permissions: Int, isTold: Bool) throws {
        try allow(permissions, "etc")
        #expect(told().count == (isTold ? 1 : 0))
        #expect(told().allSatisfy { $0.contains("writable-by-all: every user of this machine may replace the file") })
    }

    @Test func `where warnings are errors the file is refused`() throws {
        try allow(0o666, "etc/log.yaml")
        #expect(told(strict: true) == ["error " + change])
        let options = ConfigurationOptions(strict: true)
        #expect(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(contentsOf: box.file("etc/log.yaml"), options: options)
        }
    }

    @Test func `a watched file is warned of, too`() throws {
        try allow(0o666, "etc/log.yaml")
        let watcher = try LoggingConfiguration.watch(box.file("etc/log.yaml"), tree: LoggerTree(), interval: .never)
        #expect(watcher.active.diagnostics.map(\.code) == ["writable-by-all"])
        watcher.shutdown()
    }

    @Test func `a watched file may be as large as the program says`() throws {
        let loggers = (0..<40_000).map { "  service.n\($0): {level: INFO}\n" }.joined()
        try box.write("version: 1\nloggers:\n" + loggers, to: "etc/log.yaml")
        var options = ConfigurationOptions()
        #expect(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration.watch(box.file("etc/log.yaml"), tree: LoggerTree(), options: options)
        }
        options.sizeLimit = 5 << 20
        let tree = LoggerTree()
        let watcher = try LoggingConfiguration.watch(
            box.file("etc/log.yaml"),
            tree: tree,
            options: options,
            interval: .never
        )
        #expect(tree.logger("service.n39999").level == .info)
        watcher.shutdown()
    }
}
