/// Reads YAML 1.1 as PyYAML's `yaml.safe_load` does, and remembers where everything stood.
///
/// Values, acceptance, and the sentence and place of an error are those of PyYAML 6.0.3. The scanner underneath is libyaml's,
/// which differs in corners; what it refuses and PyYAML reads is repaired, and what it reads and PyYAML refuses (tabs,
/// question marks in flow collections, anchors given twice) is refused. What remains:
///
/// | text | PyYAML | here |
/// |---|---|---|
/// | `[?, b]`, `[? : c]` | a null key | refused |
/// | `%YAML 1.3` | read | refused, as are all versions but 1.1 and 1.2 |
/// | `"\ud800"`, half a surrogate pair | half a pair | refused: a Swift string cannot hold it |
/// | `[!!str, a]`, `!!str[a` | `,` and `[` belong to the tag | they end it |
/// | a byte order mark within the text | a character that takes no column | skipped at the start of a line, else one |
/// | a tab after ten or more spaces at the beginning of a block scalar | content | refused |
/// | thousands of keys like `{a:,` or block scalars that begin with a tab | read | refused after 256 KiB of repairs |
///
/// Both readers refuse some other texts with different sentences; a directive that is not known after the first document
/// and an escape beyond Unicode are the likeliest.
public enum YAMLReader {
    /// Reads a file's only document.
    ///
    /// The text is UTF-8, or UTF-16 with a byte order mark. Scalars get the types that PyYAML 6 gives them, merges are
    /// applied, aliases are shared. An empty file is a null node.
    ///
    /// A document that contains itself through an alias is accepted, as in Python; see ``Node/isRecurrence``.
    ///
    /// - Parameters:
    ///   - bytes: the file's contents.
    ///   - file: the name that marks will carry.
    ///   - limits: how much the document may ask for.
    /// - Returns: the document with its warnings.
    /// - Throws: ``YAMLError`` for the first problem that PyYAML would meet, and for a document beyond the limits. A
    ///   key given twice is not an error but a warning of the document.
    public static func read(
        _ bytes: [UInt8],
        file: String,
        limits: YAMLLimits = .default
    ) throws(YAMLError) -> YAMLDocument {
        guard bytes.count <= limits.maximumInputSize else {
            throw YAMLError(
                .limit,
                "file is larger than \(limits.maximumInputSize) bytes",
                at: nil
            )
        }
        let source = try SourceText(decoding: bytes, file: file)
        do throws(YAMLError) {
            let graph = try Composer.compose(source, limits: limits)
            defer { graph.dismantle() }
            guard let root = graph.root else {
                let start = Mark(file: file, line: 1, column: 1)
                return YAMLDocument(root: Node(.null, mark: start), warnings: [], source: source)
            }
            var constructor = Constructor(limits: limits)
            let node = try constructor.document(root)
            if graph.isRecursive { RecurrenceCutting.cut(node) }
            return YAMLDocument(root: node, warnings: constructor.warnings, source: source)
        } catch {
            var located = error
            located.sourceLine = error.mark.flatMap { source.line($0.line) }
            throw located
        }
    }
}
