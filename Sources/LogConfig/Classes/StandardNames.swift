internal import LogRuntime

/// Python's names for what this library has, and for what it knows and does not have.
enum StandardNames {
    /// The registry of these names.
    static func registry() -> Registry {
        var registry = Registry()
        registry.register("logging.StreamHandler", .handler(StreamHandlerClass.factory))
        for name in ["colorlog.StreamHandler", "colorlog.wrappers.StreamHandler"] {
            registry.register(name, .handler(StreamHandlerClass.factory))
        }
        registry.register("logging.NullHandler", .handler(StreamHandlerClass.null))
        registry.register("logging.FileHandler", .handler(FileHandlerClasses.plain))
        registry.register("logging.handlers.WatchedFileHandler", .handler(FileHandlerClasses.watched))
        registry.register("logging.handlers.RotatingFileHandler", .handler(FileHandlerClasses.rotating))
        registry.register("logging.handlers.TimedRotatingFileHandler", .handler(FileHandlerClasses.timed))
        registry.register("logging.handlers.MemoryHandler", .handler(BufferingHandlerClasses.memory))
        registry.register("logging.handlers.QueueHandler", .handler(BufferingHandlerClasses.queue))
        registry.register("logconfig.AsyncHandler", .handler(AsyncHandlerClass.factory))
        registry.external("logging.handlers.QueueListener", .type)
        registry.external("queue.Queue", .type)
        registry.register("logging.Formatter", .formatter(TextFormatterClass.factory))
        registry.register("logconfig.SafeFormatter", .formatter(SafeFormatterClass.factory))
        registry.register("logging.Filter", .filter(NameFilterClass.factory))
        registry.register("logconfig.RedactionFilter", .filter(RedactionFilterClass.factory))
        for name in ["pythonjsonlogger.json.JsonFormatter", "pythonjsonlogger.jsonlogger.JsonFormatter"] {
            registry.register(name, .formatter(JSONFormatterClass.factory))
        }
        registry.register("uvicorn.logging.DefaultFormatter", .formatter(UvicornFormatterClasses.standard))
        registry.register("uvicorn.logging.AccessFormatter", .formatter(UvicornFormatterClasses.access))
        registry.register("uvicorn.logging.ColourizedFormatter", .formatter(UvicornFormatterClasses.colored))
        for name in ["ColoredFormatter", "TTYColoredFormatter"] {
            registry.register("colorlog." + name, .formatter(ColoredFormatterClass.factory))
            registry.register("colorlog.formatter." + name, .formatter(ColoredFormatterClass.factory))
        }
        for name in ["colorlog.LevelFormatter", "colorlog.formatter.LevelFormatter"] {
            registry.register(name, .formatter(ColoredFormatterClass.level))
        }
        registry.register("logging.handlers.BufferingHandler", .handler(BufferingHandlerClasses.buffering))
        registry.register("logging.handlers.SysLogHandler", .handler(SysLogHandlerClass.factory))
        registry.register("logging.handlers.SocketHandler", .handler(SocketHandlerClasses.stream))
        registry.register("logging.handlers.DatagramHandler", .handler(SocketHandlerClasses.datagram))
        addObjects(to: &registry)
        addUnavailable(to: &registry)
        OtherPackages.add(to: &registry)
        return registry
    }

    private static func addObjects(to registry: inout Registry) {
        for name in ["sys.stdout", "sys.__stdout__"] {
            registry.external(name, .stream(StreamSink.standardOutput, shown: "stdout"))
        }
        for name in ["sys.stderr", "sys.__stderr__"] {
            registry.external(name, .stream(StreamSink.standardError, shown: "stderr"))
        }
        for name in ["sys.stdin", "sys.__stdin__"] { registry.external(name, .input) }
        // Sockets' numbers as Linux has them.
        registry.external("socket.SOCK_STREAM", .value(1, shown: "SOCK_STREAM"))
        registry.external("socket.SOCK_DGRAM", .value(2, shown: "SOCK_DGRAM"))
        let levels: [(String, Int64)] = [
            ("NOTSET", 0), ("DEBUG", 10), ("INFO", 20), ("WARNING", 30), ("WARN", 30), ("ERROR", 40),
            ("CRITICAL", 50), ("FATAL", 50),
        ]
        for (name, number) in levels {
            registry.external("logging." + name, .value(.int(number)))
            registry.external("colorlog." + name, .value(.int(number)))
        }
        let facilities: [(String, Int64)] = [
            ("KERN", 0), ("USER", 1), ("MAIL", 2), ("DAEMON", 3), ("AUTH", 4), ("SYSLOG", 5), ("LPR", 6), ("NEWS", 7),
            ("UUCP", 8), ("CRON", 9), ("AUTHPRIV", 10), ("FTP", 11), ("NTP", 12), ("SECURITY", 13), ("CONSOLE", 14),
            ("SOLCRON", 15), ("LOCAL0", 16), ("LOCAL1", 17), ("LOCAL2", 18), ("LOCAL3", 19), ("LOCAL4", 20),
            ("LOCAL5", 21), ("LOCAL6", 22), ("LOCAL7", 23),
        ]
        for (name, number) in facilities {
            registry.external("logging.handlers.SysLogHandler.LOG_" + name, .value(.int(number)))
        }
        let ports: [(String, Int64)] = [
            ("DEFAULT_TCP_LOGGING_PORT", 9020), ("DEFAULT_UDP_LOGGING_PORT", 9021),
            ("DEFAULT_HTTP_LOGGING_PORT", 9022), ("DEFAULT_SOAP_LOGGING_PORT", 9023), ("SYSLOG_UDP_PORT", 514),
            ("SYSLOG_TCP_PORT", 514),
        ]
        addConstants(to: &registry)
        for (name, number) in ports { registry.external("logging.handlers." + name, .value(.int(number))) }
    }

    /// Constants of Python's modules that configurations name, as they are on this system.
    private static func addConstants(to registry: inout Registry) {
        let texts: [(String, String)] = [
            ("os.devnull", "/dev/null"), ("os.sep", "/"), ("os.pathsep", ":"), ("os.linesep", "\n"), ("os.curdir", "."),
            ("os.pardir", ".."), ("os.name", "posix"), ("sys.platform", platform),
            ("logging.BASIC_FORMAT", "%(levelname)s:%(name)s:%(message)s"),
        ]
        for (name, text) in texts { registry.external(name, .value(.string(text))) }
        let numbers: [(String, Int64)] = [
            ("sys.maxsize", Int64.max), ("logging.handlers.SysLogHandler.LOG_EMERG", 0),
            ("logging.handlers.SysLogHandler.LOG_ALERT", 1), ("logging.handlers.SysLogHandler.LOG_CRIT", 2),
            ("logging.handlers.SysLogHandler.LOG_ERR", 3), ("logging.handlers.SysLogHandler.LOG_WARNING", 4),
            ("logging.handlers.SysLogHandler.LOG_NOTICE", 5), ("logging.handlers.SysLogHandler.LOG_INFO", 6),
            ("logging.handlers.SysLogHandler.LOG_DEBUG", 7), ("socket.AF_UNIX", 1), ("socket.AF_INET", 2),
            ("socket.AF_INET6", 10),
        ]
        for (name, number) in numbers { registry.external(name, .value(.int(number))) }
        for name in [
            "raiseExceptions", "logThreads", "logMultiprocessing", "logProcesses", "logAsyncioTasks",
        ] {
            registry.external("logging." + name, .value(true))
        }
        for name in ["logging.Handler", "json.JSONEncoder", "queue.SimpleQueue", "queue.LifoQueue"] {
            registry.external(name, .type)
        }
        for (name, text, shown) in [("min", "00:00:00", "00:00:00"), ("max", "23:59:59", "23:59:59.999999")] {
            if let time = TimeOfDay(text) { registry.external("datetime.time." + name, .time(time, shown: shown)) }
        }
        registry.external("sys.argv", .value(.array(CommandLine.arguments.map { .string($0) })))
        for name in ["json.dumps", "json.loads"] { registry.external(name, .opaque(shown: "object builtins.function")) }
    }

    /// Python's name of this system.
    private static var platform: String {
        #if os(Linux) || os(Android)
        "linux"
        #elseif canImport(Darwin)
        "darwin"
        #else
        "posix"
        #endif
    }

    private static func addUnavailable(to registry: inout Registry) {
        for name in ["logging.handlers.HTTPHandler", "logging.handlers.SMTPHandler"] {
            registry.register(
                name,
                .unavailable(advice: "it is in the library LogNetwork: read the file with the registry '.network'")
            )
        }
        let names = [
            "logging.handlers.BaseRotatingHandler", "logging.BufferingFormatter", "logging.LoggerAdapter",
        ]
        for name in names where registry[name] == nil {
            registry.register(name, .unavailable(advice: nil))
        }
        registry.register(
            "pythonjsonlogger.core.BaseJsonFormatter",
            .unavailable(advice: "it writes nothing by itself; use pythonjsonlogger.json.JsonFormatter")
        )
        registry.register(
            "logging.handlers.NTEventLogHandler",
            .unavailable(advice: "it writes to the event log of Windows; use logging.handlers.SysLogHandler here")
        )
    }
}
