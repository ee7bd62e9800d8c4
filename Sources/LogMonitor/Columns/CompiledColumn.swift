internal import LogRuntime

/// A column made ready for rows: its name checked, freed and escaped once.
final class CompiledColumn: @unchecked Sendable /* immutable; the key's bytes are its own */ {
    /// The name that the program logs under.
    let givenName: String
    /// What the program says of the column; its name is the one in rows and schema.
    let description: MonitorColumn
    /// `"name": ` as JSON.
    let key: RawText
    private let memory: UnsafeMutableRawPointer

    init(givenName: String, description: MonitorColumn) {
        self.givenName = givenName
        self.description = description
        var buffer = ByteBuffer()
        buffer.append(jsonString: description.name, isASCII: true)
        buffer.append(": ")
        memory = .allocate(byteCount: buffer.count, alignment: 1)
        memory.copyMemory(from: UnsafeRawPointer(buffer.base), byteCount: buffer.count)
        key = RawText(start: memory, count: buffer.count)
    }

    deinit {
        memory.deallocate()
    }

    /// Whether a call logs into this column.
    ///
    /// Names written in the program are the same bytes at the same place each time, which the comparison sees first.
    @inline(__always) func matches(_ name: String, _ role: MonitorRole, _ dataType: MonitorDataType) -> Bool {
        givenName == name && description.role == role && description.dataType == dataType
    }
}
