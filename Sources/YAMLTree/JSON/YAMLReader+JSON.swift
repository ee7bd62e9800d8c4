extension YAMLReader {
    /// Reads a file of JSON into the same tree, as Python's `json.load` does.
    ///
    /// JSON is nearly, and not quite, a part of YAML 1.1: here tabs are blanks, `1e5` is a number, `"\ud83d\ude00"` is one
    /// character, and a comma behind the last item, a comment or a bare word is a mistake. `NaN`, `Infinity` and `-Infinity` are
    /// numbers, as in Python. The text is UTF-8. Half a surrogate pair is refused, since a Swift string cannot hold it.
    ///
    /// - Parameters:
    ///   - bytes: the file's contents.
    ///   - file: the name that marks will carry.
    ///   - limits: how much the document may ask for.
    ///   - takesByteOrderMark: whether a byte order mark is passed over; Python refuses it.
    /// - Returns: the document with its warnings.
    /// - Throws: ``YAMLError`` for the first problem, in Python's words, and for a document beyond the limits.
    public static func read(
        json bytes: [UInt8],
        file: String,
        limits: YAMLLimits = .default,
        takesByteOrderMark: Bool = false
    ) throws(YAMLError) -> YAMLDocument {
        guard bytes.count <= limits.maximumInputSize else {
            throw YAMLError(.limit, "file is larger than \(limits.maximumInputSize) bytes", at: nil)
        }
        let source = try SourceText(decodingJSON: bytes, file: file, takesByteOrderMark: takesByteOrderMark)
        do throws(YAMLError) {
            var reader = JSONDocumentReader(source, limits: limits)
            let root = try reader.document()
            return YAMLDocument(root: root, warnings: reader.warnings, source: source)
        } catch {
            var located = error
            located.sourceLine = error.mark.flatMap { source.line($0.line) }
            throw located
        }
    }
}

extension SourceText {
    /// Decodes a file as Python's `open` does: UTF-8, and every line break a line feed.
    ///
    /// - Throws: ``YAMLError`` of kind `reader` when the bytes are not text, of kind `json` for a byte order mark.
    fileprivate init(decodingJSON raw: [UInt8], file: String, takesByteOrderMark: Bool) throws(YAMLError) {
        if let defect = UTF8Validation.firstDefect(in: raw) {
            let rest = raw[defect.offset...]
            // What is a beginning of a character is shown as a whole.
            let width = (2...3).last { count in
                count <= rest.count
                    && UTF8Validation.firstDefect(in: Array(rest.prefix(count)))?.reason == "unexpected end of data"
            }
            let code = PythonSpelling.hexadecimal(UInt32(raw[defect.offset]), width: 2)
            let shown =
                width.map { "bytes in position \(defect.offset)-\(defect.offset + $0 - 1)" }
                ?? "byte 0x\(code) in position \(defect.offset)"
            throw YAMLError(
                .json,
                "'utf-8' codec can't decode \(shown): \(defect.reason)",
                at: Self.mark(ofByte: defect.offset, in: raw, file: file),
                pythonType: "UnicodeDecodeError"
            )
        }
        var bytes = raw[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            guard takesByteOrderMark else {
                throw YAMLError(
                    .json,
                    "Unexpected UTF-8 BOM (decode using utf-8-sig)",
                    at: Mark(file: file, line: 1, column: 1),
                    hint: "save the file without a byte order mark",
                    readerPosition: 0
                )
            }
            bytes = bytes.dropFirst(3)
        }
        self.init(lines: bytes, file: file)
    }
}
