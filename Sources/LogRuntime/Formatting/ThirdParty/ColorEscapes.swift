/// The escape codes of terminals by colorlog's names: `red`, `bold_red`, `bg_blue`, `fg_208`, `reset`.
///
/// Source: colorlog `escape_codes`.
struct ColorEscapes: Sendable {
    /// Whether names stand for codes; otherwise for nothing.
    var isEnabled: Bool

    /// The code of a name; `nil` if there is no such name.
    func code(_ name: String) -> String? {
        guard let numbers = ColorEscapes.numbers(name) else { return nil }
        return isEnabled ? "\u{1B}[" + numbers + "m" : ""
    }

    /// The codes of names between commas.
    ///
    /// Source: `parse_colors`.
    ///
    /// - Parameter list: the names.
    /// - Returns: the codes, one behind the other.
    /// - Throws: ``FormattingError`` in place of Python's `KeyError`.
    static func codes(_ list: String) throws(FormattingError) -> String {
        var codes = ""
        for name in list.split(separator: ",") {
            guard let code = ColorEscapes(isEnabled: true).code(String(name)) else {
                throw FormattingError(missingKey: String(name))
            }
            codes += code
        }
        return codes
    }

    private static func numbers(_ name: String) -> String? {
        switch name {
        case "reset": return "0"
        case "bold": return "1"
        case "thin": return "2"
        default: break
        }
        if let rest = name.dropping("bg_") {
            if let palette = palette(rest) { return "48;5;" + palette }
            if let color = foreground(rest) { return "\(color + 10)" }
            // Bold backgrounds do not exist; the names stand for the light ones.
            return rest.dropping("bold_").flatMap { base($0) }.map { "\($0 + 70)" }
        }
        if let rest = name.dropping("fg_"), let palette = palette(rest) { return "38;5;" + palette }
        let plain = name.dropping("fg_") ?? name
        if let color = plain.dropping("bold_").flatMap({ foreground($0) }) { return "1;\(color)" }
        if let color = plain.dropping("thin_").flatMap({ foreground($0) }) { return "2;\(color)" }
        return foreground(plain).map { "\($0)" }
    }

    private static func palette(_ text: String) -> String? {
        guard let number = Int(text), 0...255 ~= number, text == "\(number)" else { return nil }
        return text
    }

    private static func foreground(_ name: String) -> Int? {
        if let light = name.dropping("light_") { return base(light).map { $0 + 60 } }
        return base(name)
    }

    private static func base(_ name: String) -> Int? {
        ["black", "red", "green", "yellow", "blue", "purple", "cyan", "white"].firstIndex(of: name).map { 30 + $0 }
    }
}

extension String {
    /// The text behind a beginning; `nil` if it begins otherwise.
    fileprivate func dropping(_ beginning: String) -> String? {
        hasPrefix(beginning) ? String(dropFirst(beginning.count)) : nil
    }
}
