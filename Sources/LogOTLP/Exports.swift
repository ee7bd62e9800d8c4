#if OTLP
// An exporter speaks of values, times, loggers and monitors: who imports it has their names, too.
@_exported public import LogConfig
@_exported public import LogMonitor
@_exported public import LogRuntime
#endif
