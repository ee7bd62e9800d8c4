internal import Dispatch
public import LogRuntime

extension Conformance {
    /// What is wrong with a handler.
    ///
    /// It must deliver every record once, from several threads at once and after a change of its formatter, respect its level, and
    /// bear to be flushed and closed more than once, also when records come later.
    ///
    /// - Parameters:
    ///   - make: makes a handler whose destination is empty.
    ///   - delivered: how many records have arrived where the handler delivers to; asked after `flush()`.
    /// - Returns: the problems.
    /// - Throws: what making the handler throws.
    public static func problems(
        ofHandler make: () throws -> Handler,
        delivered: (Handler) throws -> Int
    ) throws -> [String] {
        let handler = try make()
        let tree = LoggerTree()
        let failures = Lock<[String]>([])
        tree.status.setHook { failure in failures.withLock { $0.append(failure.message) } }
        handler.status = tree.status
        tree.root.level = .notSet
        tree.root.handlers = [handler]
        var problems: [String] = []
        var expected = 0

        func check(_ situation: String) throws {
            do {
                try handler.flush()
            } catch {
                problems.append("\(situation): flush() throws: \(error)")
            }
            let count = try delivered(handler)
            if count != expected {
                problems.append("\(situation): \(expected) records were logged, \(count) delivered")
            }
            expected = count
        }

        for sample in samples() {
            sample.record.withRecord { record in _ = handler.handle(&record) }
            expected += 1
            try check("record '\(sample.name)'")
        }
        handler.level = .error
        tree.root.info("below the level")
        tree.root.error("at the level")
        expected += 1
        try check("level")
        handler.level = .notSet
        handler.formatter = try TextFormatter(format: "%(levelname)s %(message)s")
        tree.root.info("with another formatter")
        expected += 1
        try check("formatter")
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for number in 0..<50 { tree.root.info("thread \(thread), record \(number)") }
        }
        expected += 400
        try check("8 threads")
        handler.close()
        handler.close()
        tree.root.info("after the end")
        handler.close()
        let told = failures.withLock { $0 }
        // A record that comes after the end may be refused, if that is told.
        if expected > 0, told.count > 1 { problems += told.map { "it reports: \($0)" } }
        return problems
    }
}
