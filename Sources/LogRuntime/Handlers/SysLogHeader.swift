#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes what stands between priority and text in a message of RFC 5424: `1 TIME HOST APP PROCID MSGID [DATA]`.
struct SysLogHeader: Sendable {
    /// The longest value of each field (RFC 5424 §6).
    private enum Limit {
        static let hostName = 255
        static let applicationName = 48
        static let processIdentifier = 128
        static let messageIdentifier = 32
        static let name = 32
    }

    private let hostAndApplication: [UInt8]
    private let processIdentifier: [UInt8]?
    private let messageIdentifier: [UInt8]?
    private let dataIdentifier: [UInt8]

    /// Makes the fixed parts ready.
    ///
    /// - Parameters:
    ///   - settings: what the fields say.
    ///   - identifier: the handler's identifier, which names the program unless the settings do.
    init(_ settings: SysLogProtocol, identifier: String) {
        let host = SysLogHeader.field(settings.hostName ?? SysLogHeader.machineName, Limit.hostName)
        var name = settings.applicationName ?? ""
        if name.isEmpty {
            let separators: Set<Unicode.Scalar> = [" ", ":", "\t"]
            name = String(String.UnicodeScalarView(identifier.unicodeScalars.prefix { !separators.contains($0) }))
        }
        if name.isEmpty { name = SysLogHeader.programName }
        hostAndApplication = host + [UInt8(ascii: " ")] + SysLogHeader.field(name, Limit.applicationName)
        processIdentifier = settings.processIdentifier.map { SysLogHeader.field($0, Limit.processIdentifier) }
        messageIdentifier = settings.messageIdentifier.map { SysLogHeader.field($0, Limit.messageIdentifier) }
        let dataName = settings.structuredDataIdentifier
        dataIdentifier = dataName.isEmpty ? [] : SysLogHeader.name(dataName)
    }

    /// Appends the head of a record's message, with a blank behind it.
    func append(_ record: borrowing LogRecord, to line: inout ByteBuffer) {
        line.append("1 ")
        SysLogHeader.appendTime(of: record, to: &line)
        line.append(UInt8(ascii: " "))
        hostAndApplication.withUnsafeBytes { line.append($0) }
        line.append(UInt8(ascii: " "))
        if let processIdentifier {
            processIdentifier.withUnsafeBytes { line.append($0) }
        } else {
            line.append(decimal: Int64(record.processIdentifier))
        }
        line.append(UInt8(ascii: " "))
        if let messageIdentifier {
            messageIdentifier.withUnsafeBytes { line.append($0) }
        } else {
            SysLogHeader.field(record.name, Limit.messageIdentifier).withUnsafeBytes { line.append($0) }
        }
        line.append(UInt8(ascii: " "))
        appendData(of: record, to: &line)
        line.append(UInt8(ascii: " "))
    }

    /// Appends the time with microseconds and zone (RFC 5424 §6.2.3).
    private static func appendTime(of record: borrowing LogRecord, to line: inout ByteBuffer) {
        let time = record.time
        let civil = record.environment.timeZone.components(at: time.seconds)
        line.append(padded: civil.year, digits: 4)
        line.append(UInt8(ascii: "-"))
        line.append(padded: civil.month, digits: 2)
        line.append(UInt8(ascii: "-"))
        line.append(padded: civil.day, digits: 2)
        line.append(UInt8(ascii: "T"))
        line.append(padded: civil.hour, digits: 2)
        line.append(UInt8(ascii: ":"))
        line.append(padded: civil.minute, digits: 2)
        line.append(UInt8(ascii: ":"))
        line.append(padded: civil.second, digits: 2)
        line.append(UInt8(ascii: "."))
        line.append(padded: time.microseconds, digits: 6)
        guard civil.utcOffset != 0 else { return line.append(UInt8(ascii: "Z")) }
        let minutes = abs(civil.utcOffset) / 60
        line.append(UInt8(ascii: civil.utcOffset < 0 ? "-" : "+"))
        line.append(padded: minutes / 60, digits: 2)
        line.append(UInt8(ascii: ":"))
        line.append(padded: minutes % 60, digits: 2)
    }

    /// Appends the caller's own attributes, `[extra@32473 user="7"]`, or `-` (RFC 5424 §6.3).
    private func appendData(of record: borrowing LogRecord, to line: inout ByteBuffer) {
        let fields = record.extra.fields
        guard !dataIdentifier.isEmpty, !fields.isEmpty else { return line.append(UInt8(ascii: "-")) }
        line.append(UInt8(ascii: "["))
        dataIdentifier.withUnsafeBytes { line.append($0) }
        var value = ByteBuffer()
        for field in fields {
            line.append(UInt8(ascii: " "))
            SysLogHeader.name(field.key).withUnsafeBytes { line.append($0) }
            line.append("=\"")
            value.removeAll()
            value.append(pythonStr: field.value)
            for byte in value.bytes {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "]") {
                    line.append(UInt8(ascii: "\\"))
                }
                line.append(byte)
            }
            line.append(UInt8(ascii: "\""))
        }
        line.append(UInt8(ascii: "]"))
    }

    /// A field of the head: printable ASCII without blanks, `-` for nothing.
    private static func field(_ text: String, _ limit: Int) -> [UInt8] {
        let bytes = text.utf8.prefix(limit).map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "_") }
        return bytes.isEmpty ? [UInt8(ascii: "-")] : bytes
    }

    /// A name in structured data: like a field, without `=`, `]` and `"`.
    private static func name(_ text: String) -> [UInt8] {
        field(text, Limit.name).map { byte in
            byte == UInt8(ascii: "=") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\"")
                ? UInt8(ascii: "_") : byte
        }
    }

    /// `gethostname(2)`.
    static let machineName: String = {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count - 1)
        return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }()

    /// The last part of the name that the program was started by.
    static let programName: String = {
        let path = CommandLine.arguments.first ?? ""
        return String(path.split(separator: "/").last ?? "-")
    }()
}
