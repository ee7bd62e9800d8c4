extension RolloverArchives {
    private static let partEnd = ".part"

    /// The hidden file into which an archive is compressed.
    func partPath(_ inode: UInt64, _ suffix: String) -> String {
        "\(directory).\(baseName).\(inode)\(suffix)\(RolloverArchives.partEnd)"
    }

    /// The hidden files that are there, and the inodes of the archives from which they were made.
    func parts(_ suffix: String) throws(SinkError) -> [(name: String, inode: UInt64)] {
        let start = ".\(baseName)."
        let end = suffix + RolloverArchives.partEnd
        var parts: [(name: String, inode: UInt64)] = []
        for name in try SystemCalls.fileNames(in: directory) where name.hasPrefix(start) && name.hasSuffix(end) {
            guard let inode = UInt64(name.dropFirst(start.count).dropLast(end.count)) else { continue }
            parts.append((name, inode))
        }
        return parts
    }

    /// Moves an archive, be it compressed or not, to the next number.
    ///
    /// Whatever has the number already is removed, as it would be by a rename.
    ///
    /// - Throws: ``SinkError`` when a file cannot be renamed or removed.
    func move(_ source: String, to target: String) throws(SinkError) {
        let plain = try SystemCalls.status(ofPath: source)
        guard let compressedSuffix else {
            if plain != nil { try SystemCalls.rename(source, to: target) }
            return
        }
        let compressed = try SystemCalls.status(ofPath: source + compressedSuffix)
        guard plain != nil || compressed != nil else { return }
        if let plain, let compressed, compressed.hasSameTime(as: plain) {
            // A process was killed between naming the one and removing the other.
            try SystemCalls.remove(source)
            try SystemCalls.remove(target)
        } else if plain != nil {
            try SystemCalls.rename(source, to: target)
        } else {
            try SystemCalls.remove(target)
        }
        if compressed != nil {
            try SystemCalls.rename(source + compressedSuffix, to: target + compressedSuffix)
        } else {
            try SystemCalls.remove(target + compressedSuffix)
        }
    }
}
