#if Compression
@_exported public import LogConfig
#endif
