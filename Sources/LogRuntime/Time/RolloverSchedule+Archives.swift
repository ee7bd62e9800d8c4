extension RolloverSchedule {
    /// Which of a directory's files are old enough to be removed after a rollover.
    ///
    /// Source: CPython `TimedRotatingFileHandler.getFilesToDelete`.
    ///
    /// - Parameters:
    ///   - fileNames: the names in the directory of the current file.
    ///   - baseName: the name of the current file.
    ///   - backupCount: how many archives stay.
    ///   - namer: how an archive with a given suffix is called, if not `baseName.suffix`; a file counts as an archive if its
    ///     name contains a suffix from which the namer makes the same name again.
    /// - Returns: the names to remove, oldest first. With `backupCount` 0 these are all archives; CPython does not ask then.
    public func archivesToRemove(
        among fileNames: [String],
        baseName: String,
        backupCount: Int,
        namer: ((_ suffix: String) -> String)? = nil
    ) -> [String] {
        var archives = fileNames.filter { isArchive($0, baseName: baseName, namer: namer) }
        guard archives.count >= backupCount else { return [] }
        archives.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return Array(archives.prefix(archives.count - max(backupCount, 0)))
    }

    private func isArchive(_ fileName: String, baseName: String, namer: ((String) -> String)?) -> Bool {
        let name = Array(fileName.utf8)
        guard let namer else {
            let prefix = Array((baseName + ".").utf8)
            return name.starts(with: prefix) && isArchiveSuffix(name[prefix.count...])
        }
        var start = 0
        while let range = firstArchiveSuffix(in: name, from: start) {
            if namer(String(decoding: name[range], as: UTF8.self)) == fileName { return true }
            start = range.lowerBound + 1
        }
        return false
    }

    /// Whether a text is an archive's suffix, such as `2024-03-09`.
    public func isArchiveSuffix(_ text: String) -> Bool { isArchiveSuffix(Array(text.utf8)[...]) }

    private func isArchiveSuffix(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == shape.count && matchesShape(bytes)
    }

    /// Finds a suffix within a name, not part of a longer run of digits.
    private func firstArchiveSuffix(in name: [UInt8], from start: Int) -> Range<Int>? {
        guard name.count >= shape.count else { return nil }
        var position = start
        while position + shape.count <= name.count {
            let end = position + shape.count
            let isGuarded =
                (position == 0 || !isDigit(name[position - 1])) && (end == name.count || !isDigit(name[end]))
            if isGuarded, matchesShape(name[position..<end]) { return position..<end }
            position += 1
        }
        return nil
    }

    private func matchesShape(_ bytes: ArraySlice<UInt8>) -> Bool {
        zip(bytes, shape).allSatisfy { byte, wanted in
            wanted == UInt8(ascii: "0") ? isDigit(byte) : byte == wanted
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The form of a suffix, 0 standing for any digit.
    private var shape: ArraySlice<UInt8> {
        let length =
            switch when {
            case "S": 19
            case "M": 16
            case "H": 13
            default: 10
            }
        return Array("0000-00-00_00-00-00".utf8)[..<length]
    }
}
