extension LogValue {
    /// The name of the Python type that holds such a value, as error messages show it.
    var pythonTypeName: StaticString {
        switch self {
        case .null: "NoneType"
        case .bool: "bool"
        case .int, .uint, .digits: "int"
        case .double: "float"
        case .string: "str"
        case .array: "list"
        case .object: "dict"
        }
    }

    /// Whether Python takes the value for true.
    var isPythonTrue: Bool {
        switch self {
        case .null: false
        case .bool(let flag): flag
        case .int(let number): number != 0
        case .uint(let number): number != 0
        case .digits(let digits): digits.utf8.contains { UInt8(ascii: "1")...UInt8(ascii: "9") ~= $0 }
        case .double(let number): number != 0
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let object): !object.isEmpty
        }
    }
}
