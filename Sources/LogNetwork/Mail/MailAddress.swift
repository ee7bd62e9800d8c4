#if Network
/// One address of a header such as `To`, as written in a list: `Ann Lee <ann@example.org>`.
struct MailAddress: Sendable {
    /// The name; empty if there is none.
    let displayName: String
    /// What the servers go by: `ann@example.org`.
    let address: String

    private static let specials = Set("()<>@,:;.\\\"[]")

    /// The address as headers show it.
    ///
    /// CPython: `email.headerregistry.Address`.
    var text: String {
        guard !displayName.isEmpty else { return address }
        guard displayName.contains(where: { MailAddress.specials.contains($0) }) else {
            return "\(displayName) <\(address)>"
        }
        let escaped = displayName.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\" <\(address)>"
    }

    /// Reads one entry of a list; `nil` for an empty one.
    private init?(_ entry: Substring) {
        let place = MailAddress.angle(in: entry)
        let name = place.map { entry[..<$0] } ?? ""
        var rest = place.map { entry[entry.index(after: $0)...] } ?? entry
        if place != nil { rest = rest.prefix { $0 != ">" } }
        address = MailAddress.trimmed(MailAddress.withoutComments(rest))
        displayName = MailAddress.unquoted(MailAddress.trimmed(MailAddress.withoutComments(name)))
        if address.isEmpty { return nil }
    }

    /// The addresses of a list.
    static func list(_ text: String) -> [MailAddress] {
        entries(of: text).compactMap { MailAddress($0) }
    }

    /// A list as folding sees it.
    static func token(_ text: String) -> HeaderToken {
        var parts: [HeaderToken] = []
        for entry in entries(of: text) {
            if !parts.isEmpty { parts.append(.text(",", isEncodable: false)) }
            parts.append(token(of: entry))
        }
        return .group(parts)
    }

    /// The pieces between the commas that divide a list.
    private static func entries(of text: String) -> [Substring] {
        var entries: [Substring] = []
        var start = text.startIndex
        var reader = AddressReader()
        for index in text.indices where reader.isDivider(text[index]) {
            entries.append(text[start..<index])
            start = text.index(after: index)
        }
        entries.append(text[start...])
        return entries
    }

    /// Where `<` begins the address.
    private static func angle(in entry: Substring) -> Substring.Index? {
        var reader = AddressReader()
        for index in entry.indices {
            if entry[index] == "<", reader.isOutside { return index }
            _ = reader.isDivider(entry[index])
        }
        return nil
    }

    private static func token(of entry: Substring) -> HeaderToken {
        guard let place = angle(in: entry) else { return plainToken(entry) }
        let name = entry[..<place]
        let address = HeaderToken.text(String(entry[place...]), isEncodable: false)
        guard name.contains(where: { $0 != " " && $0 != "\t" }) else {
            return .group((name.isEmpty ? [] : [.text(String(name), isEncodable: true)]) + [address])
        }
        return .group([.group(nameTokens(name)), address])
    }

    /// An address without a name: blanks around it are pieces of their own.
    private static func plainToken(_ entry: Substring) -> HeaderToken {
        let leading = entry.prefix { $0 == " " || $0 == "\t" }
        let rest = entry.dropFirst(leading.count)
        var parts: [HeaderToken] = leading.isEmpty ? [] : [.text(String(leading), isEncodable: true)]
        parts.append(.text(String(rest), isEncodable: false))
        return .group(parts)
    }

    /// The words of a name, each with the blanks behind it; quotes give way where encoded words stand inside of them.
    private static func nameTokens(_ name: Substring) -> [HeaderToken] {
        let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
        if !isASCII, name.contains("\"") {
            let inside = HeaderToken.unstructured(unquoted(trimmed(name)))
            guard case .group(let words) = inside else { return [inside] }
            return words.map { word in
                let isSpecial = word.string.contains { specials.contains($0) }
                return isSpecial ? .encoded(word.string) : word
            } + (name.last == " " ? [.text(" ", isEncodable: true)] : [])
        }
        var words: [HeaderToken] = []
        var rest = name
        while !rest.isEmpty {
            let blanks = rest.prefix { $0 == " " || $0 == "\t" }
            rest = rest.dropFirst(blanks.count)
            let word = rest.first == "\"" ? quotedPart(rest) : rest.prefix { $0 != " " && $0 != "\t" }
            rest = rest.dropFirst(word.count)
            let behind = rest.prefix { $0 == " " || $0 == "\t" }
            rest = rest.dropFirst(behind.count)
            let pieces = [blanks, word, behind].filter { !$0.isEmpty }
            words.append(.group(pieces.map { .text(String($0), isEncodable: true) }))
        }
        return words
    }

    private static func quotedPart(_ text: Substring) -> Substring {
        var isEscaped = false
        for index in text.indices.dropFirst() {
            if text[index] == "\"", !isEscaped { return text[...index] }
            isEscaped = text[index] == "\\" && !isEscaped
        }
        return text
    }

    private static func withoutComments(_ text: Substring) -> Substring {
        guard text.contains("(") else { return text }
        var depth = 0
        var result = ""
        for character in text {
            if character == "(" { depth += 1 }
            if depth == 0 { result.append(character) }
            if character == ")" { depth -= 1 }
        }
        return result[...]
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank: (Character) -> Bool = { $0.isWhitespace }
        var rest = text.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(rest)
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        let inside = String(text.dropFirst().dropLast())
        return inside.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }
}

/// Keeps in mind what a character of a list of addresses is part of.
private struct AddressReader {
    private var isQuoted = false
    private var isEscaped = false
    private var isInAngle = false
    private var depth = 0

    /// Whether the next character is neither quoted nor commented nor in an address.
    var isOutside: Bool { !isQuoted && !isInAngle && depth == 0 }

    /// Takes a character; whether it is a comma that divides the list.
    mutating func isDivider(_ character: Character) -> Bool {
        defer { isEscaped = character == "\\" && !isEscaped }
        switch character {
        case "\"" where depth == 0 && !isEscaped: isQuoted.toggle()
        case "(" where !isQuoted: depth += 1
        case ")" where !isQuoted && depth > 0: depth -= 1
        case "<" where isOutside: isInAngle = true
        case ">" where !isQuoted && depth == 0: isInAngle = false
        case ",": return isOutside
        default: break
        }
        return false
    }
}
#endif
