extension ZoneTable {
    /// Reads a TZif file.
    ///
    /// - Parameters:
    ///   - content: the file.
    ///   - path: its path, for messages.
    /// - Throws: ``TimeZoneError`` if it is not a TZif file, is damaged, or counts leap seconds.
    convenience init(_ content: [UInt8], path: String) throws(TimeZoneError) {
        var reader = Reader(rest: content[...], path: path)
        var header = try reader.header()
        var width = 4
        if header.version >= UInt8(ascii: "2") {
            // The first block repeats the data in 32 bits for old readers.
            _ = try reader.bytes(header.blockSize(width: 4))
            header = try reader.header()
            width = 8
        }
        guard header.leapSeconds == 0 else {
            throw TimeZoneError("time zone file '\(path)' counts leap seconds, which is not supported")
        }
        guard header.types > 0 else { throw reader.damage() }

        var transitions: [Int64] = []
        for _ in 0..<header.transitions { transitions.append(try reader.integer(width: width)) }
        let typeIndices = Array(try reader.bytes(header.transitions))
        let rawTypes = Array(try reader.bytes(header.types * 6))
        let names = Array(try reader.bytes(header.nameBytes))
        _ = try reader.bytes(header.standardFlags + header.universalFlags)
        let footer = width == 8 ? try reader.footer() : ""

        var types: [LocalTimeType] = []
        for index in 0..<header.types {
            let raw = rawTypes[(index * 6)..<(index * 6 + 6)]
            let start = Int(raw[raw.startIndex + 5])
            guard start < names.count else { throw reader.damage() }
            let offset = raw.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            types.append(
                LocalTimeType(
                    utcOffset: Int(Int32(bitPattern: offset)),
                    isDST: raw[raw.startIndex + 4] != 0,
                    abbreviation: String(decoding: names[start...].prefix { $0 != 0 }, as: UTF8.self)
                )
            )
        }
        let isAscending = zip(transitions, transitions.dropFirst()).allSatisfy { $0 < $1 }
        guard isAscending, typeIndices.allSatisfy({ $0 < types.count }) else { throw reader.damage() }
        self.init(
            transitions: transitions,
            typeIndices: typeIndices,
            types: types,
            rule: footer.isEmpty ? nil : try PosixTimeZoneRule(footer)
        )
    }

    /// The counts at the head of a data block.
    private struct Header {
        var version: UInt8
        var universalFlags: Int
        var standardFlags: Int
        var leapSeconds: Int
        var transitions: Int
        var types: Int
        var nameBytes: Int

        /// The size of the block that follows, in bytes.
        func blockSize(width: Int) -> Int {
            transitions * (width + 1) + types * 6 + nameBytes + leapSeconds * (width + 4) + standardFlags
                + universalFlags
        }
    }

    /// Reads a file from the front.
    private struct Reader {
        /// What is still to be read.
        var rest: ArraySlice<UInt8>
        /// The file's path, for messages.
        let path: String

        /// The error for whatever does not fit.
        func damage() -> TimeZoneError { TimeZoneError("time zone file '\(path)' is damaged") }

        /// Reads some bytes.
        mutating func bytes(_ count: Int) throws(TimeZoneError) -> ArraySlice<UInt8> {
            guard count <= rest.count else { throw damage() }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }

        /// Reads a signed big-endian integer of four or eight bytes.
        mutating func integer(width: Int) throws(TimeZoneError) -> Int64 {
            let value = try bytes(width).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
        }

        /// Reads a header.
        mutating func header() throws(TimeZoneError) -> Header {
            guard rest.starts(with: "TZif".utf8) else {
                throw TimeZoneError("'\(path)' is not a time zone file")
            }
            let fixed = Array(try bytes(20))
            var counts: [Int] = []
            for _ in 0..<6 {
                let count = Int(try integer(width: 4))
                guard (0...ZoneTable.largestFile).contains(count) else { throw damage() }
                counts.append(count)
            }
            return Header(
                version: fixed[4],
                universalFlags: counts[0],
                standardFlags: counts[1],
                leapSeconds: counts[2],
                transitions: counts[3],
                types: counts[4],
                nameBytes: counts[5]
            )
        }

        /// Reads the rule between two line feeds at the end.
        mutating func footer() throws(TimeZoneError) -> String {
            guard try bytes(1).first == UInt8(ascii: "\n"), rest.last == UInt8(ascii: "\n") else { throw damage() }
            return String(decoding: rest.dropLast(), as: UTF8.self)
        }
    }
}
