#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A character set of East Asia, which Python has a codec for and the system's `iconv` knows.
///
/// Where the system's tables differ from Python's, Python's are followed.
enum Multibyte: String, Sendable, Hashable, CaseIterable {
    case big5
    case cp932
    case cp949
    case cp950
    case eucJapanese = "euc_jp"
    case eucKorean = "euc_kr"
    case gb18030
    case gb2312
    case gbk
    case hz
    case iso2022Japanese = "iso2022_jp"
    case johab
    case shiftJIS = "shift_jis"

    /// The aliases that Python has for it.
    ///
    /// Source: CPython `encodings.aliases`.
    var aliases: String {
        switch self {
        case .big5: "big5_tw csbig5 x_mac_trad_chinese"
        case .cp932: "932 ms932 ms_kanji mskanji windows_31j"
        case .cp949: "949 ms949 uhc"
        case .cp950: "950 ms950"
        case .eucJapanese: "eucjp u_jis ujis"
        case .eucKorean: "euckr korean ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001 x_mac_korean"
        case .gb18030: "gb18030_2000"
        case .gb2312:
            "chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese"
        case .gbk: "936 cp936 ms936"
        case .hz: "hz_gb hz_gb_2312 hzgb"
        case .iso2022Japanese: "csiso2022jp iso2022jp iso_2022_jp"
        case .johab: "cp1361 ms1361"
        case .shiftJIS: "csshiftjis s_jis shiftjis sjis x_mac_japanese"
        }
    }

    /// The codes of each character.
    ///
    /// - Returns: the table; `nil` if the system does not know the character set.
    func codes() -> CodeTable? {
        guard var codes = systemCodes() else { return nil }
        for byte in 0..<0x80 { codes[byte] = UInt32(byte) }
        for (first, count) in superfluous {
            for character in first..<first + count { codes[character] = CodeTable.missing }
        }
        for (first, code, count) in further {
            for index in 0..<count { codes[first + index] = code + UInt32(index) }
        }
        let form: CodeTable.Form =
            switch self {
            case .gb18030: .gb18030
            case .eucKorean: .koreanSyllables
            case .hz: .shifted(.hz)
            case .iso2022Japanese: .shifted(.iso2022)
            default: .plain
            }
        return CodeTable(name: rawValue, form: form, codes: codes)
    }

    /// What the system's `iconv` makes of each character; `nil` if it does not know the character set.
    private func systemCodes() -> [UInt32]? {
        #if canImport(Glibc) || canImport(Musl)
        let refused = iconv_t(bitPattern: -1)
        guard let converter = iconv_open(systemName, "UTF-32LE"), converter != refused else { return nil }
        defer { _ = iconv_close(converter) }
        var codes = CodeTable.empty
        var found = 0
        for value in 0x80..<0x10000 where !(0xD800..<0xE000).contains(value) {
            guard let bytes = Multibyte.converted(UInt32(value), by: converter), let code = code(of: bytes) else {
                continue
            }
            codes[value] = code
            found += 1
        }
        // A system that can only read the character set puts something else in its characters' place.
        return found > 5_000 ? codes : nil
        #else
        return nil
        #endif
    }

    #if canImport(Glibc) || canImport(Musl)
    /// The bytes of a character, up to eight, the first the highest; `nil` if it has none.
    private static func converted(_ value: UInt32, by converter: iconv_t) -> (bytes: UInt64, count: Int)? {
        _ = iconv(converter, nil, nil, nil, nil)
        var source = value.littleEndian
        var target: UInt64 = 0
        let count = withUnsafeMutableBytes(of: &source) { source in
            withUnsafeMutableBytes(of: &target) { target -> Int? in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var (left, room) = (source.count, target.count)
                guard iconv(converter, &from, &left, &to, &room) == 0 else { return nil }
                return target.count - room
            }
        }
        guard let count, count > 0 else { return nil }
        return (target.bigEndian >> UInt64(64 - 8 * count), count)
    }
    #endif

    /// The code of what the system makes of a character.
    private func code(of character: (bytes: UInt64, count: Int)) -> UInt32? {
        let code = UInt32(truncatingIfNeeded: character.bytes)
        switch self {
        case .hz: return 1 << 16 | code & 0x7F7F
        case .iso2022Japanese:
            // An escape sequence of three bytes that ends in the letter of the set, then one or two bytes.
            let bits = UInt64(8 * (character.count - 3))
            guard bits > 0 else { return nil }
            let set = UInt32(truncatingIfNeeded: character.bytes >> bits) & 0xFF
            return set << 16 | code & (1 << UInt32(bits) - 1)
        case .cp932: return Multibyte.codeOfNEC(code)
        default: return code
        }
    }

    /// Of the two codes that Microsoft's Japanese code page has for IBM's characters, NEC's.
    private static func codeOfNEC(_ code: UInt32) -> UInt32 {
        guard (0xFA40...0xFC4B).contains(code) else { return code }
        let (high, low) = (code >> 8, code & 0xFF)
        let index = (high - 0xFA) * 188 + low - 0x40 - (low > 0x7F ? 1 : 0)
        switch index {
        case 0..<10: return 0xEEEF + index
        case 21..<24: return 0xEEFA + index - 21
        case 28...:
            let (row, column) = (index - 28).quotientAndRemainder(dividingBy: 188)
            return (0xED + row) << 8 | column + 0x40 + (column >= 0x3F ? 1 : 0)
        default: return code
        }
    }

    private var systemName: String {
        switch self {
        case .big5, .cp950: "CP950"
        case .cp932: "CP932"
        case .cp949, .eucKorean: "UHC"
        case .eucJapanese: "EUC-JP"
        case .gb18030: "GB18030"
        case .gb2312, .hz: "GB2312"
        case .gbk: "GBK"
        case .iso2022Japanese: "ISO-2022-JP"
        case .johab: "JOHAB"
        case .shiftJIS: "SJIS"
        }
    }
}
