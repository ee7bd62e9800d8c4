import LogConfig

/// A configuration of fifty loggers: read, judged, opened and closed again.
enum LoadScenario {
    /// Makes the scenario.
    static func make(in directory: BenchDirectory) throws -> Scenario {
        let path = directory.path(of: "load.yaml")
        let log = directory.path(of: "load.log")
        directory.adopt("load.yaml")
        directory.adopt("load.log")
        directory.write(yaml(log), to: "load.yaml")
        let tree = LoggerTree()
        return Scenario(
            name: "load",
            subject: "a configuration of 50 loggers, 3 handlers and 2 formatters: a record is one load",
            slices: 1000,
            contenders: [
                Contender(name: "swift-log-config") { _, count in
                    for _ in 0..<count {
                        do {
                            try LoggingConfiguration(contentsOf: path).apply(to: tree).shutdown()
                        } catch {
                            stop("\(error)")
                        }
                    }
                }
            ] + PythonContender.contender("load", path: path)
        )
    }

    private static func yaml(_ log: String) -> String {
        var text = """
            version: 1
            disable_existing_loggers: false
            formatters:
              plain: {format: "%(asctime)s %(levelname)s %(name)s: %(message)s"}
              short: {format: "%(message)s"}
            handlers:
              console: {class: logging.StreamHandler, formatter: short, stream: ext://sys.stderr}
              file: {class: logging.FileHandler, formatter: plain, filename: "\(log)"}
              turn: {class: logging.handlers.RotatingFileHandler, formatter: plain, filename: "\(log)", maxBytes: 1000000, backupCount: 3}
            loggers:

            """
        for index in 0..<50 {
            let level = ["DEBUG", "INFO", "WARNING"][index % 3]
            let handler = ["console", "file", "turn"][index % 3]
            text += """
                  service.part\(index % 7).module\(index):
                    level: \(level)
                    handlers: [\(handler)]
                    propagate: \(index % 2 == 0)

                """
        }
        return text + "root: {level: INFO, handlers: [console]}\n"
    }
}
