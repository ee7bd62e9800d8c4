internal import LogRuntime

/// What a line of JSON must look like to be a row of known columns.
struct RowPlan {
    /// Kinds of values, as far as they decide on a column's type.
    struct Kinds: OptionSet {
        let rawValue: UInt8
        static let number = Kinds(rawValue: 1)
        static let category = Kinds(rawValue: 2)
        static let sequence = Kinds(rawValue: 4)
        static let null = Kinds(rawValue: 8)
    }

    /// One column.
    struct Step {
        /// `"name"` as a line may spell it, everything outside of ASCII escaped.
        let token: [UInt8]
        /// The same with characters as they are; empty when there is no difference.
        let plainToken: [UInt8]
        /// `"name": ` as rows have it; the layout keeps it alive.
        let key: RawText
        /// What the value may be so that the column stays what it is.
        let kinds: Kinds
    }

    /// The layout that the plan follows.
    let layout: Unmanaged<ColumnLayout>
    /// The columns in their order.
    let steps: [Step]
    /// How many bytes the columns' names take in a row.
    let keyLength: Int

    /// Makes a plan.
    ///
    /// - Parameters:
    ///   - layout: how the last row looked; lives for good.
    ///   - described: columns whose role and type do not depend on their values.
    init(_ layout: Unmanaged<ColumnLayout>, described: [MonitorColumn]) {
        self.layout = layout
        steps = layout.takeUnretainedValue().columns.map { column in
            let token = RowPlan.token(column.givenName, isASCII: true)
            let plain = RowPlan.token(column.givenName, isASCII: false)
            return Step(
                token: token,
                plainToken: plain == token ? [] : plain,
                key: column.key,
                kinds: RowPlan.kinds(of: column, described)
            )
        }
        keyLength = steps.reduce(0) { $0 + $1.key.count + 2 }
    }

    /// A name as JSON.
    static func token(_ name: String, isASCII: Bool) -> [UInt8] {
        var buffer = ByteBuffer()
        buffer.append(jsonString: name, isASCII: isASCII)
        return Array(buffer.bytes)
    }

    /// The values that leave a column what it is.
    private static func kinds(of column: CompiledColumn, _ described: [MonitorColumn]) -> Kinds {
        if let known = described.first(where: { $0.name == column.givenName }) {
            return column.matches(known.name, known.role, known.dataType) ? [.number, .category, .sequence, .null] : []
        }
        guard column.description.role == .feature else { return [] }
        var kinds: Kinds =
            switch column.description.dataType {
            case .numerical: .number
            case .categorical: .category
            case .numericalSequence: .sequence
            default: []
            }
        // Beside columns that are described, null suggests a category; else it leaves the column what it was.
        if described.isEmpty || column.description.dataType == .categorical { kinds.insert(.null) }
        return kinds
    }
}
