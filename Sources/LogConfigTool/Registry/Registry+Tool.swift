import LogConfig

#if Compression
import LogCompression
#endif
#if Network
import LogNetwork
#endif
#if OTLP
import LogOTLP
#endif

extension Registry {
    /// The names of all classes that the tool was built with.
    static let tool: Registry = {
        var registry = Registry.standard
        #if Compression
        registry.addCompression()
        #endif
        #if Network
        registry.addNetworkHandlers()
        #endif
        #if OTLP
        registry.addOTLPHandlers()
        #endif
        return registry
    }()
}
