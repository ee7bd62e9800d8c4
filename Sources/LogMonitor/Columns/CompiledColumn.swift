internal import LogRuntime

/// A column made ready for rows: its name checked, freed and escaped once.
final class CompiledColumn: @unchecked Sendable /* immutable; the key's bytes are its own */ {
    /// The name that the program logs under.
    let givenName: String
    /// What the program says of the column; its name is the one in rows and schema.
    let description: MonitorColumn
    /// `"name": ` as JSON.
    var key: RawText { RawText(start: memory + 2, count: furtherKey.count - 2) }
    /// `, "name": `, as it stands behind another value; readable as `ByteBuffer.append(padded:count:)` wants it, also from
    /// the name on.
    let furtherKey: RawText
    private let memory: UnsafeMutableRawPointer

    init(givenName: String, description: MonitorColumn) {
        self.givenName = givenName
        self.description = description
        var buffer = ByteBuffer()
        buffer.append(", ")
        buffer.append(jsonString: description.name, isASCII: true)
        buffer.append(": ")
        let count = buffer.count
        buffer.append(repeating: 0, count: ByteBuffer.paddedSize)
        memory = .allocate(byteCount: buffer.count, alignment: 16)
        memory.copyMemory(from: UnsafeRawPointer(buffer.base), byteCount: buffer.count)
        furtherKey = RawText(start: memory, count: count)
    }

    deinit {
        memory.deallocate()
    }

    /// Whether a call logs into this column.
    ///
    /// Names written in the program are the same bytes at the same place each time: one question to all three answers that.
    @inline(__always) func matches(_ name: String, _ role: MonitorRole, _ dataType: MonitorDataType) -> Bool {
        let difference =
            CompiledColumn.difference(givenName, name)
            | CompiledColumn.difference(description.role.rawValue, role.rawValue)
            | CompiledColumn.difference(description.dataType.rawValue, dataType.rawValue)
        return _fastPath(difference == 0) || matchesElsewhere(name, role, dataType)
    }

    /// What distinguishes the memory of two strings: 0 means that they are the same, anything else that they may be.
    @inline(__always) private static func difference(_ one: String, _ other: String) -> UInt {
        let (first, second) = (unsafeBitCast(one, to: (UInt, UInt).self), unsafeBitCast(other, to: (UInt, UInt).self))
        return (first.0 ^ second.0) | (first.1 ^ second.1)
    }

    /// Whether a call logs into this column, its strings being others with the same content.
    @inline(never)
    private func matchesElsewhere(_ name: String, _ role: MonitorRole, _ dataType: MonitorDataType) -> Bool {
        givenName == name && description.role == role && description.dataType == dataType
    }
}
