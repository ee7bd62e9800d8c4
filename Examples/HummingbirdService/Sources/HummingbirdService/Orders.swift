import Hummingbird
import Logging

/// `GET /orders/NUMBER`: what the service is for.
struct Orders {
    /// What an order database may fail with.
    struct DatabaseError: Error, CustomStringConvertible {
        let description: String
    }

    func add(to router: Router<BasicRequestContext>) {
        router.get("orders/:number") { _, context in
            var logger = Logger(label: "shop.orders")
            logger[metadataKey: "id"] = .string(context.id)
            let number = try context.parameters.require("number", as: Int.self)
            logger.debug("looking for order \(number)")
            // The order that every test of failures asks for.
            if number == 13 { throw DatabaseError(description: "no connection to the orders") }
            guard (1...1000).contains(number) else {
                logger.notice("there is no order \(number)")
                throw HTTPError(.notFound)
            }
            return "order \(number): \(number * 3) pieces\n"
        }
    }
}
