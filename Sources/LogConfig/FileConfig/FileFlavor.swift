internal import LogRuntime

/// The languages in which configurations are written.
enum FileFlavor {
    /// YAML, and nearly all of JSON.
    case yaml
    /// JSON as Python's `json.load` reads it.
    case json
    /// Sections of options, as for Python's `fileConfig`.
    case ini

    /// The language of a file, by its name alone; `nil` when the name does not tell.
    init?(named file: String) {
        let ending = file.lastIndex(of: ".").map { file[file.index(after: $0)...].lowercased() }
        switch ending {
        case "ini"?, "cfg"?, "conf"?: self = .ini
        case "yaml"?, "yml"?: self = .yaml
        case "json"?: self = .json
        default: return nil
        }
    }

    /// The language of a file, by its first line that is no comment, and by its name.
    ///
    /// `[section]` begins an INI file. A file whose name says INI and that begins as YAML or JSON do is what it looks like.
    init(of bytes: [UInt8], file: String) {
        let named = FileFlavor(named: file)
        if let named, named != .ini {
            self = named
            return
        }
        switch FileFlavor.firstLine(of: bytes) {
        case let line? where FileFlavor.isHeader(line): self = .ini
        case let line? where line.hasPrefix("{") || line.hasPrefix("---") || line.hasPrefix("version:"): self = .yaml
        default: self = named ?? .yaml
        }
    }

    /// The first line that is neither empty nor a comment.
    private static func firstLine(of bytes: [UInt8]) -> Substring? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        for line in text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            let line = String(decoding: line, as: UTF8.self).unicodeScalars.drop { $0.isPythonSpace }
            if let first = line.first, first != "#", first != ";" { return Substring(line) }
        }
        return nil
    }

    /// Whether a line is `[word]`, which as YAML would be no configuration.
    private static func isHeader(_ line: Substring) -> Bool {
        guard line.hasPrefix("["), let end = line.firstIndex(of: "]") else { return false }
        let name = line[..<end].dropFirst()
        return !name.isEmpty && name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue || $0 == "." || $0 == "-" }
            && !line[end...].contains(",")
    }
}
