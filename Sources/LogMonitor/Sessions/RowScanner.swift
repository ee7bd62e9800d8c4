internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads one line of JSON along a plan.
///
/// The line ends in a line feed, which no part of a row has inside: it ends every search, so that nothing is counted.
struct RowScanner {
    private var place: UnsafeRawPointer
    private let end: UnsafeRawPointer
    /// The request's number, when the line has one.
    private(set) var requestID: UInt64?

    /// Starts at the beginning of a line.
    init(_ start: UnsafeRawPointer, count: Int) {
        place = start
        end = start + count
    }

    /// Reads the line.
    ///
    /// - Parameters:
    ///   - plan: what it must look like.
    ///   - requestKey: the name of the request's number as JSON; empty if there is none.
    ///   - row: takes the columns as `"name": value` pairs.
    /// - Returns: whether the line looks like that; if not, the row is not to be used.
    mutating func read(_ plan: RowPlan, requestKey: [UInt8], into row: inout ByteBuffer) -> Bool {
        let room = plan.keyLength + (end - place) + RowReader.margin
        row.reserve(room)
        skipSpace()
        guard take(UInt8(ascii: "{")) else { return false }
        var index = 0
        return plan.steps.withUnsafeBufferPointer { steps in
            while true {
                skipSpace()
                if index < steps.count, take(steps[index].token) || take(steps[index].plainToken) {
                    guard takeColon() else { return false }
                    if index > 0 { row.append(", ") }
                    row.append(steps[index].key.start, count: steps[index].key.count)
                    guard let kind = readValue(into: &row, room: room), steps[index].kinds.contains(kind) else {
                        return false
                    }
                    index &+= 1
                } else {
                    guard !requestKey.isEmpty, take(requestKey), takeColon(), readRequestID() else { return false }
                }
                skipSpace()
                if take(UInt8(ascii: ",")) { continue }
                guard take(UInt8(ascii: "}")), index == steps.count else { return false }
                skipSpace()
                return place == end
            }
        }
    }

    private var next: UInt8 { @inline(__always) get { place.load(as: UInt8.self) } }

    @inline(__always) private mutating func skipSpace() {
        while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") || next == UInt8(ascii: "\r") { place += 1 }
    }

    /// Goes over a byte if it is the next.
    @inline(__always) private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    /// Goes over a token if it comes next; there is no empty one.
    @inline(__always) private mutating func take(_ token: [UInt8]) -> Bool {
        let count = token.count
        guard count > 0, count <= end - place else { return false }
        guard token.withUnsafeBytes({ memcmp($0.baseAddress.unsafelyUnwrapped, place, count) }) == 0 else {
            return false
        }
        place += count
        return true
    }

    @inline(__always) private mutating func takeColon() -> Bool {
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return false }
        skipSpace()
        return true
    }

    /// Copies a value, or writes it as Python would.
    ///
    /// - Returns: its kind; `nil` for a mistake, and for what only a block can log.
    @inline(__always) private mutating func readValue(into row: inout ByteBuffer, room: Int) -> RowPlan.Kinds? {
        switch next {
        case UInt8(ascii: "\""):
            if copyText(into: &row) { return .category }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            if copyNumber(into: &row) { return .number }
        case UInt8(ascii: "["):
            if copyNumbers(into: &row) { return .sequence }
        case UInt8(ascii: "t"):
            if copyWord(0x6575_7274, 4, into: &row) { return .category }
        case UInt8(ascii: "f"):
            // `alse`, the letter before it being known.
            if copyWord(0x6573_6C61, 5, into: &row) { return .category }
        case UInt8(ascii: "n"):
            if copyWord(0x6C6C_756E, 4, into: &row) { return .null }
        default: break
        }
        return convertValue(into: &row, room: room)
    }

    /// Copies a string of plain ASCII, which is spelled the same in a row.
    @inline(__always) private mutating func copyText(into row: inout ByteBuffer) -> Bool {
        let start = row.length
        row.base[start] = UInt8(ascii: "\"")
        var target = UnsafeMutableRawPointer(row.base + start) + 1
        var source = place + 1
        while true {
            let word = UInt64(littleEndian: source.loadUnaligned(as: UInt64.self))
            target.storeBytes(of: word.littleEndian, as: UInt64.self)
            let stops = ByteBuffer.escapesOfASCII(word)
            guard stops != 0 else {
                source += 8
                target += 8
                continue
            }
            let plain = stops.trailingZeroBitCount / 8
            source += plain
            target += plain
            guard source < end, source.load(as: UInt8.self) == UInt8(ascii: "\"") else { return false }
            target.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
            place = source + 1
            row.length = target - UnsafeMutableRawPointer(row.base) + 1
            return true
        }
    }

    /// Copies `true`, `false` or `null`.
    @inline(__always)
    private mutating func copyWord(_ letters: UInt32, _ count: Int, into row: inout ByteBuffer) -> Bool {
        let found = UInt32(littleEndian: (place + (count - 4)).loadUnaligned(as: UInt32.self))
        guard found == letters else { return false }
        row.append(place, count: count)
        place += count
        return true
    }

    /// Copies a number that Python spells the same way.
    @inline(__always) private mutating func copyNumber(into row: inout ByteBuffer) -> Bool {
        let start = place
        guard let stop = RowScanner.endOfPythonNumber(start) else { return false }
        row.append(start, count: stop - start)
        place = stop
        return true
    }

    /// Copies a list of such numbers.
    private mutating func copyNumbers(into row: inout ByteBuffer) -> Bool {
        let (start, length) = (place, row.length)
        row.append(UInt8(ascii: "["))
        place += 1
        skipSpace()
        if !take(UInt8(ascii: "]")) {
            while true {
                guard copyNumber(into: &row) else { break }
                skipSpace()
                if take(UInt8(ascii: "]")) {
                    row.append(UInt8(ascii: "]"))
                    return true
                }
                guard take(UInt8(ascii: ",")) else { break }
                skipSpace()
                row.append(", ")
            }
            place = start
            row.truncate(to: length)
            return false
        }
        row.append(UInt8(ascii: "]"))
        return true
    }

    /// The end of a number whose text is that of Python's `repr`; `nil` for others and for what is no number.
    ///
    /// A number with at most 15 digits is the shortest that names its floating point number, if it has no needless zeros;
    /// Python writes exponents from 1e16 on and below 1e-4.
    @inline(__always) private static func endOfPythonNumber(_ start: UnsafeRawPointer) -> UnsafeRawPointer? {
        var place = start
        let isNegative = place.load(as: UInt8.self) == UInt8(ascii: "-")
        if isNegative { place += 1 }
        let whole = place
        while isDigit(place) { place += 1 }
        let wholeDigits = place - whole
        guard wholeDigits > 0 else { return nil }
        let isZero = whole.load(as: UInt8.self) == UInt8(ascii: "0")
        guard !isZero || wholeDigits == 1 else { return nil }
        if place.load(as: UInt8.self) == UInt8(ascii: ".") {
            place += 1
            let fraction = place
            while isDigit(place) { place += 1 }
            let digits = place - fraction
            guard digits > 0, digits == 1 || (place - 1).load(as: UInt8.self) != UInt8(ascii: "0") else { return nil }
            if isZero {
                guard digits <= 15 else { return nil }
                let zeros = digits > 4 && fraction.loadUnaligned(as: UInt32.self) == 0x3030_3030
                guard !zeros else { return nil }
            } else if wholeDigits + digits > 15 {
                return nil
            }
        } else if isZero, isNegative {
            // The integer -0 is 0.
            return nil
        }
        let letter = place.load(as: UInt8.self) | 0x20
        return letter == UInt8(ascii: "e") ? nil : place
    }

    @inline(__always) private static func isDigit(_ place: UnsafeRawPointer) -> Bool {
        place.load(as: UInt8.self) &- UInt8(ascii: "0") < 10
    }

    /// Reads a value and writes it as a block would.
    @inline(never)
    private mutating func convertValue(into row: inout ByteBuffer, room: Int) -> RowPlan.Kinds? {
        var reader = JSONReader(UnsafeRawBufferPointer(start: place, count: end - place))
        guard let (value, count) = try? reader.readFirstValue(depth: 1) else { return nil }
        let isWritten = withUnsafeMutablePointer(to: &row) { row in
            var cell = MonitorCell(row)
            cell.append(value)
            cell.finish()
            return !cell.hasNonFinite && cell.unencodableCount == 0
        }
        guard isWritten else { return nil }
        row.reserve(room)
        place += count
        switch MonitorDataType.inferred(from: value) {
        case .numerical?: return .number
        case .numericalSequence?: return .sequence
        case nil: return .null
        default: return .category
        }
    }

    /// Reads the request's number: digits, between quotes or not.
    private mutating func readRequestID() -> Bool {
        guard requestID == nil else { return false }
        let isText = take(UInt8(ascii: "\""))
        let start = place
        var number: UInt64 = 0
        while RowScanner.isDigit(place) {
            number = number &* 10 &+ UInt64(next &- UInt8(ascii: "0"))
            place += 1
        }
        // A number that may not fit, or that JSON does not spell so, is looked at elsewhere.
        let digits = place - start
        guard digits > 0, digits < 20, isText || digits == 1 || start.load(as: UInt8.self) != UInt8(ascii: "0") else {
            return false
        }
        if isText { guard take(UInt8(ascii: "\"")) else { return false } }
        requestID = number
        return true
    }
}
