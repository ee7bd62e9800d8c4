extension CodeTable {
    /// Appends a character.
    ///
    /// - Parameters:
    ///   - scalar: the character.
    ///   - shift: the set that the last character was of, 0 for ASCII; one that need not be announced again.
    ///   - buffer: takes the bytes.
    /// - Returns: whether the set has the character.
    func append(_ scalar: Unicode.Scalar, shift: inout UInt32, to buffer: inout ByteBuffer) -> Bool {
        let code = code(of: scalar)
        guard code != CodeTable.missing else { return false }
        switch form {
        case .shifted(let shifts):
            append(code, by: shifts, shift: &shift, to: &buffer)
        case .koreanSyllables where CodeTable.isExtension(code):
            CodeTable.appendLetters(ofSyllable: scalar.value - 0xAC00, to: &buffer)
        case .charmap, .plain, .gb18030, .koreanSyllables:
            if code > 0xFF_FFFF { buffer.append(UInt8(code >> 24)) }
            if code > 0xFFFF { buffer.append(UInt8(code >> 16 & 0xFF)) }
            if code > 0xFF { buffer.append(UInt8(code >> 8 & 0xFF)) }
            buffer.append(UInt8(code & 0xFF))
        }
        return true
    }

    /// Ends a text in ASCII.
    func finish(shift: inout UInt32, in buffer: inout ByteBuffer) {
        guard case .shifted(let shifts) = form else { return }
        announce(0, by: shifts, shift: &shift, in: &buffer)
    }

    private func append(_ code: UInt32, by shifts: Shifts, shift: inout UInt32, to buffer: inout ByteBuffer) {
        announce(code >> 16, by: shifts, shift: &shift, in: &buffer)
        if shifts == .hz, code == 0x7E { buffer.append(0x7E) }
        if code > 0xFF, code & 0xFF00 != 0 { buffer.append(UInt8(code >> 8 & 0xFF)) }
        buffer.append(UInt8(code & 0xFF))
    }

    /// Writes that the set changes, if it does.
    private func announce(_ set: UInt32, by shifts: Shifts, shift: inout UInt32, in buffer: inout ByteBuffer) {
        guard set != shift else { return }
        shift = set
        switch (shifts, set) {
        case (.hz, 0): buffer.append("~}")
        case (.hz, _): buffer.append("~{")
        case (.iso2022, 0): buffer.append("\u{1B}(B")
        case (.iso2022, UInt32(UInt8(ascii: "J"))): buffer.append("\u{1B}(J")
        case (.iso2022, _):
            buffer.append("\u{1B}$")
            buffer.append(UInt8(set))
        }
    }

    /// Whether a code of Microsoft's Korean code page lies outside KS X 1001.
    private static func isExtension(_ code: UInt32) -> Bool {
        code > 0xFF && (code >> 8 < 0xA1 || code & 0xFF < 0xA1)
    }

    /// Spells a syllable: a mark, the first letter, the vowel, the last letter.
    ///
    /// Source: KS X 1001, annex 3, as CPython's `euc_kr` applies it.
    private static func appendLetters(ofSyllable syllable: UInt32, to buffer: inout ByteBuffer) {
        let letters: [UInt8] = [
            0xD4, initials[Int(syllable / 588)], UInt8(0xBF + syllable / 28 % 21), finals[Int(syllable % 28)],
        ]
        for letter in letters {
            buffer.append(0xA4)
            buffer.append(letter)
        }
    }

    private static let initials: [UInt8] = [
        0xA1, 0xA2, 0xA4, 0xA7, 0xA8, 0xA9, 0xB1, 0xB2, 0xB3, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD,
        0xBE,
    ]

    private static let finals: [UInt8] = [
        0xD4, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF, 0xB0, 0xB1, 0xB2,
        0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE,
    ]
}
