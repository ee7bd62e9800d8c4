extension TextEncoding {
    /// The character set of a name; `nil` if Python has none of that name.
    ///
    /// Source: CPython `encodings.search_function` and `encodings.aliases`.
    static func characterSet(named name: String?, place: String) throws(SinkError) -> CharacterSet? {
        guard let name, name != "locale" else { return .utf8 }
        let key = normalized(name)
        // A dot may stand for an underscore in an alias, but not in a codec's own name.
        let alias = String(key.map { $0 == "." ? "_" : $0 })
        if let entry = names[key] ?? names[alias].flatMap({ alias == $0.module ? nil : $0 }) {
            if let found = entry.characterSet() { return found }
        } else if transforms.contains(key) {
            let problem =
                "\(SinkError.pythonQuoted(name)) is not a text encoding; use codecs.open() to handle arbitrary codecs"
            throw SinkError("open", place, problem: problem, pythonType: "LookupError")
        } else if !rarerNames.contains(key) {
            return nil
        }
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

    /// What a name stands for.
    private struct Entry: Sendable {
        /// Python's module of that character set.
        let module: String
        let characterSet: @Sendable () -> CharacterSet?
    }

    private static let names: [String: Entry] = {
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
            (.utf7, "utf_7 u7 unicode_1_1_utf_7 utf7"),
        ]
        var names: [String: Entry] = [:]
        func add(_ list: String, _ characterSet: @escaping @Sendable () -> CharacterSet?) {
            let list = list.split(separator: " ").map(String.init)
            for name in list { names[name] = Entry(module: list[0], characterSet: characterSet) }
        }
        for (characterSet, list) in table { add(list) { characterSet } }
        for (name, aliases, _) in Charmap.rows {
            add(name + " " + aliases) { CodeTable.known(name) { Charmap(name: name).codes() }.map(CharacterSet.table) }
        }
        for codec in Multibyte.allCases {
            add(codec.rawValue + " " + codec.aliases) {
                CodeTable.known(codec.rawValue) { codec.codes() }.map(CharacterSet.table)
            }
        }
        return names
    }()

    /// Codecs of Python that do not make bytes of text, and their aliases.
    private static let transforms: Set<String> = [
        "base64_codec", "base64", "base_64", "bz2_codec", "bz2", "hex_codec", "hex", "quopri_codec", "quopri",
        "quoted_printable", "quotedprintable", "rot_13", "rot13", "uu_codec", "uu", "zlib_codec", "zip", "zlib",
    ]

    /// Character sets that Python has and this library has not.
    private static let rarerNames: Set<String> = [
        "big5hkscs", "big5_hkscs", "hkscs", "charmap", "euc_jis_2004", "jisx0213", "eucjis2004", "euc_jis2004",
        "euc_jisx0213", "eucjisx0213", "idna", "iso2022_jp_1", "iso2022jp_1", "iso_2022_jp_1", "iso2022_jp_2",
        "iso2022jp_2", "iso_2022_jp_2", "iso2022_jp_2004", "iso2022jp_2004", "iso_2022_jp_2004", "iso2022_jp_3",
        "iso2022jp_3", "iso_2022_jp_3", "iso2022_jp_ext", "iso2022jp_ext", "iso_2022_jp_ext", "iso2022_kr",
        "csiso2022kr", "iso2022kr", "iso_2022_kr", "punycode", "raw_unicode_escape", "shift_jis_2004", "shiftjis2004",
        "sjis_2004", "s_jis_2004", "shift_jisx0213", "shiftjisx0213", "sjisx0213", "s_jisx0213", "unicode_escape",
    ]
}
