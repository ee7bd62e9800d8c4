#if Network
/// Writes headers in lines of 78 characters, with encoded words for what is not ASCII.
///
/// CPython: `email._header_value_parser._refold_parse_tree` and `_fold_as_ew`.
struct HeaderFolding {
    private static let limit = 78

    /// Whether letters beyond ASCII stand for themselves (RFC 6532).
    private let allowsUTF8: Bool
    private var lines: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
    /// Where the encoded word on the last line begins, and the text from there on as it is meant.
    private var word: (start: Int, text: String.UnicodeScalarView)?
    /// Blanks that began the last line, and are part of an encoded word if one comes first there.
    private var leadingBlanks = String.UnicodeScalarView()

    /// Folds a header.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - value: its value.
    ///   - allowsUTF8: whether letters beyond ASCII stand for themselves.
    /// - Returns: lines with line feeds between them.
    static func fold(_ name: String, _ value: HeaderToken, allowsUTF8: Bool) -> String {
        var folding = HeaderFolding(allowsUTF8: allowsUTF8)
        folding.lines[0].append(contentsOf: "\(name): ".unicodeScalars)
        folding.append(value, isEncoding: false, isBlocked: false)
        return folding.text
    }

    private init(allowsUTF8: Bool) {
        self.allowsUTF8 = allowsUTF8
    }

    private var text: String { lines.map { String($0) }.joined(separator: "\n") }
    private var room: Int { HeaderFolding.limit - lines[lines.count - 1].count }

    private func needsEncoding(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x80 && !allowsUTF8 || scalar == "\n" || scalar == "\r"
    }

    private mutating func append(_ token: HeaderToken, isEncoding: Bool, isBlocked: Bool) {
        let scalars = token.string.unicodeScalars
        let wantsEncoding = isEncoding || scalars.contains(where: needsEncoding) || token.isAlwaysEncoded
        if wantsEncoding, !isBlocked {
            if !token.isEncodable {
                word = nil
                if appendWhole(token) { return }
            }
            switch token {
            case .group(let parts):
                for part in parts { append(part, isEncoding: false, isBlocked: false) }
                return
            case .text(_, isEncodable: true), .encoded:
                encode(scalars)
                return
            case .text:
                word = nil
            }
        }
        if scalars.count <= room { return place(scalars) }
        leadingBlanks.removeAll()
        if scalars.count + 1 <= HeaderFolding.limit {
            let blank = takeTrailingBlank()
            if !blank.isEmpty || token.beginsWithBlank {
                lines.append(blank + scalars)
                leadingBlanks.append(contentsOf: lines[lines.count - 1].prefix(while: HeaderToken.isBlank))
                word = nil
                return
            }
        }
        switch token {
        case .group(let parts):
            for part in parts { append(part, isEncoding: false, isBlocked: isBlocked || !token.isEncodable) }
        case .text(_, isEncodable: true) where !isBlocked, .encoded where !isBlocked:
            append(token, isEncoding: true, isBlocked: false)
        case .text, .encoded:
            let blank = takeTrailingBlank()
            if blank.isEmpty, !token.beginsWithBlank { return place(scalars) }
            lines.append(blank + scalars)
        }
    }

    /// Puts a piece with encoded words in it on a line, if it has room on one.
    private mutating func appendWhole(_ token: HeaderToken) -> Bool {
        guard case .group(let parts) = token else { return false }
        var alone = HeaderFolding(allowsUTF8: allowsUTF8)
        for part in parts { alone.append(part, isEncoding: false, isBlocked: false) }
        guard alone.lines.count == 1 else { return false }
        if alone.lines[0].count > room { lines.append(takeTrailingBlank()) }
        lines[lines.count - 1].append(contentsOf: alone.lines[0])
        return true
    }

    private mutating func place(_ scalars: String.UnicodeScalarView) {
        lines[lines.count - 1].append(contentsOf: scalars)
        word?.text.append(contentsOf: scalars)
    }

    private mutating func takeTrailingBlank() -> String.UnicodeScalarView {
        var blank = String.UnicodeScalarView()
        guard let last = lines[lines.count - 1].last, HeaderToken.isBlank(last) else { return blank }
        blank.append(lines[lines.count - 1].removeLast())
        return blank
    }

    /// Writes a text as encoded words, together with the word that the last line has already.
    private mutating func encode(_ scalars: String.UnicodeScalarView) {
        var rest = Array(scalars)
        var start = 0
        if let word {
            rest = Array(word.text) + rest
            let line = lines[lines.count - 1].prefix(word.start)
            lines[lines.count - 1] = String.UnicodeScalarView(line)
            start = word.start
        } else {
            if let first = rest.first, HeaderToken.isBlank(first) {
                rest.removeFirst()
                if room == 0 { lines.append(takeTrailingBlank()) }
                lines[lines.count - 1].append(first)
            }
            start = lines[lines.count - 1].count
        }
        var trailing: Unicode.Scalar?
        if let last = rest.last, HeaderToken.isBlank(last) {
            trailing = last
            rest.removeLast()
        }
        var meant: [Unicode.Scalar] = []
        while !rest.isEmpty {
            let space = room - EncodedWord.chrome - leadingBlanks.count
            if space <= 0 {
                lines.append(String.UnicodeScalarView(" ".unicodeScalars))
                start = 1
                continue
            }
            meant = []
            if lines.count > 1, lines[lines.count - 1].count == 1, !leadingBlanks.isEmpty {
                lines[lines.count - 1].append(contentsOf: EncodedWord.text(leadingBlanks).unicodeScalars)
                meant = Array(leadingBlanks)
                leadingBlanks.removeAll()
            }
            var piece = rest.prefix(space)
            var encoded = EncodedWord.text(piece)
            while encoded.unicodeScalars.count > room, !piece.isEmpty {
                piece = piece.dropLast()
                encoded = EncodedWord.text(piece)
            }
            lines[lines.count - 1].append(contentsOf: encoded.unicodeScalars)
            meant += piece
            rest.removeFirst(piece.count)
            leadingBlanks.removeAll()
            if !rest.isEmpty {
                lines.append(String.UnicodeScalarView(" ".unicodeScalars))
                start = 1
            }
        }
        if let trailing {
            lines[lines.count - 1].append(trailing)
            meant.append(trailing)
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: meant)
        word = (start, text)
    }
}
#endif
