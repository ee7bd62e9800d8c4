import Foundation
import LogMonitor
import LogRuntime
import Testing

/// A block on its way to a file allocates nothing.
@Suite(.enabled(if: AllocationCount.isAvailable, "counting needs glibc's malloc and no sanitizer"))
struct MonitorAllocationTests {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("monitor-\(UUID())").path
    let hub: MonitorHub

    init() {
        hub = MonitorHub(MonitorConfiguration(options: ["log_path": .string(directory)]))
    }

    @Test func `numbers and strings allocate nothing`() throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let text = String(repeating: "a long text ", count: 10)
        let count = AllocationCount.of { call in
            hub.monitor("iris") { mon in
                mon.log(4.9, name: "sepal length", dataType: .numerical)
                mon.log(Double(call) / 3, name: "a name that does not fit into a small string", dataType: .numerical)
                mon.log(call, name: "n", role: .target, dataType: .numericalSequence)
                mon.log(call == 3, name: "flag", dataType: .categorical)
                mon.log(text, name: "pred", role: .prediction, dataType: .categorical)
            }
        }
        #expect(count == 0)
        let rows = try String(contentsOfFile: directory + "/iris/data/data.0.log", encoding: .utf8)
        #expect(rows.split(separator: "\n").count == 101)
    }

    @Test func `a monitor that is off allocates nothing`() {
        hub.configure(MonitorConfiguration(isEnabled: false))
        let count = AllocationCount.of { call in
            hub.monitor("off") { $0.log(call, name: "n", dataType: .numerical) }
        }
        #expect(count == 0)
    }
}
