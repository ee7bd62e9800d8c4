// A program that configures its loggers also logs: one import gives both.
@_exported public import LogRuntime
