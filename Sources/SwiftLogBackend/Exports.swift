@_exported public import LogConfig
