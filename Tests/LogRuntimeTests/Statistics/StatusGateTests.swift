import TestSupport
import Testing

@testable import LogRuntime

@Suite struct StatusGateTests {
    @Test func `a million failures of one cause are told after 1, 2, 4 … 60 seconds, with how many were kept back`() {
        var gate = StatusGate()
        var told: [Int64: Int] = [:]
        for number in 0..<1_000_000 {
            let second = Int64(number / 5000)
            if let keptBack = gate.admit("disk full", of: "file", at: second) { told[second] = keptBack }
        }
        let seconds: [Int64] = [0, 1, 3, 7, 15, 31, 63, 123, 183]
        #expect(told.keys.sorted() == seconds)
        #expect(told[0] == 0)
        #expect(told[1] == 4999)
        #expect(told.values.reduce(0, +) + told.count <= 1_000_000)
    }

    @Test func `another cause is told at the next second, and another handler at once`() {
        var gate = StatusGate()
        #expect(gate.admit("disk full", of: "file", at: 7) == 0)
        #expect(gate.admit("disk full", of: "other", at: 7) == 0)
        #expect(gate.admit("no rights", of: "file", at: 7) == nil)
        #expect(gate.admit("no rights", of: "file", at: 8) == 1)
    }

    @Test func `what has been quiet for long, or was over, is told as new`() {
        var gate = StatusGate()
        for second in 0..<20 { _ = gate.admit("disk full", of: "file", at: Int64(second)) }
        #expect(gate.admit("disk full", of: "file", at: 20) == nil)
        #expect(gate.admit("disk full", of: "file", at: 81) != nil)
        #expect(gate.admit("disk full", of: "file", at: 82) != nil)
        #expect(gate.admit("disk full", of: "file", at: 83) == nil)
        #expect(gate.forget("file") == 1)
        #expect(gate.admit("disk full", of: "file", at: 84) == 0)
    }

    @Test func `causes without end share a pause and take no room`() {
        var gate = StatusGate()
        var told = 0
        for number in 0..<10_000 where gate.admit("cause \(number)", of: "file", at: Int64(number / 100)) != nil {
            told += 1
        }
        #expect(told < 40)
    }
}
