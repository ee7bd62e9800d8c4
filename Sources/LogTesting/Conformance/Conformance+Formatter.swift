internal import Dispatch
public import LogRuntime

extension Conformance {
    /// What is wrong with a formatter.
    ///
    /// It must write every record in well-formed UTF-8 without a line end behind it, append to what is in the buffer, and write a
    /// record the same way each time and on every thread: formatters have no state.
    ///
    /// - Parameter formatter: the formatter.
    /// - Returns: the problems.
    public static func problems(of formatter: any Formatter) -> [String] {
        samples().flatMap { problems(of: formatter, with: $0) }
    }

    private static func problems(of formatter: any Formatter, with sample: Sample) -> [String] {
        let first: [UInt8]
        do throws(FormattingError) {
            first = try bytes(of: formatter, sample)
        } catch {
            return ["record '\(sample.name)': refused: \(error.message)"]
        }
        guard first.starts(with: prefix) else { return ["record '\(sample.name)': what was in the buffer is gone"] }
        var problems: [String] = []
        if String(validating: first, as: UTF8.self) == nil {
            problems.append("record '\(sample.name)': the text is not UTF-8")
        }
        if first.count > prefix.count, first.last == UInt8(ascii: "\n") {
            problems.append("record '\(sample.name)': the text ends with a line end, which handlers add")
        }
        let others = Lock<Int>(0)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<10 where (try? bytes(of: formatter, sample)) != first { others.withLock { $0 += 1 } }
        }
        if others.withLock({ $0 }) > 0 {
            problems.append("record '\(sample.name)': the text is not the same each time")
        }
        return problems
    }

    private static let prefix = Array("before ".utf8)

    private static func bytes(of formatter: any Formatter, _ sample: Sample) throws(FormattingError) -> [UInt8] {
        try sample.record.withRecord { (record) throws(FormattingError) -> [UInt8] in
            var buffer = ByteBuffer()
            buffer.append(prefix)
            try formatter.format(record, into: &buffer)
            return Array(buffer.bytes)
        }
    }
}
