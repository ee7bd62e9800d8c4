import Hummingbird
import Logging
import ServiceLifecycle
import SwiftLogBackend

/// A web service whose logging is one YAML file: `HummingbirdService [logging.yaml] [PORT]`.
@main
struct HummingbirdService {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let file = arguments.count > 1 ? arguments[1] : "logging.yaml"
        let port = arguments.count > 2 ? Int(arguments[2]) ?? 8080 : 8080

        // Before anything logs: a file that is wrong ends the program here, with all that is wrong in it.
        let logging = try LoggingSystem.bootstrap(configuration: file)

        let router = Router()
        router.add(middleware: RequestLog())
        Orders().add(to: router)
        Levels(logging: logging).add(to: router)
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            logger: Logger(label: "web.server")
        )
        // Listed first, logging ends last.
        let group = ServiceGroup(
            services: [logging, application],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "web.lifecycle")
        )
        try await group.run()
    }
}
