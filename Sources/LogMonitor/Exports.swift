// Monitoring speaks of values, times and loggers: who imports it has their names, too.
@_exported public import LogConfig
@_exported public import LogRuntime
