#if Compression
import Foundation
import LogCompression
import LogRuntime
import TestSupport
import Testing

@Suite("Compression in a configuration")
struct CompressionConfigurationTests {
    private let box: TemporaryDirectory
    private let tree: LoggerTree

    init() throws {
        box = try TemporaryDirectory()
        let files = FileNaming(workingDirectory: box.path, makesDirectories: true)
        tree = LoggerTree(environment: LogEnvironment(files: files))
    }

    private func suffix(_ entry: String) throws -> String? {
        let text = "{version: 1, handlers: {file: {filename: a.log, \(entry)}}, root: {handlers: [file]}}"
        let options = ConfigurationOptions(registry: .compression)
        let active = try LoggingConfiguration(yaml: text, options: options).apply(to: tree)
        defer { active.shutdown() }
        let handler = active.handler(named: "file")
        return (handler as? RotatingFileHandler)?.rotatingSink?.compressedSuffix
            ?? (handler as? TimedRotatingFileHandler)?.rotatingSink?.compressedSuffix
    }

    @Test(arguments: [
        ("class: logging.handlers.RotatingFileHandler, maxBytes: 9, backupCount: 1, compress: gzip", ".gz"),
        ("class: logging.handlers.TimedRotatingFileHandler, compress: gzip", ".gz"),
        ("class: concurrent_log_handler.ConcurrentRotatingFileHandler, use_gzip: true", ".gz"),
        ("class: concurrent_log_handler.ConcurrentTimedRotatingFileHandler, use_gzip: true", ".gz"),
        ("class: concurrent_log_handler.ConcurrentRotatingFileHandler, use_gzip: false", nil),
        ("class: logging.handlers.TimedRotatingFileHandler, compress: null", nil),
    ])
    func `handlers that rotate compress if they are told to`(entry: String, expected: String?) throws {
        #expect(try suffix(entry) == expected)
    }

    @Test(.enabled(if: LogFiles.hasZstd, LogFiles.zstdAbsence))
    func `zstd is there where its library is`() throws {
        #expect(try suffix("class: logging.handlers.TimedRotatingFileHandler, compress: zstd") == ".zst")
    }

    @Test func `where the library is not, zstd is refused`() throws {
        var registry = Registry.standard
        registry.compressor("gzip", GzipCompressor())
        let handler = "{class: logging.handlers.TimedRotatingFileHandler, filename: a.log, compress: zstd}"
        let told = LoggingConfiguration.check(
            bytes: Array("{version: 1, handlers: {file: \(handler)}, root: {handlers: [file]}}".utf8),
            file: "a.yaml",
            options: ConfigurationOptions(registry: registry)
        ).diagnostics
        #expect(
            told.map(\.message).contains(
                "'zstd' needs the system's libzstd, 1.4.0 or later, which is not there"
            ),
            "\(told)"
        )
    }

    @Test func `a pattern by which archives are not found again is doubtful`() {
        let text = """
            version: 1
            handlers:
              file:
                class: logging.handlers.TimedRotatingFileHandler
                filename: a.log
                compress: gzip
                .: {suffix: '%Y%m%d'}
            """
        let told = LoggingConfiguration.check(
            bytes: Array(text.utf8),
            file: "a.yaml",
            options: ConfigurationOptions(registry: .compression)
        ).diagnostics
        #expect(told.contains { $0.code == "ignored-options" && $0.path == "handlers.file.compress" }, "\(told)")
    }

    @Test func `a forecast names compressed files`() throws {
        let text = """
            version: 1
            handlers:
              file: {class: logging.handlers.TimedRotatingFileHandler, filename: a.log, when: midnight, utc: true, compress: gzip}
            """
        let options = ConfigurationOptions(registry: .compression)
        let configuration = try LoggingConfiguration(yaml: text, options: options)
        let rollovers = try configuration.rollovers(ofHandler: "file", after: 1_717_200_000, count: 1)
        #expect(rollovers.map(\.archive) == ["a.log.2024-06-01.gz"])
    }

    @Test func `the ready-made configuration compresses what it puts aside`() throws {
        let path = Repository.root + "/Configs/rotating-json-gzip.yaml"
        var options = ConfigurationOptions(registry: .compression)
        options.environmentVariables = { _ in nil }
        let active = try tree.configure(contentsOf: path, options: options)
        defer { active.shutdown() }
        #expect(active.diagnostics == [])
        let handler = try #require(active.handler(named: "app") as? RotatingFileHandler)
        let sink = try #require(handler.rotatingSink)
        #expect(sink.compressedSuffix == ".gz")
        #expect(sink.retention == Retention(maximumAge: 30 * 86_400, maximumTotalSize: 500 << 20))
        let text = String(repeating: "=", count: 1 << 20)
        for _ in 0..<12 { tree.logger("shop").info("\(text)") }
        let logs = box.file("logs")
        let deadline = Date(timeIntervalSinceNow: 20)
        func names() -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: logs)) ?? []).sorted() }
        while names() != ["app.jsonl", "app.jsonl.1.gz"], Date() < deadline { usleep(1000) }
        #expect(names() == ["app.jsonl", "app.jsonl.1.gz"])
        let attributes = try FileManager.default.attributesOfItem(atPath: logs + "/app.jsonl.1.gz")
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect((attributes[.size] as? Int ?? .max) < 100_000)
    }
}
#endif
