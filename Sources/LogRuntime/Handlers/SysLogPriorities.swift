/// The `<PRI>` that begins a syslog message, made ready for each level name.
struct SysLogPriorities: Sendable {
    private struct Entry: Sendable {
        let levelName: RawText
        let prefix: RawText
    }

    private let entries: [Entry]
    /// A warning, for levels of any other name (CPython: `SysLogHandler.mapPriority`).
    private let other: RawText

    /// Makes the texts.
    init(facility: Int, severities: [String: SysLogSeverity]) {
        func prefix(_ severity: SysLogSeverity) -> RawText {
            RawText(interned: "<\(facility << 3 | severity.rawValue)>")
        }
        entries = severities.sorted { $0.key < $1.key }.map {
            Entry(levelName: RawText(interned: $0.key), prefix: prefix($0.value))
        }
        other = prefix(.warning)
    }

    /// Appends the text for a level.
    func append(forLevelNamed name: RawText, to buffer: inout ByteBuffer) {
        let entry = entries.first {
            $0.levelName.count == name.count && $0.levelName.bytes.elementsEqual(name.bytes)
        }
        let prefix = entry?.prefix ?? other
        buffer.append(prefix.start, count: prefix.count)
    }
}
