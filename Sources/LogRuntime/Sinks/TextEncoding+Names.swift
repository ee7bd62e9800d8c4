extension TextEncoding {
    /// The character set of a name; `nil` if Python has none of that name.
    ///
    /// Source: CPython `encodings.search_function` and `encodings.aliases`.
    static func characterSet(named name: String?, place: String) throws(SinkError) -> CharacterSet? {
        guard let name, name != "locale" else { return .utf8 }
        let key = normalized(name)
        if let found = names[key] ?? names[String(key.map { $0 == "." ? "_" : $0 })] { return found }
        guard rarerNames.contains(key) else { return nil }
        throw SinkError(
            "open",
            place,
            problem: "encoding '\(name)' is not available; the nearest that holds every character is 'utf-8'",
            pythonType: "LookupError"
        )
    }

    /// A name as Python compares it: small letters, every run of other characters one underscore.
    ///
    /// Source: CPython `encodings.normalize_encoding`.
    private static func normalized(_ name: String) -> String {
        var result = ""
        var pendingUnderscore = false
        for scalar in name.unicodeScalars {
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "." else {
                pendingUnderscore = true
                continue
            }
            if pendingUnderscore, !result.isEmpty { result += "_" }
            if scalar.isASCII { result.unicodeScalars.append(scalar) }
            pendingUnderscore = false
        }
        return result.lowercased()
    }

    private static let names: [String: CharacterSet] = {
        let table: [(CharacterSet, String)] = [
            (.utf8, "utf_8 utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001"),
            (.utf8WithSignature, "utf_8_sig"),
            (
                .ascii,
                "ascii 646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us"
                    + " iso_646.irv_1991 iso_ir_6 us us_ascii"
            ),
            (
                .latin1,
                "latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1"
                    + " latin latin1"
            ),
            (.windows1252, "cp1252 1252 windows_1252"),
            (.utf16, "utf_16 utf16 u16"),
            (.utf16LittleEndian, "utf_16_le utf_16le unicodelittleunmarked"),
            (.utf16BigEndian, "utf_16_be utf_16be unicodebigunmarked"),
            (.utf32, "utf_32 utf32 u32"),
            (.utf32LittleEndian, "utf_32_le utf_32le"),
            (.utf32BigEndian, "utf_32_be utf_32be"),
        ]
        var names: [String: CharacterSet] = [:]
        for (characterSet, list) in table {
            for name in list.split(separator: " ") { names[String(name)] = characterSet }
        }
        return names
    }()

    /// Character sets that Python has and this library has not, by their commonest names.
    private static let rarerNames: Set<String> = Set(
        ("big5 big5hkscs cp037 cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865"
            + " cp866 cp869 cp874 cp932 cp949 cp950 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 windows_1250"
            + " windows_1251 windows_1253 windows_1254 windows_1255 windows_1256 windows_1257 windows_1258 euc_jp eucjp"
            + " euc_jis_2004 euc_jisx0213 euc_kr euckr gb2312 gbk 936 cp936 ms936 gb18030 hz iso2022_jp iso_2022_jp iso2022_kr"
            + " iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_11"
            + " iso8859_13 iso8859_14 iso8859_15 iso8859_16 iso_8859_2 iso_8859_3 iso_8859_4 iso_8859_5 iso_8859_6 iso_8859_7"
            + " iso_8859_8 iso_8859_9 iso_8859_10 iso_8859_11 iso_8859_13 iso_8859_14 iso_8859_15 iso_8859_16 latin2 latin3"
            + " latin4 latin5 latin6 latin7 latin8 latin9 latin10 l2 l9 johab koi8_r koi8_t koi8_u kz1048 mac_roman macroman"
            + " mac_cyrillic mac_greek mac_latin2 ptcp154 shift_jis shiftjis sjis shift_jis_2004 shift_jisx0213 tis_620 utf_7"
            + " utf7").split(separator: " ").map(String.init)
    )
}
