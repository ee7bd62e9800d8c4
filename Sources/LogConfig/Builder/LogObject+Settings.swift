internal import LogRuntime

extension LogObject {
    /// Adds a key, if it has a value.
    mutating func add(_ key: String, _ value: LogValue?) {
        if let value { self[key] = value }
    }

    /// Adds a key with a mapping, unless that is empty.
    mutating func add(_ key: String, _ object: LogObject) {
        if !object.isEmpty { self[key] = .object(object) }
    }

    /// Adds a text, if there is one.
    mutating func add(_ key: String, _ text: String?) { add(key, text.map { .string($0) }) }

    /// Adds a text, unless it is the usual one.
    mutating func add(_ key: String, _ text: String, unless usual: String) {
        if text != usual { self[key] = .string(text) }
    }

    /// Adds an integer, unless it is the usual one.
    mutating func add(_ key: String, _ number: Int, unless usual: Int) {
        if number != usual { self[key] = .int(Int64(number)) }
    }

    /// Adds a number, unless it is the usual one.
    mutating func add(_ key: String, _ number: Double, unless usual: Double) {
        if number != usual { self[key] = .double(number) }
    }

    /// Adds a truth value, unless it is the usual one.
    mutating func add(_ key: String, _ flag: Bool, unless usual: Bool) {
        if flag != usual { self[key] = .bool(flag) }
    }
}

extension LogValue {
    /// A list of texts.
    static func texts(_ texts: [String]) -> LogValue { .array(texts.map { .string($0) }) }
}

extension StreamHandler.Stream {
    /// The stream as documents name it.
    var documentValue: LogValue { self == .standardOutput ? "ext://sys.stdout" : "ext://sys.stderr" }
}
