import LogMonitor

#if Arize
import LogArize
#endif
#if OTLP
import LogOTLP
#endif

extension MonitorTypeRegistry {
    /// All monitor types that the tool was built with.
    static let tool: MonitorTypeRegistry = {
        var types = MonitorTypeRegistry.standard
        #if Arize
        types.addArize()
        #endif
        #if OTLP
        types.addOTLP()
        #endif
        return types
    }()
}
