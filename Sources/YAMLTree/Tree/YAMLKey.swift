/// A key as Python's `dict` compares it.
///
/// Numbers of all types are equal when their values are, so a truth value and a whole float become integers here.
enum YAMLKey: Hashable {
    case null
    case integer(YAMLInteger)
    /// A number that is not whole, or infinite.
    case float(UInt64)
    /// PyYAML makes every `.nan` the same object, and a `dict` asks for identity before equality.
    case sharedNaN
    case string(ExactText)
    case bytes([UInt8])
    case date(YAMLDate)
    /// A time without a zone, by its fields as microseconds.
    case localTime(Int)
    /// A time with a zone, by its instant in microseconds.
    case instant(Int)
    /// Something that equals only itself.
    case object(ObjectIdentifier)

    /// The identity of a node's value as a key.
    init(_ node: Node) {
        switch node.value {
        case .null: self = .null
        case .bool(let flag): self = .integer(YAMLInteger(flag ? 1 : 0))
        case .int(let integer): self = .integer(integer)
        case .float(let number):
            if let whole = YAMLInteger(exactly: number) {
                self = .integer(whole)
            } else if number.isNaN {
                self = .object(ObjectIdentifier(node))
            } else {
                self = .float(number.bitPattern)
            }
        case .string(let text): self = .string(ExactText(text: text))
        case .bytes(let bytes): self = .bytes(bytes)
        case .date(let date): self = .date(date)
        case .timestamp(let timestamp):
            if let offset = timestamp.offsetInSeconds {
                self = .instant(timestamp.microsecondsOfFields - offset * 1_000_000)
            } else {
                self = .localTime(timestamp.microsecondsOfFields)
            }
        case .sequence, .mapping, .set, .omap, .pairs: self = .object(ObjectIdentifier(node))
        }
    }
}
