extension ByteBuffer {
    /// Changes the case of ASCII letters in the content's end.
    ///
    /// - Parameters:
    ///   - start: the offset of the first byte to change.
    ///   - letterCase: the case to change to.
    mutating func changeCase(from start: Int, to letterCase: StrftimeConversion.LetterCase) {
        let caseBit: UInt8 = 0x20
        for index in start..<count {
            let byte = base[index]
            guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | caseBit) else { continue }
            switch letterCase {
            case .upper: base[index] = byte & ~caseBit
            case .lower: base[index] = byte | caseBit
            case .unchanged: break
            }
        }
    }
}
