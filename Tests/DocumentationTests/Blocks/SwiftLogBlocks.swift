import Logging
import ServiceLifecycle
import SwiftLogBackend
import UnixSignals

// Blocks of the articles of SwiftLogBackend.

private func bootstrapping() throws {
    let logging = try LoggingSystem.bootstrap(configuration: "log_config.yaml")
    let logger = Logger(label: "shop.checkout")
    logger.info("paid", metadata: ["order": "4711", "amount": .stringConvertible(19.5)])
    _ = logging
}

private func ending(logging: LoggingService, server: any Service, logger: Logger) async throws {
    let group = ServiceGroup(services: [logging, server], gracefulShutdownSignals: [.sigterm], logger: logger)
    try await group.run()
}

private func providing(requestProvider: Logger.MetadataProvider) throws {
    let provider = Logger.MetadataProvider.multiplex([.trace, requestProvider])
    try LoggingSystem.bootstrap(configuration: "log_config.yaml", metadataProvider: provider)
}
