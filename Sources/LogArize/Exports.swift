#if Arize
// A monitor type speaks of monitors, values and loggers: who imports it has their names, too.
@_exported public import LogMonitor
#endif
