import LogConfig
import LogTesting
import Logging
import SwiftLogBackend
import TestSupport
import Testing

/// The one test of this process that bootstraps swift-log.
@Suite("Bootstrapping")
struct BootstrapTests {
    @Test func `a wrong file throws and changes nothing; a good one configures all of swift-log`() throws {
        let directory = try TemporaryDirectory()
        let tree = LoggerTree()
        try directory.write("version: 1\nroot: {level: LOUD}\n", to: "wrong.yaml")
        let error = #expect(throws: LoggingConfigurationError.self) {
            try LoggingSystem.bootstrap(configuration: directory.file("wrong.yaml"), tree: tree)
        }
        #expect(error?.diagnostics.count == 1)
        #expect(tree.activeConfiguration == nil)
        try directory.write(
            """
            version: 1
            formatters: {line: {format: "%(levelname)s %(name)s: %(message)s"}}
            handlers: {file: {class: logging.FileHandler, filename: "\(directory.file("app.log"))", formatter: line}}
            loggers: {shop: {level: DEBUG}}
            root: {level: WARNING, handlers: [file]}
            """,
            to: "good.yaml"
        )
        let logging = try LoggingSystem.bootstrap(
            configuration: directory.file("good.yaml"),
            tree: tree,
            metadataProvider: Logging.Logger.MetadataProvider { ["from": "all"] }
        )
        Logging.Logger(label: "shop.checkout").debug("paid")
        Logging.Logger(label: "else").info("not logged")
        logging.override("else", logLevel: .info, for: .seconds(3600))
        Logging.Logger(label: "else").info("logged")
        logging.shutdown()
        #expect(directory.text("app.log") == "DEBUG shop.checkout: paid\nINFO else: logged\n")
        // What swift-log says of handlers, on loggers that it makes itself.
        var first = Logging.Logger(label: "first logger")
        first.logLevel = .debug
        first[metadataKey: "only-on"] = "first"
        var second = first
        second.logLevel = .error
        second[metadataKey: "only-on"] = "second"
        #expect(first.logLevel == .debug)
        #expect(second.logLevel == .error)
        #expect(first[metadataKey: "only-on"] == "first")
        #expect(second[metadataKey: "only-on"] == "second")
        // The provider of all stays with a logger that was changed; one of a logger's own takes its place.
        #expect(second.metadataProvider?.get() == ["from": "all"])
        let own = Logging.Logger(label: "own", metadataProvider: Logging.Logger.MetadataProvider { ["from": "one"] })
        #expect(own.metadataProvider?.get() == ["from": "one"])
        #expect(Logging.Logger(label: "other").metadataProvider?.get() == ["from": "all"])
    }
}
