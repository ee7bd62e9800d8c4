import Foundation
import LogConfig
import LogTesting
import TestSupport
import Testing

/// Every ready-made configuration, with the same records, and all that becomes of them.
@Suite("Ready-made configurations in rehearsal")
struct ReadyConfigurationTests {
    /// What needs another library is exercised by that library's tests.
    private static let others: Set = ["rotating-json-gzip.yaml", "syslog-tls.yaml"]

    @Test func `no configuration is left out`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Repository.root + "/Configs")
        let names = Set(files.filter { $0.hasSuffix(".yaml") })
        #expect(names.subtracting(Self.others) == Set(Self.outcomes.keys))
    }

    @Test(arguments: outcomes.keys.sorted())
    func `a ready-made configuration does what it says`(name: String) throws {
        let rehearsal = try LoggingRehearsal(contentsOf: "\(Repository.root)/Configs/\(name)")
        let cart = rehearsal.tree.logger("shop.cart")
        cart.debug("looking")
        cart.debug("looking closely", extra: ["debug": true])
        cart.info("added", extra: ["user": 7])
        rehearsal.tree.logger("access").info("GET /cart")
        rehearsal.clock.set(WallTime(seconds: LoggingRehearsal.firstMoment.seconds + 86_400))
        cart.error("no such item")
        rehearsal.finish()
        var outcome = rehearsal.fileTexts
        outcome["stdout"] = rehearsal.standardOutput
        outcome["stderr"] = rehearsal.standardError
        for message in rehearsal.sent { outcome[message.destination, default: ""] += message.text + "\n" }
        outcome = outcome.mapValues { $0.replacing(/("line": |CODE_LINE=)[0-9]+/) { "\($0.1)#" } }
        #expect(outcome.filter { !$0.value.isEmpty } == Self.outcomes[name])
        #expect(rehearsal.failures.isEmpty)
    }
}
