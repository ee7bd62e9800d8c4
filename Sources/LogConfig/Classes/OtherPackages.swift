internal import LogRuntime

/// Names of classes that popular Python packages beside the usual ones bring, and what serves them here.
///
/// A rehearsal that is to be compared with a Python that lacks these packages takes them out again by
/// ``Registry/withoutOtherPackages``.
enum OtherPackages {
    /// Registers the names.
    static func add(to registry: inout Registry) {
        for (name, entry) in entries { registry.register(name, entry) }
    }

    /// The names and what they stand for.
    static let entries: [(name: String, entry: RegistryEntry)] =
        EcosystemClasses.entries + FluentClasses.entries + packages

    private static let packages: [(name: String, entry: RegistryEntry)] = [
        ("rich.logging.RichHandler", .handler(RichHandlerClass.factory)),
        ("kedro.logging.RichHandler", .handler(RichHandlerClass.factory)),
        (
            "concurrent_log_handler.ConcurrentRotatingFileHandler",
            .handler(ConcurrentFileHandlerClasses.rotating)
        ),
        (
            "concurrent_log_handler.ConcurrentTimedRotatingFileHandler",
            .handler(ConcurrentFileHandlerClasses.timed)
        ),
        // The package puts its classes there, too, when it is imported; the last is its name of old.
        ("logging.handlers.ConcurrentRotatingFileHandler", .handler(ConcurrentFileHandlerClasses.rotating)),
        ("logging.handlers.ConcurrentTimedRotatingFileHandler", .handler(ConcurrentFileHandlerClasses.timed)),
        ("cloghandler.ConcurrentRotatingFileHandler", .handler(ConcurrentFileHandlerClasses.rotating)),
        ("pythonjsonlogger.orjson.OrjsonFormatter", .formatter(JSONFormatterClass.orjson)),
        ("pythonjsonlogger.msgspec.MsgspecFormatter", .formatter(JSONFormatterClass.msgspec)),
        ("django.utils.log.RequireDebugFalse", .filter(DjangoClasses.requireDebugFalse)),
        ("django.utils.log.RequireDebugTrue", .filter(DjangoClasses.requireDebugTrue)),
        ("django.utils.log.ServerFormatter", .formatter(DjangoClasses.serverFormatter)),
        (
            "django.utils.log.CallbackFilter",
            .unavailable(advice: "it calls a function of Python; write a filter and register it with registry.filter")
        ),
        (
            "django.utils.log.AdminEmailHandler",
            .unavailable(advice: "it needs Django's settings; use logging.handlers.SMTPHandler")
        ),
    ]
}

extension Registry {
    /// The same registry without what ``standard`` has for packages beside the usual ones.
    package var withoutOtherPackages: Registry {
        let others = Set(OtherPackages.entries.map(\.name))
        var result = Registry()
        for name in names where !others.contains(name) {
            if let entry = self[name] { result.register(name, entry) }
        }
        return result
    }
}
