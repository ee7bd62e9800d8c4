// A program with a handler and a formatter of a package: the operator chooses them, by their names, in the configuration.
//
//   HandlerPlugin CONFIGURATION

import LogConfig
import TableLogging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

guard CommandLine.arguments.count == 2 else { exit(2) }

var registry = Registry.standard
registry.addTableLogging()
let configuration: ActiveConfiguration
do {
    configuration = try LoggerTree.shared.configure(
        contentsOf: CommandLine.arguments[1],
        options: ConfigurationOptions(registry: registry)
    )
} catch {
    var text = "\(error)\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
}

let orders = LoggerTree.shared.logger("shop.orders")
let stock = LoggerTree.shared.logger("shop.stock")
for order in 1...3 {
    orders.info("order of \(order) pieces", extra: ["order": .int(Int64(order))])
}
stock.warning("2 pieces of \"1/4 inch\" are left")
configuration.shutdown()
