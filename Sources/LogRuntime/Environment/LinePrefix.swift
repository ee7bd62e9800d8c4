/// The beginning of a line that a text formatter has written last on this thread, up to the first field that differs from
/// record to record.
///
/// `2026-11-22 21:53:18,123 - shop.cart - INFO - ` stays as it is for a second, but for its milliseconds, as long as the same
/// logger logs at the same level: most lines are such a beginning and a message.
package struct LinePrefix: ~Copyable {
    /// How many of these a thread has, in rows; formatter, logger and level say which row.
    static let count = 64
    /// How many are in a row: loggers that fall into the same one do not push each other out unless they are more.
    static let rowLength = 4
    /// The longest text that is kept, in bytes.
    static let limit = 512

    /// The format that the text belongs to: each has a number of its own, 0 is none.
    var owner: UInt64 = 0
    /// The second that the text shows.
    var second: Int64 = .min
    /// The address of the logger's name, which lies there for good.
    private var name: UInt = 0
    /// The address of the level's name, which lies there for good.
    private var level: UInt = 0
    /// The address of the environment whose time zone the text shows.
    private var environment: UInt = 0
    /// Where the three digits of the milliseconds are; -1 if there are none.
    var milliseconds = -1
    /// The text.
    var text = ByteBuffer()

    /// Whether the text is what a format writes for a logger and a level at a time.
    @inline(__always) func matches(
        _ number: UInt64,
        _ loggerName: RawText,
        _ levelText: RawText,
        _ time: WallTime,
        _ world: Unmanaged<LogEnvironment>
    ) -> Bool {
        // All at once: any of them may differ, and none does for most lines.
        let when = UInt64(bitPattern: second ^ time.seconds)
        let what = (name ^ UInt(bitPattern: loggerName.start)) | (level ^ UInt(bitPattern: levelText.start))
        let place = environment ^ UInt(bitPattern: world.toOpaque())
        let differences = when | (owner ^ number) | UInt64(what | place)
        // The last fraction of a microsecond is shown as the next second.
        return differences == 0 && time.nanoseconds <= 999_999_000
    }

    /// Says what the text is written for.
    mutating func own(
        _ number: UInt64,
        _ loggerName: RawText,
        _ levelText: RawText,
        _ time: WallTime,
        _ world: Unmanaged<LogEnvironment>
    ) {
        second = time.seconds
        name = UInt(bitPattern: loggerName.start)
        level = UInt(bitPattern: levelText.start)
        environment = UInt(bitPattern: world.toOpaque())
        owner = number
    }

    /// Writes the text, with the milliseconds of a time.
    ///
    /// - Parameters:
    ///   - place: where the text goes; there is room for it.
    ///   - time: the time.
    @inline(__always) func write(to place: UnsafeMutableRawPointer, at time: WallTime) {
        ByteBuffer.copy(piece: UnsafeRawPointer(text.base), count: text.length, to: place)
        guard milliseconds >= 0 else { return }
        let digits = ByteBuffer.threeDigits(of: UInt32(truncatingIfNeeded: time.nanoseconds) / 1_000_000)
        let digitPlace = place + milliseconds
        digitPlace.storeBytes(of: UInt16(truncatingIfNeeded: digits).littleEndian, as: UInt16.self)
        digitPlace.storeBytes(of: UInt8(truncatingIfNeeded: digits &>> 16), toByteOffset: 2, as: UInt8.self)
    }

    /// Where the row begins in which a beginning is looked for.
    @inline(__always) static func row(_ number: UInt64, _ loggerName: RawText, _ level: Level) -> Int {
        // Names lie at even distances: where the lower bits leave rows out, the higher ones fill them.
        let place = UInt(bitPattern: loggerName.start)
        let kind = UInt(bitPattern: level.rawValue) &* 3 &+ UInt(truncatingIfNeeded: number) &* 5
        return Int(bitPattern: (place &>> 4 &+ place &>> 8 &+ kind) % UInt(count / rowLength)) &* rowLength
    }
}

/// How a formatter makes a line of a message: a beginning that it has written before, the message, and an end.
struct PrefixedLine {
    /// The number under which beginnings are remembered, ``LinePrefix/owner``.
    var number: UInt64
    /// Whether the message is part of a string of JSON, which ends behind it, so that it must need no escapes.
    var isJSON = false
    /// What follows the message; lies there for good.
    var end: RawText
}

extension ThreadContext {
    /// The beginning of a line that this thread has written before; `nil` if it has not.
    @inline(__always) func linePrefix(
        of number: UInt64,
        _ loggerName: RawText,
        _ level: Level,
        _ levelText: RawText,
        _ time: WallTime,
        _ world: Unmanaged<LogEnvironment>
    ) -> UnsafeMutablePointer<LinePrefix>? {
        let row = linePrefixes + LinePrefix.row(number, loggerName, level)
        for index in 0..<LinePrefix.rowLength {
            let place = row + index
            if _fastPath(place.pointee.matches(number, loggerName, levelText, time, world)) { return place }
        }
        return nil
    }

    /// Where a beginning is kept from now on: of its row the one that was kept first is given up.
    func renewedLinePrefix(
        of number: UInt64,
        _ loggerName: RawText,
        _ level: Level
    ) -> UnsafeMutablePointer<LinePrefix> {
        let row = linePrefixes + LinePrefix.row(number, loggerName, level)
        let oldest = (row + (LinePrefix.rowLength - 1)).move()
        (row + 1).moveInitialize(from: row, count: LinePrefix.rowLength - 1)
        row.initialize(to: oldest)
        return row
    }
}

extension ByteBuffer {
    /// Appends the beginning of a line, with the milliseconds of a time.
    @inline(__always) mutating func append(_ prefix: UnsafeMutablePointer<LinePrefix>, at time: WallTime) {
        reserve(prefix.pointee.text.length)
        prefix.pointee.write(to: UnsafeMutableRawPointer(base + length), at: time)
        length &+= prefix.pointee.text.length
    }
}
