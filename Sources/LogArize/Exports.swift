#if Arize
@_exported public import LogConfig
#endif
