/// Names of fields, with `*` for any characters; upper and lower case are the same.
struct KeyPattern: Sendable {
    private let pattern: [UInt8]
    /// Whether it is compared with the whole path, and not with the last name alone.
    private let isPath: Bool

    /// Reads a pattern; one with a dot is a path.
    init(_ text: String) {
        pattern = KeyPattern.folded(text)
        isPath = text.utf8.contains(UInt8(ascii: "."))
    }

    /// Whether a field is meant.
    ///
    /// A name may have dots of its own, so a pattern with dots is compared with the last name, too.
    func matches(_ path: [String]) -> Bool {
        guard let last = path.last else { return false }
        if matches(KeyPattern.folded(last)) { return true }
        return isPath && path.count > 1 && matches(KeyPattern.folded(path.joined(separator: ".")))
    }

    /// Whether a text is matched as a whole: a star that fails is made to take one character more.
    private func matches(_ text: [UInt8]) -> Bool {
        let star = UInt8(ascii: "*")
        var position = 0
        var place = 0
        var retry: (place: Int, position: Int)?
        while position < text.count {
            if place < pattern.count, pattern[place] == star {
                retry = (place + 1, position)
                place += 1
            } else if place < pattern.count, pattern[place] == text[position] {
                place += 1
                position += 1
            } else if let last = retry {
                retry = (last.place, last.position + 1)
                place = last.place
                position = last.position + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == star }
    }

    /// A name without a difference of case; Unicode's tables are asked only where there is more than ASCII.
    private static func folded(_ name: String) -> [UInt8] {
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return Array(name.lowercased().utf8) }
        return name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}
