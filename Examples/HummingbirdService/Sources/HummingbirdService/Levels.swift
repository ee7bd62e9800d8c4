import Hummingbird
import Logging
import SwiftLogBackend

/// `PUT /levels/LOGGER/LEVEL`: more detail for a minute, with no restart and no change of the file.
struct Levels {
    let logging: LoggingService

    func add(to router: Router<BasicRequestContext>) {
        router.put("levels/:logger/:level") { _, context in
            let label = try context.parameters.require("logger")
            guard let level = Logger.Level(rawValue: try context.parameters.require("level")) else {
                throw HTTPError(.badRequest, message: "no such level")
            }
            logging.override(label, logLevel: level, for: .seconds(60))
            return "\(label) takes from \(level) on for a minute\n"
        }
    }
}
