/// What a receiver says of a request, which anybody may have written.
public enum ReceiverText {
    /// How much of it is told, in characters.
    public static let limit = 200
    /// How much of an answer is read, in bytes; one that goes on is ended.
    public static let answerLimit = 1 << 20

    /// The beginning of a text, in one line.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - limit: how many characters are kept.
    /// - Returns: so much of it, control characters as spaces.
    public static func excerpt(_ text: some StringProtocol, limit: Int = limit) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
