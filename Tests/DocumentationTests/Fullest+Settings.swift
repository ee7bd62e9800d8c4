#if Compression && Network && OTLP
import LogConfig
import LogRuntime

/// What typed Swift can say of each class.
extension Fullest {
    /// All of them.
    static var all: [Fullest] { handlers + formatters + coloredFormatters + compactFormatters + filters }

    private static let files = FileOptions(
        appends: false,
        delays: true,
        encoding: "latin-1",
        encodingErrors: "replace",
        permissions: 0o640
    )

    private static let archives = ArchiveOptions(
        count: 5,
        retention: Retention(maximumAge: 86_400, maximumTotalSize: 1_000_000),
        compression: "gzip"
    )

    private static let messages: SysLogProtocol = {
        var messages = SysLogProtocol.rfc5424
        messages.framing = .newline
        messages.applicationName = "shop"
        messages.hostName = "host"
        messages.processIdentifier = "7"
        messages.messageIdentifier = "id"
        messages.structuredDataIdentifier = "shop@1"
        messages.maximumLength = 2048
        messages.spoolLimit = 1000
        messages.timeout = 2.5
        return messages
    }()

    private static let fluent: FluentOptions = {
        var options = FluentOptions()
        options.address = .internet(host: "logs.example.org", port: 24225)
        options.timeout = 1
        options.bufferLimit = 5000
        options.policy = .block
        options.hasNanoseconds = true
        options.usesSingleFloats = true
        options.awaitsAcknowledgement = true
        options.acknowledgementTimeout = 2
        options.drainLimit = 3
        return options
    }()

    private static let rich: RichHandler.Options = {
        var options = RichHandler.Options()
        options.showsTime = false
        options.omitsRepeatedTimes = false
        options.showsLevel = false
        options.showsPath = false
        options.timeFormat = "%H"
        return options
    }()

    private static let tls = TLSSettings(serverName: "logs", verifies: false)

    private static let delivery = DeliveryOptions(
        timeout: 1,
        capacity: 5,
        blockTimeout: 2,
        drainTimeout: 3,
        attempts: 4
    )

    private static let otlp: OTLPOptions = {
        var options = OTLPOptions()
        options.endpoint = "https://collector.example.org:4317"
        options.transport = .grpc
        options.allowsPlainText = false
        options.credentials = ["token": "env://SECRET"]
        options.headers = ["team": "shop"]
        options.timeout = 1
        options.compresses = true
        options.queueSize = 100
        options.batchSize = 10
        options.scheduleDelay = 2
        options.retryLimit = 3
        options.drainTimeout = 4
        options.spoolDirectory = "spool"
        options.spoolSize = 1000
        options.serviceName = "shop"
        options.resourceAttributes = ["zone": "a"]
        return options
    }()

    private static let handlers: [Fullest] = [
        Fullest("logging.StreamHandler", .stream(.standardOutput)),
        Fullest("logging.NullHandler", HandlerSettings.null),
        Fullest(
            "logging.FileHandler",
            .file("a.log", options: files, buffering: FileBuffering(size: 100, interval: 2, flushLevel: .critical))
        ),
        Fullest("logging.handlers.WatchedFileHandler", .watchedFile("a.log", options: files)),
        Fullest(
            "logging.handlers.RotatingFileHandler",
            .rotatingFile(
                "a.log",
                maximumSize: 100,
                archives: archives,
                options: FileOptions(delays: true, encoding: "utf-8", encodingErrors: "replace", permissions: 0o600)
            ),
            .rotatingFile("a.log", maximumSize: 0, archives: ArchiveOptions(count: 0), options: files)
        ),
        Fullest(
            "logging.handlers.TimedRotatingFileHandler",
            .timedRotatingFile(
                "a.log",
                when: "midnight",
                interval: 2,
                at: TimeOfDay(hour: 2, minute: 30),
                isUTC: true,
                archives: archives,
                options: FileOptions(delays: true, encoding: "utf-8", encodingErrors: "replace", permissions: 0o600)
            )
        ),
        Fullest(
            "logging.handlers.MemoryHandler",
            .memory(capacity: 5, flushLevel: .warning, target: "other", flushesOnClose: false)
        ),
        Fullest("logging.handlers.BufferingHandler", .buffering(capacity: 5)),
        Fullest(
            "logging.handlers.QueueHandler",
            .queue(["other"], capacity: 10, respectsHandlerLevel: false)
        ),
        Fullest(
            "logconfig.AsyncHandler",
            .async(
                ["other"],
                options: AsyncOptions(
                    capacity: 65_536,
                    policy: .dropOldest,
                    timeout: 1,
                    drainLimit: 2,
                    reportInterval: 3,
                    journal: "a.journal",
                    respectsHandlerLevel: false
                )
            )
        ),
        Fullest("logging.handlers.SocketHandler", .socket(host: "localhost", port: 9)),
        Fullest("logging.handlers.DatagramHandler", .datagrams(host: "localhost", port: 9)),
        Fullest(
            "logging.handlers.SysLogHandler",
            .sysLog(host: "localhost", port: 9, facility: "local0", connection: .stream, messages: messages),
            .sysLog(host: "localhost", connection: .encrypted(TLSSettings(verifies: false))),
            .sysLog(socket: "/dev/log", messages: .rfc5424)
        ),
        Fullest(
            "logconfig.JournalHandler",
            .journal(identifier: "shop", fields: ["UNIT": "a"], facility: "daemon", socket: "/run/journal")
        ),
        Fullest("logconfig.FluentHandler", .fluent(tag: "shop", options: fluent)),
        Fullest("rich.logging.RichHandler", .rich(rich)),
        Fullest(
            "logging.handlers.HTTPHandler",
            .http(
                host: "logs.example.org:8443",
                url: "/log",
                method: "POST",
                tls: tls,
                login: HandlerSettings.Login(name: "shop", password: "env://SECRET"),
                delivery: delivery
            ),
            .http(
                host: "localhost",
                url: "/log",
                login: HandlerSettings.Login(name: "shop", password: "env://SECRET"),
                allowsPlainLogin: true
            )
        ),
        Fullest(
            "logging.handlers.SMTPHandler",
            .mail(
                server: "mail.example.org",
                port: 587,
                from: "shop@example.org",
                to: ["operators@example.org"],
                subject: "trouble",
                login: HandlerSettings.Login(name: "shop", password: "env://SECRET"),
                tls: tls,
                digest: 60,
                delivery: delivery
            ),
            .mail(server: "localhost", from: "a@example.org", to: [], subject: "s", tls: TLSSettings())
        ),
        Fullest("otlp.OTLPHandler", .otlp(otlp)),
    ]

    private static let text = TextOptions(
        dateFormat: "%H",
        style: .brace,
        defaults: ["a": 1],
        validates: false
    )

    private static let colors: [FormatterColors] = [
        FormatterColors.Use.onTerminal(.standardOutput), .always, .never,
    ].map { use in
        var colors = FormatterColors()
        colors.levels = ["INFO": "green"]
        colors.secondary = ["message": ["INFO": "red"]]
        colors.resets = false
        colors.use = use
        return colors
    }

    private static let json: JSONOptions = {
        var options = JSONOptions(["message", "levelname"])
        options.renamed = ["levelname": "level"]
        options.keepsMissingRenames = true
        options.fixed = ["a": 1]
        options.defaults = ["b": 2]
        options.reserved = ["args"]
        options.timestampField = "time"
        options.dateFormat = "%H"
        options.prefix = ">"
        options.indentation = 2
        options.isASCII = false
        options.splitsErrors = true
        options.splitsStacks = true
        options.validates = false
        return options
    }()

    private static let formatters: [Fullest] = [
        Fullest(
            "logging.Formatter",
            .text("{message}", options: text)
        ),
        Fullest(
            "logconfig.SafeFormatter",
            .safe("{message}", options: text, maximumSize: 100)
        ),
        Fullest("pythonjsonlogger.json.JsonFormatter", .json(json)),
        Fullest(
            "logconfig.JSONFormatter",
            .json(JSONPreset.gelf, service: "shop", host: "h", project: "p", fixed: ["a": 1])
        ),
        Fullest("logconfig.LogfmtFormatter", .logfmt(fixed: ["a": 1])),
        Fullest(
            "logconfig.ConsoleFormatter",
            .console(dateFormat: "%H", usesColors: true, stream: .standardOutput)
        ),
        Fullest(
            "fluent.handler.FluentRecordFormatter",
            .fluentRecord(["m": "{message}"], dateFormat: "%H", style: .brace, fillsMissing: true, readsJSON: false),
            .fluentRecord(excluding: ["args"])
        ),
        Fullest(
            "uvicorn.logging.DefaultFormatter",
            .uvicorn("{message}", dateFormat: "%H", style: .brace, usesColors: false)
        ),
        Fullest(
            "uvicorn.logging.AccessFormatter",
            .uvicorn("{message}", isAccess: true, dateFormat: "%H", style: .brace, usesColors: false)
        ),
        Fullest(
            "django.utils.log.ServerFormatter",
            .djangoServer("{message}", options: text)
        ),
    ]

    /// The formatters whose settings exclude each other.
    private static var coloredFormatters: [Fullest] {
        let (first, second, third) = (colors[0], colors[1], colors[2])
        func colored(_ colors: FormatterColors) -> FormatterSettings {
            .colored("{message}", options: text, colors: colors)
        }
        func byLevel(_ colors: FormatterColors) -> FormatterSettings {
            .colored(byLevel: ["DEFAULT": "{message}"], options: text, colors: colors)
        }
        return [
            Fullest("colorlog.ColoredFormatter", colored(first), colored(second), colored(third)),
            Fullest("colorlog.LevelFormatter", byLevel(first), byLevel(second), byLevel(third)),
        ]
    }

    /// A formatter of a class that takes part of another one's settings.
    private static var compactFormatters: [Fullest] {
        var options = json
        options.isASCII = true
        return [Fullest("pythonjsonlogger.orjson.OrjsonFormatter", .compactJSON(options))]
    }

    private static let filters: [Fullest] = [
        Fullest("logging.Filter", FilterSettings.logger("a")),
        Fullest("logconfig.LevelRange", .levels(from: .info, to: .error)),
        Fullest("logconfig.DynamicLevel", .dynamicLevel(.error, field: "f", values: [1, "a"])),
        Fullest(
            "logconfig.RedactionFilter",
            .redaction(
                [
                    .keys(["password"]), .attribute("privacy", value: "personal", .drop), .pattern("[0-9]{16}", .hash),
                ],
                mask: "-",
                secret: "Jefe"
            )
        ),
        Fullest("django.utils.log.RequireDebugTrue", .requireDebug(true)),
        Fullest("django.utils.log.RequireDebugFalse", .requireDebug(false)),
    ]
}
#endif
