#if Network
@_exported public import LogConfig
#endif
