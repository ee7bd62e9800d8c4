#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension LogTimeZone {
    /// Finds a zone by its name in the system's database, or by its rule.
    ///
    /// The value may be all that the environment variable `TZ` may be: `Europe/Berlin`, an absolute path of a TZif file, a
    /// POSIX rule such as `EST+05EDT,M3.2.0,M11.1.0`, each with or without a leading colon. `UTC` needs no database. A zone
    /// that was found is remembered for the life of the process.
    ///
    /// - Parameter identifier: the name. The database is the directory in the environment variable `TZDIR`, else
    ///   `/usr/share/zoneinfo`.
    /// - Throws: ``TimeZoneError`` if there is no such zone, or if its file cannot be read.
    public init(identifier: String) throws(TimeZoneError) {
        let name = identifier.hasPrefix(":") ? String(identifier.dropFirst()) : identifier
        if name.utf8.isEmpty || name.utf8.contains(0) || name.split(separator: "/").contains("..") {
            throw TimeZoneError("'\(identifier)' is not the name of a time zone")
        }
        let directory = LogTimeZone.databaseDirectory
        let path = name.hasPrefix("/") ? name : "\(directory)/\(name)"

        if let known = LogTimeZone.knownZones.withLock({ $0[path] }) {
            self = known
        } else if let content = try LogTimeZone.content(ofFile: path) {
            self.init(rules: .table(try ZoneTable(content, path: path)), description: identifier)
        } else if let rule = try? PosixTimeZoneRule(name) {
            self.init(rules: .posix(rule), description: identifier)
        } else if ["UTC", "GMT", "Etc/UTC", "Etc/GMT"].contains(name) {
            let type = LocalTimeType(utcOffset: 0, isDST: false, abbreviation: String(name.suffix(3)))
            self.init(rules: .fixed(type), description: identifier)
        } else {
            throw TimeZoneError("no time zone is named '\(identifier)' in '\(directory)'")
        }
        let zone = self
        LogTimeZone.knownZones.withLock { $0[path] = zone }
    }

    /// Makes a zone from a POSIX rule.
    ///
    /// - Parameter posix: the rule as in the environment variable `TZ`: `EST+05EDT,M3.2.0,M11.1.0`, `<+03>-3`, `CET-1`.
    ///   Offsets are those of POSIX, positive to the west. Without dates, daylight saving time lasts from the second Sunday
    ///   of March to the first of November, as in glibc.
    /// - Throws: ``TimeZoneError`` naming what is wrong with the rule.
    public init(posix: String) throws(TimeZoneError) {
        self.init(rules: .posix(try PosixTimeZoneRule(posix)), description: posix)
    }

    /// Zones found so far, by path.
    private static let knownZones = Lock<[String: LogTimeZone]>([:])

    /// The directory of the system's time zone database.
    private static var databaseDirectory: String {
        guard let value = getenv("TZDIR"), value.pointee != 0 else { return "/usr/share/zoneinfo" }
        return String(cString: value)
    }

    /// Reads a zone's file.
    ///
    /// - Returns: `nil` if there is no such file, or if it is a directory.
    private static func content(ofFile path: String) throws(TimeZoneError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if [ENOENT, ENOTDIR, ENAMETOOLONG].contains(errno) { return nil }
            throw TimeZoneError("time zone file '\(path)' cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }

        var content: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 8192)
        while content.count <= ZoneTable.largestFile {
            let received = read(file, &block, block.count)
            if received < 0 {
                if errno == EINTR { continue }
                if errno == EISDIR { return nil }
                throw TimeZoneError("time zone file '\(path)' cannot be read: \(String(cString: strerror(errno)))")
            }
            if received == 0 { return content }
            content += block[..<received]
        }
        throw TimeZoneError("time zone file '\(path)' is too large")
    }
}
