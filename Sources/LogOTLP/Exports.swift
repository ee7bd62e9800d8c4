#if OTLP
@_exported public import LogConfig
#endif
