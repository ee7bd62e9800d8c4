extension StandIns {
    /// Handlers of other packages whose base class in Python's library is known.
    static let bases: [String: String] = [
        "cloghandler.ConcurrentRotatingFileHandler": "logging.handlers.RotatingFileHandler",
        "concurrent_log_handler.ConcurrentRotatingFileHandler": "logging.handlers.RotatingFileHandler",
        "concurrent_log_handler.ConcurrentTimedRotatingFileHandler": "logging.handlers.TimedRotatingFileHandler",
        "HABApp.core.lib.handler.MidnightRotatingFileHandler": "logging.handlers.RotatingFileHandler",
        "HABApp.config.logging.handler.MidnightRotatingFileHandler": "logging.handlers.RotatingFileHandler",
        "HABApp.config.logging.handler.CompressedMidnightRotatingFileHandler": "logging.handlers.RotatingFileHandler",
        "sslh.utils.handler.CustomFileHandler": "logging.FileHandler",
        "synapse.logging.handlers.PeriodicallyFlushingMemoryHandler": "logging.handlers.MemoryHandler",
        "smtps_handler.SMTPSHandler": "logging.handlers.SMTPHandler",
        "flask_logify.handlers.FlaskSysLogHandler": "logging.handlers.SysLogHandler",
        "prefect.logging.handlers.PrefectConsoleHandler": "logging.StreamHandler",
        "prefect.logging.handlers._SafeStreamHandler": "logging.StreamHandler",
        "dvgutils.logger.TqdmStreamHandler": "logging.StreamHandler",
        "mirrmaid.logging.handlers.ConsoleHandler": "logging.StreamHandler",
        "canopyhydro.handlers.ConsoleHandler": "logging.StreamHandler",
        "devopsipy.logger.ColorizingStreamHandler": "logging.StreamHandler",
        "lega.utils.logging.TCPHandler": "logging.handlers.SocketHandler",
        "lega.utils.logging.LogstashHandler": "logging.handlers.SocketHandler",
        "lega.utils.logging.LEGAHandler": "logging.handlers.SocketHandler",
        "lega.conf.logging.LEGAHandler": "logging.handlers.SocketHandler",
        "lega.utils.logging.UDPHandler": "logging.handlers.DatagramHandler",
    ]
}
