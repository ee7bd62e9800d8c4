/// Strict UTF-8, with the reasons that Python's codec gives.
enum UTF8Validation {
    /// A place where bytes are not UTF-8.
    struct Defect {
        /// The byte where the broken character begins.
        let offset: Int

        /// Python's reason.
        let reason: String
    }

    /// The first place where the bytes are not UTF-8.
    static func firstDefect(in bytes: [UInt8]) -> Defect? {
        bytes.withUnsafeBufferPointer { bytes in
            var offset = 0
            while offset < bytes.count {
                let lead = bytes[offset]
                if lead < 0x80 {
                    offset += 1
                    continue
                }
                guard let trail = trailingBytes(after: lead) else {
                    return Defect(offset: offset, reason: "invalid start byte")
                }
                for step in 1...trail.count {
                    guard offset + step < bytes.count else {
                        return Defect(offset: offset, reason: "unexpected end of data")
                    }
                    let allowed = step == 1 ? trail.first : 0x80...0xBF
                    guard allowed.contains(bytes[offset + step]) else {
                        return Defect(offset: offset, reason: "invalid continuation byte")
                    }
                }
                offset += 1 + trail.count
            }
            return nil
        }
    }

    /// How many bytes follow a leading byte, and what the first of them may be.
    private static func trailingBytes(after lead: UInt8) -> (count: Int, first: ClosedRange<UInt8>)? {
        switch lead {
        case 0xC2...0xDF: (1, 0x80...0xBF)
        case 0xE0: (2, 0xA0...0xBF)
        case 0xED: (2, 0x80...0x9F)
        case 0xE1...0xEF: (2, 0x80...0xBF)
        case 0xF0: (3, 0x90...0xBF)
        case 0xF1...0xF3: (3, 0x80...0xBF)
        case 0xF4: (3, 0x80...0x8F)
        default: nil
        }
    }
}
