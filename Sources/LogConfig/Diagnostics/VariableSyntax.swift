/// Recognises `${NAME}`, which other programs replace by an environment variable and a logging configuration does not.
enum VariableSyntax {
    /// How a text that has `${NAME}` in it is to be written; `nil` for one that has not.
    ///
    /// - Parameter text: a value of the file.
    /// - Returns: advice to use `env://`.
    static func advice(for text: String) -> String? {
        guard let (name, fallback, isWhole) = variable(in: text) else { return nil }
        let reference = "env://" + name + (fallback.map { ":-" + $0 } ?? "")
        return isWhole ? "write '\(reference)'" : "write '\(reference)', which stands for a whole value"
    }

    /// The first variable in a text: its name, the default behind a colon, and whether the text is nothing else.
    private static func variable(in text: String) -> (name: String, fallback: String?, isWhole: Bool)? {
        guard let start = text.firstRange(of: "${"), let end = text[start.upperBound...].firstIndex(of: "}") else {
            return nil
        }
        let inside = text[start.upperBound..<end]
        let name = inside.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !name.isEmpty, name.allSatisfy(\.isASCII) else { return nil }
        var fallback: Substring?
        let rest = inside[name.endIndex...]
        if rest.hasPrefix(":-") {
            fallback = rest.dropFirst(2)
        } else if rest.hasPrefix(":") || rest.hasPrefix("-") {
            fallback = rest.dropFirst(1)
        } else if !rest.isEmpty {
            return nil
        }
        let isWhole = start.lowerBound == text.startIndex && text.index(after: end) == text.endIndex
        return (String(name), fallback.map(String.init), isWhole)
    }
}
