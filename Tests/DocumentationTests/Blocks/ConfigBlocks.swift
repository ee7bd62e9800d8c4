import Foundation
import LogConfig

// Blocks of the README and of the articles of LogConfig and LogRuntime, with what they need around them.

private func readme() throws {
    try LoggerTree.shared.configure(contentsOf: "log_config.yaml")

    let log = LoggerTree.shared.logger("shop.checkout")
    let (order, milliseconds) = (4711, 17)
    log.info("order \(order) paid in \(milliseconds) ms", extra: ["customer": "Zoë"])
}

private func landingPage() throws {
    try LoggerTree.shared.configure(contentsOf: "log_config.yaml")
    LoggerTree.shared.logger("shop").info("open")
}

private func gettingStarted() throws {
    try LoggerTree.shared.configure(contentsOf: "log_config.yaml")
    let log = LoggerTree.shared.logger("shop.checkout")
    log.info("open")
    log.warning("paid late", extra: ["order": 4711, "days": 3])
}

private func endingWithAMessage() {
    do {
        try LoggerTree.shared.configure(contentsOf: "log_config.yaml")
    } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        exit(1)
    }
}

private func fromPrintToProduction() throws {
    let log = LoggerTree.shared.logger("shop.checkout")

    func pay(order: Int, user: String) {
        log.debug("paying order \(order)")
        log.info("order \(order) paid", extra: ["user": .string(user)])
    }

    let watcher = try LoggingConfiguration.watch("log_config.yaml", reloadsOnHangup: true)
    _ = watcher
}

private func reloading() throws {
    let watcher = try LoggingConfiguration.watch("log_config.yaml", reloadsOnHangup: true)
    defer { watcher.shutdown() }
    LoggerTree.shared.logger("shop").info("open")
}

private func migratingFromPython() throws {
    var options = ConfigurationOptions()
    options.registry.filter("shop.filters.OnlyPaid") { _ in OnlyPaid() }
    try LoggerTree.shared.configure(contentsOf: "log_config.yaml", options: options)
}

/// The calls of the table of what Python's become.
private func callsOfTheTable(log: Logger, order: Int, error: any Error) throws {
    try LoggerTree.shared.configure(contentsOf: "log.yaml")
    try LoggerTree.shared.configure(contentsOf: "log.ini")
    _ = LoggerTree.shared.logger("shop")
    log.info("paid \(order)")
    log.info("paid", extra: ["order": 1])
    log.error("failed", error: error)
    _ = log.isEnabled(for: .debug)
    LoggerTree.shared.disable(through: .info)
    LoggerTree.shared.addLevelName("NOTICE", for: Level(rawValue: 25))
    LoggerTree.shared.activeConfiguration?.shutdown()
}

private func durability() {
    for handler in LoggerTree.shared.statistics.handlers where handler.dropped > 0 {
        print(handler.name, handler.drops)
    }
}

private struct Tree {
    func describedInDetail() -> String { "tree" }
}

private func performance(log: Logger, order: Int, milliseconds: Int, tree: Tree) {
    log.info("order \(order) paid in \(milliseconds) ms")
    if log.isEnabled(for: .debug) { log.debug("tree: \(tree.describedInDetail())") }
}
