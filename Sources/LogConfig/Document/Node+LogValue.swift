internal import LogRuntime
internal import YAMLTree

extension Node {
    /// A node of a value that no file holds.
    convenience init(logValue value: LogValue, mark: Mark) {
        let content: YAMLValue
        switch value {
        case .null: content = .null
        case .bool(let flag): content = .bool(flag)
        case .int(let number): content = .int(YAMLInteger(Int(number)))
        case .uint(let number): content = Int(exactly: number).map { .int(YAMLInteger($0)) } ?? .float(Double(number))
        case .digits(let digits): content = .float(Double(digits) ?? .infinity)
        case .double(let number): content = .float(number)
        case .string(let text): content = .string(text)
        case .array(let items): content = .sequence(items.map { Node(logValue: $0, mark: mark) })
        case .object(let object):
            content = .mapping(
                YAMLMapping(
                    object.fields.map {
                        (key: Node(.string($0.key), mark: mark), value: Node(logValue: $0.value, mark: mark))
                    }
                )
            )
        }
        self.init(content, mark: mark)
    }
}
