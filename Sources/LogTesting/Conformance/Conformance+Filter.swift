internal import Dispatch
public import LogRuntime

extension Conformance {
    /// What is wrong with a filter.
    ///
    /// It must leave every record that passes in a state that formatters can write, and bear to be asked on several threads at
    /// once. Which records pass is its own affair.
    ///
    /// - Parameter filter: the filter.
    /// - Returns: the problems.
    public static func problems(of filter: any Filter) -> [String] {
        samples().flatMap { sample in
            let problems = Lock<Set<String>>([])
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                for _ in 0..<10 {
                    guard let problem = problem(of: filter, with: sample) else { continue }
                    problems.withLock { _ = $0.insert(problem) }
                }
            }
            return problems.withLock { $0 }.sorted()
        }
    }

    private static func problem(of filter: any Filter, with sample: Sample) -> String? {
        sample.record.withRecord { record in
            guard filter.filter(&record) else { return nil }
            var buffer = ByteBuffer()
            do throws(FormattingError) {
                try MessageFormatter.shared.format(record, into: &buffer)
                try JSONFormatter().format(record, into: &buffer)
            } catch {
                return "record '\(sample.name)': cannot be written afterwards: \(error.message)"
            }
            let isText = String(validating: buffer.bytes, as: UTF8.self) != nil
            return isText ? nil : "record '\(sample.name)': its text is not UTF-8 afterwards"
        }
    }
}
