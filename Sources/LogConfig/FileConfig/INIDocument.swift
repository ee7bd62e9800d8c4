internal import LogRuntime
internal import YAMLTree

/// What a file of Python's `fileConfig` says: sections of options, whose values are texts.
struct INIDocument: Sendable {
    /// An option of a section.
    struct Option: Sendable {
        /// The option's name, in lower case.
        let name: String
        /// The place of the name.
        let mark: Mark
        /// The lines of the value, with the place of each.
        var lines: [(text: String, mark: Mark)]

        /// The value: its lines, without what is empty at the end.
        var value: String {
            let text = lines.map(\.text).joined(separator: "\n").unicodeScalars
            let end = text.lastIndex { !$0.isPythonSpace }.map(text.index(after:)) ?? text.startIndex
            return String(text[..<end])
        }

        /// The place of a character of the value, counted in Unicode scalars from 0.
        func mark(ofCharacter offset: Int) -> Mark {
            var rest = offset
            for line in lines {
                let count = line.text.unicodeScalars.count
                if rest <= count {
                    return Mark(file: line.mark.file, line: line.mark.line, column: line.mark.column + rest)
                }
                rest -= count + 1
            }
            return lines.first?.mark ?? mark
        }
    }

    /// A section.
    struct Section: Sendable {
        /// The name in the brackets.
        let name: String
        /// The place of the header.
        let mark: Mark
        /// The options, in the order of the file.
        var options: [Option] = []

        /// An option by its name.
        subscript(name: String) -> Option? { options.first { $0.name == name } }
    }

    /// The name of the section whose options count in every section.
    static let defaultSection = "DEFAULT"

    /// The sections, in the order of the file, the one of defaults left out.
    var sections: [Section] = []
    /// The options that count in every section.
    var defaults: Section
    /// The text of the file, by lines.
    let text: SourceLines

    /// A section by its name.
    subscript(section: String) -> Section? { sections.first { $0.name == section } }

    /// An option of a section, or of the defaults.
    func option(_ name: String, of section: Section) -> Option? { section[name] ?? defaults[name] }
}
