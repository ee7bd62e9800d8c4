/// Named values that keep the order in which their names first appeared, like a Python dictionary.
///
/// A name is found by walking the fields: records carry a handful of them, for which that is the fastest way.
public struct LogObject: Sendable, Hashable {
    /// One name and its value.
    public struct Field: Sendable, Hashable {
        /// The name.
        public var key: String
        /// The value.
        public var value: LogValue

        /// Creates a field.
        public init(key: String, value: LogValue) {
            self.key = key
            self.value = value
        }
    }

    /// The fields in order; names are unique.
    public private(set) var fields: [Field]

    /// Creates an object without fields.
    public init() {
        fields = []
    }

    /// Creates an object from pairs; a name that comes twice keeps its first place and its last value.
    public init(_ pairs: some Sequence<(String, LogValue)>) {
        fields = []
        for (key, value) in pairs { self[key] = value }
    }

    /// Whether there are no fields.
    public var isEmpty: Bool { fields.isEmpty }

    /// The number of fields.
    public var count: Int { fields.count }

    /// The value under a name; `nil` removes the field.
    public subscript(_ key: String) -> LogValue? {
        get {
            place(of: key).map { fields[$0].value }
        }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): fields[place].value = value
            case (let place?, nil): fields.remove(at: place)
            case (nil, let value?): fields.append(Field(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Where a name stands.
    ///
    /// A name is its bytes, as in Python and in JSON: one with a composed accent and one with a decomposed accent are two,
    /// though `String` holds them for equal.
    private func place(of key: String) -> Int? {
        fields.firstIndex { $0.key == key && $0.key.utf8.elementsEqual(key.utf8) }
    }

    /// Adds a field whose name is known to be new.
    package mutating func appendUnique(_ key: String, _ value: LogValue) {
        fields.append(Field(key: key, value: value))
    }
}

extension LogObject: ExpressibleByDictionaryLiteral {
    /// An object of the fields written, in that order.
    public init(dictionaryLiteral elements: (String, LogValue)...) {
        self.init(elements)
    }
}
