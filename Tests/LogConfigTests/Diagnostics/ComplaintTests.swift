import LogConfig
import TestSupport
import Testing

/// What people complain about most in Python's logging configurations, and what they are told here.
@Suite("Complaints")
struct ComplaintTests {
    /// A file that shows what somebody complained about.
    struct Complaint: Sendable, CustomTestStringConvertible {
        /// The complaint.
        let testDescription: String
        /// The file.
        let yaml: String
        /// Everything that is told about it.
        let diagnostics: String

        init(_ complaint: String, _ yaml: String, _ diagnostics: String) {
            testDescription = complaint
            self.yaml = yaml
            self.diagnostics = diagnostics
        }
    }

    static let complaints = [
        Complaint(
            "unknown and misplaced keys are ignored",
            """
            version: 1
            disable_existing_loggers: false
            formatters:
              text:
                fmt: "%(message)s"
                level: INFO
            handlers:
              console:
                class: logging.StreamHandler
                formatter: text
                format: "%(message)s"
                propagate: false
            loggers:
              shop:
                handler: [console]
                formatter: text
            handler: {}
            """,
            """
            log.yaml:5:5: warning: formatters.text.fmt: a formatter has no key 'fmt', and it is ignored; did you mean 'format'?
            log.yaml:6:5: warning: formatters.text.level: a formatter has no key 'level', and it is ignored; 'level' belongs to a handler or a logger
            log.yaml:11:13: error: handlers.console.format: 'logging.StreamHandler' has no argument 'format'; 'format' belongs to a formatter; name that one with 'formatter'
            log.yaml:12:16: error: handlers.console.propagate: 'logging.StreamHandler' has no argument 'propagate'; 'propagate' belongs to a logger
            log.yaml:15:5: warning: loggers.shop.handler: a logger has no key 'handler', and it is ignored; did you mean 'handlers'?
            log.yaml:16:5: warning: loggers.shop.formatter: a logger has no key 'formatter', and it is ignored; 'formatter' belongs to a handler; name that one in 'handlers'
            log.yaml:17:1: warning: handler: a configuration has no key 'handler', and it is ignored; did you mean 'handlers'?
            """
        ),
        Complaint(
            "a section that is indented too far is taken for a logger",
            """
            version: 1
            disable_existing_loggers: false
            loggers:
              shop: {level: INFO}
              handlers:
                console: {class: logging.StreamHandler}
            """,
            """
            log.yaml:5:3: warning: loggers.handlers: 'handlers' stands below 'loggers' and is taken for one of the loggers; move it to the left, to the height of 'loggers'
            """
        ),
        Complaint(
            "a configuration inside of an application's file is not found",
            """
            logging:
              version: 1
              root: {level: INFO}
            """,
            """
            log.yaml: error: 'version' is missing; the configuration seems to be below 'logging': give that part a file of its own
            log.yaml:1:1: warning: logging: 'logging' stands at the top, where nothing looks at it; the configuration seems to be below it: give that part a file of its own
            """
        ),
        Complaint(
            "the reason why a handler cannot be configured is not told, and only the first is",
            """
            version: 1
            disable_existing_loggers: false
            handlers:
              a:
                class: logging.FileHandler
                filename: app.log
                mode: q
              b:
                clas: logging.StreamHandler
              c:
                class: logging.handlers.SysLogHandler
                facility: usr
            root: {handlers: [a, b, c], level: INFO}
            """,
            """
            log.yaml:7:11: error: handlers.a.mode: invalid mode: 'q'; the usual modes are 'a' and 'w'
            log.yaml:8:3: error: handlers.b: the handler has no 'class'; did you mean 'class' in place of 'clas'?
            log.yaml:12:15: error: handlers.c.facility: no syslog facility is named 'usr'; did you mean 'user'?
            """
        ),
        Complaint(
            "disable_existing_loggers is true unless one knows it",
            """
            version: 1
            root: {level: INFO}
            """,
            """
            log.yaml: note: loggers that exist already and are not named here will be switched off; write 'disable_existing_loggers: false' to keep them
            """
        ),
        Complaint(
            "two handlers on one file lose the day's log",
            """
            version: 1
            disable_existing_loggers: false
            handlers:
              all: {class: logging.handlers.TimedRotatingFileHandler, filename: app.log, when: midnight, backupCount: 7}
              errors: {class: logging.handlers.TimedRotatingFileHandler, filename: ./app.log, when: midnight, backupCount: 7}
            root: {handlers: [all, errors], level: INFO}
            """,
            """
            log.yaml:5:72: warning: handlers.errors.filename: handlers 'all' and 'errors' write the same file './app.log'; let one handler write it, and attach that one wherever it is wanted
            """
        ),
        Complaint(
            "a date with a fraction writes %f",
            """
            version: 1
            disable_existing_loggers: false
            formatters:
              text: {format: "%(asctime)s %(message)s", datefmt: "%H:%M:%S.%f"}
            handlers:
              console: {class: logging.StreamHandler, formatter: text}
            root: {handlers: [console], level: INFO}
            """,
            """
            log.yaml:4:54: warning: formatters.text.datefmt: '%f' means nothing in a date of a log and is written as it stands; write %(asctime)s.%(msecs)03d in the format
            """
        ),
        Complaint(
            "environment variables are not replaced",
            """
            version: 1
            disable_existing_loggers: false
            handlers:
              file: {class: logging.FileHandler, filename: "${LOG_DIR}/app.log", level: "${LOG_LEVEL:-INFO}"}
            root: {handlers: [file], level: "env://SHOP_LEVEL"}
            """,
            """
            log.yaml:4:48: warning: handlers.file.filename: '${LOG_DIR}/app.log' is taken as it stands: '${…}' is not replaced; write 'env://LOG_DIR', which stands for a whole value
            log.yaml:4:77: error: handlers.file.level: no level is named '${LOG_LEVEL:-INFO}'; write 'env://LOG_LEVEL:-INFO'
            log.yaml:5:33: error: root.level: environment variable 'SHOP_LEVEL' is not set; give a default with 'env://SHOP_LEVEL:-value'
            """
        ),
        Complaint(
            "lines appear twice",
            """
            version: 1
            disable_existing_loggers: false
            handlers:
              console: {class: logging.StreamHandler}
              second: {class: logging.StreamHandler}
            loggers:
              shop: {level: DEBUG, handlers: [console]}
              shop.db: {level: DEBUG, handlers: [second]}
            root: {handlers: [console], level: INFO}
            """,
            """
            log.yaml:7:3: warning: loggers.shop.handlers: handler 'console' would get the records of 'shop' twice, here and at the root; write 'propagate: false', or leave the handler out in one place
            log.yaml:8:3: warning: loggers.shop.db.handlers: handlers 'second' and 'console' write records of 'shop.db' to the same stream, here and at 'shop'; write 'propagate: false', or leave one of the two out
            """
        ),
        Complaint(
            "a queue's listener has nothing to hand records to",
            """
            version: 1
            disable_existing_loggers: false
            handlers:
              queue: {class: logging.handlers.QueueHandler, queue: 1000, handlers: [file]}
            root: {handlers: [queue], level: INFO}
            """,
            """
            log.yaml:4:56: error: handlers.queue.queue: 1000 is not a queue; leave it out, or write {(): queue.Queue, maxsize: 1000}
            log.yaml:4:73: error: handlers.queue.handlers: no handler is named 'file'
            """
        ),
        Complaint(
            "syslog over TCP cannot be configured",
            """
            version: 1
            disable_existing_loggers: false
            handlers:
              log:
                class: logging.handlers.SysLogHandler
                address: [localhost, syslog]
                socktype: ext://socket.SOCK_RAW
            root: {handlers: [log], level: INFO}
            """,
            """
            log.yaml:7:15: error: handlers.log.socktype: no object is named 'socket.SOCK_RAW'; did you mean 'socket.SOCK_DGRAM'?
            """
        ),
        Complaint(
            "filters of a parent do not see the children's records, and a level is missing",
            """
            version: 1
            disable_existing_loggers: false
            filters:
              shop: {name: shop}
            handlers:
              console: {class: logging.StreamHandler, level: INFO}
            loggers:
              shop.db: {}
            root: {handlers: [console], filters: [shop]}
            """,
            """
            log.yaml:9:1: warning: root: the root has no level, so WARNING counts, and handler 'console' never gets the INFO that it takes; write 'level: INFO' below 'root'
            log.yaml:9:29: warning: root.filters: the filters of the root see its own records only, not those of 'shop.db'; put the filters on the handlers
            """
        ),
        Complaint(
            "a backup count as a text, a level in lower case, a section without content",
            """
            version: 1
            disable_existing_loggers: false
            formatters:
            handlers:
              file:
                class: logging.handlers.RotatingFileHandler
                filename: app.log
                maxBytes: "10"
                backupCount: "3"
                delay: "false"
              second:
                class: logging.handlers.RotatingFileHandler
                filename: second.log
                maxBytes: 500
                backupCount: "3"
                delay: "false"
            root: {handlers: [file, second], level: warning}
            """,
            """
            log.yaml:3:12: error: formatters: 'formatters' is empty; leave 'formatters' out, or indent what belongs to it
            log.yaml:8:15: error: handlers.file.maxBytes: '10' is a text, not a size in bytes; write 10 without quotes
            log.yaml:9:18: warning: handlers.file.backupCount: '3' is a text, not a number; write 3 without quotes
            log.yaml:10:12: warning: handlers.file.delay: the text 'false' is not empty and counts as true; write false without quotes
            log.yaml:14:15: warning: handlers.second.maxBytes: the file is rolled over at 500 bytes; 'maxBytes' counts bytes; 10 megabytes are 10_000_000
            log.yaml:15:18: warning: handlers.second.backupCount: '3' is a text, not a number; write 3 without quotes
            log.yaml:16:12: warning: handlers.second.delay: the text 'false' is not empty and counts as true; write false without quotes
            log.yaml:17:41: error: root.level: no level is named 'warning'; did you mean 'WARNING'?
            """
        ),
        Complaint(
            "a format without quotes and one for another style",
            """
            version: 1
            disable_existing_loggers: false
            formatters:
              a: {format: "%(asctime) %(level)s %(mesage)s"}
              b: {format: "{message}"}
            handlers:
              a: {class: logging.StreamHandler, formatter: a}
            root: {handlers: [a], level: INFO}
            """,
            """
            log.yaml:4:15: warning: formatters.a.format: '%(asctime)' lacks the letter behind it and swallows the next '%'; write '%(asctime)s'
            log.yaml:4:15: warning: formatters.a.format: records have no attribute 'mesage': one that does not bring it along cannot be written; did you mean 'message'?
            log.yaml:5:15: error: formatters.b.format: Invalid format '{message}' for '%' style
            """
        ),
    ]

    @Test(arguments: complaints)
    func `somebody who complains is told the reason and the remedy`(complaint: Complaint) {
        var options = ConfigurationOptions()
        options.environmentVariables = { _ in nil }
        let diagnostics = LoggingConfiguration.check(
            bytes: Array(complaint.yaml.utf8),
            file: "log.yaml",
            options: options
        ).diagnostics
        #expect(diagnostics.map(\.description).joined(separator: "\n") == complaint.diagnostics)
    }

    @Test func `a missing directory is told before and when the file is opened`() throws {
        let box = try TemporaryDirectory()
        let yaml = """
            version: 1
            disable_existing_loggers: false
            handlers:
              a: {class: logging.FileHandler, filename: logs/a.log}
              b: {class: logging.FileHandler, filename: logs/b.log}
            root: {handlers: [a, b], level: INFO}
            """
        let files = FileNaming(workingDirectory: box.path)
        let checked = LoggingConfiguration.check(
            bytes: Array(yaml.utf8),
            file: "log.yaml",
            options: ConfigurationOptions(),
            files: files
        )
        #expect(checked.accepted)
        let remedy = "No such file or directory; make the directory 'logs' first"
        #expect(
            checked.diagnostics.map(\.description) == [
                "log.yaml:4:45: note: handlers.a.filename: on this machine: cannot open '\(box.path)/logs/a.log': \(remedy)",
                "log.yaml:5:45: note: handlers.b.filename: on this machine: cannot open '\(box.path)/logs/b.log': \(remedy)",
            ]
        )
        let tree = LoggerTree(environment: LogEnvironment(files: files))
        let error = try #require(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(yaml: yaml, file: "log.yaml").apply(to: tree)
        }
        #expect(
            error.description == """
                Unable to configure handler 'a': [Errno 2] No such file or directory: '\(box.path)/logs/a.log'
                log.yaml:4:45: error: handlers.a.filename: cannot open '\(box.path)/logs/a.log': \(remedy)
                log.yaml:5:45: error: handlers.b.filename: cannot open '\(box.path)/logs/b.log': \(remedy)
                """
        )
    }

    @Test func `the loggers that a configuration switches off are named`() throws {
        let tree = LoggerTree()
        for name in ["library", "shop", "shop.db", "other"] { _ = tree.logger(name) }
        let configuration = try LoggingConfiguration(
            yaml: "version: 1\nloggers: {shop: {level: INFO}}\n",
            file: "log.yaml"
        )
        let active = try configuration.apply(to: tree)
        defer { active.shutdown() }
        #expect(
            active.diagnostics.map(\.description) == [
                "log.yaml: note: loggers 'library', 'other' existed before, and are switched off now; "
                    + "write 'disable_existing_loggers: false' to keep them, or name them under 'loggers'"
            ]
        )
    }
}
