internal import LogRuntime
internal import YAMLTree

/// Reads the lines of an INI file.
///
/// Source: CPython `configparser.ConfigParser._read`: sections in brackets, `name = value` or `name: value`, comments that
/// begin with `#` or `;` on lines of their own, and lines that are indented deeper than their option and continue its value.
struct INIReader {
    /// Why a file is no INI file: all of it, the first as CPython says it.
    struct Failure: Error {
        /// The faults, in the order of the file.
        let faults: [Fault]
    }

    private let file: String
    private let isPython: Bool
    private var document: INIDocument
    /// The section that options go to.
    private var current: WritableKeyPath<INIDocument, INIDocument.Section>?
    /// The sections' options that were read.
    private var seen: Set<[String]> = []
    private var optionName: String?
    private var indentation = 0
    /// Lines that are neither a header nor an option, with CPython's account of each.
    private var strays: [(line: Int, text: String, mark: Mark)] = []

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - text: the text of the file.
    ///   - file: what diagnostics call it.
    ///   - defaults: options that count in every section, from code.
    ///   - isPython: whether CPython's behaviour is wanted to the letter.
    /// - Returns: the sections.
    /// - Throws: ``Failure``.
    static func read(
        _ text: String,
        file: String,
        defaults: [String: String],
        isPython: Bool
    ) throws(Failure) -> INIDocument {
        let lines = INIReader.lines(of: text)
        var reader = INIReader(file: file, lines: lines, defaults: defaults, isPython: isPython)
        for (index, line) in lines.enumerated() {
            do throws(Fault) {
                try reader.take(line, number: index + 1, hasBreak: index + 1 < lines.count || text.hasLineBreakAtEnd)
            } catch {
                throw Failure(faults: [error])
            }
        }
        guard reader.strays.isEmpty else { throw Failure(faults: reader.strayFaults()) }
        return reader.document
    }

    private init(file: String, lines: [String], defaults: [String: String], isPython: Bool) {
        self.file = file
        self.isPython = isPython
        let start = Mark(file: file, line: 1, column: 1)
        var section = INIDocument.Section(name: INIDocument.defaultSection, mark: start)
        for (name, value) in defaults.sorted(by: { $0.key < $1.key }) {
            section.options.append(INIDocument.Option(name: name.lowercased(), mark: start, lines: [(value, start)]))
        }
        document = INIDocument(defaults: section, text: SourceLines(lines: lines))
    }

    /// The lines of a text, broken as Python breaks the lines of a text file.
    static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "\n" || scalar == "\r" else {
                line.append(scalar)
                continue
            }
            if scalar == "\r", rest.first == "\n" { rest.removeFirst() }
            lines.append(String(line))
            line = String.UnicodeScalarView()
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }

    // MARK: Lines

    private mutating func take(_ line: String, number: Int, hasBreak: Bool) throws(Fault) {
        let scalars = line.unicodeScalars
        let start = scalars.firstIndex { !$0.isPythonSpace } ?? scalars.endIndex
        let end = scalars.lastIndex { !$0.isPythonSpace }.map(scalars.index(after:)) ?? start
        let clean = start < end ? String(scalars[start..<end]) : ""
        let indent = scalars.distance(from: scalars.startIndex, to: start)
        let mark = Mark(file: file, line: number, column: indent + 1)
        if clean.isEmpty {
            if optionName?.isEmpty == false { append("", at: mark) }
            return
        }
        if clean.hasPrefix("#") || clean.hasPrefix(";") { return }
        if optionName?.isEmpty == false, indent > indentation { return append(clean, at: mark) }
        indentation = indent
        let raw = line + (hasBreak ? "\n" : "")
        if let header = INIReader.header(of: clean) {
            try open(header, number: number, mark: mark)
        } else if current == nil {
            throw missingHeader(raw, number: number, mark: mark)
        } else {
            try option(clean, raw: raw, number: number, mark: mark)
        }
    }

    /// The name between the brackets; what follows the last one does not count.
    private static func header(of clean: String) -> String? {
        guard clean.hasPrefix("["), let end = clean.lastIndex(of: "]") else { return nil }
        let name = clean[clean.index(after: clean.startIndex)..<end]
        return name.isEmpty ? nil : String(name)
    }

    private mutating func open(_ name: String, number: Int, mark: Mark) throws(Fault) {
        optionName = nil
        if name == INIDocument.defaultSection {
            current = \.defaults
            return
        }
        guard document[name] == nil else {
            throw Fault(
                "configparser.DuplicateSectionError",
                "While reading from \(PythonText.repr(file)) [line \(INIReader.padded(number))]: "
                    + "section \(PythonText.repr(name)) already exists",
                code: .invalidINI,
                path: name,
                mark: mark,
                problem: "section '\(name)' is there twice"
            )
        }
        document.sections.append(INIDocument.Section(name: name, mark: mark))
        current = \.sections[document.sections.count - 1]
    }

    private mutating func option(_ clean: String, raw: String, number: Int, mark: Mark) throws(Fault) {
        let scalars = clean.unicodeScalars
        guard let delimiter = scalars.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
            strays.append((number, raw, mark))
            return
        }
        let nameEnd = scalars[..<delimiter].lastIndex { !$0.isPythonSpace }.map(scalars.index(after:))
        let name = String(scalars[..<(nameEnd ?? scalars.startIndex)]).lowercased()
        if name.isEmpty { strays.append((number, raw, mark)) }
        let rest = scalars[scalars.index(after: delimiter)...].drop { $0.isPythonSpace }
        let column = mark.column + scalars.distance(from: scalars.startIndex, to: rest.startIndex)
        let option = INIDocument.Option(
            name: name,
            mark: mark,
            lines: [(String(rest), Mark(file: file, line: number, column: column))]
        )
        guard let current else { return }
        let section = document[keyPath: current]
        guard seen.insert([section.name, name]).inserted else {
            throw Fault(
                "configparser.DuplicateOptionError",
                "While reading from \(PythonText.repr(file)) [line \(INIReader.padded(number))]: "
                    + "option \(PythonText.repr(name)) in section \(PythonText.repr(section.name)) already exists",
                code: .invalidINI,
                path: section.name + "." + name,
                mark: mark,
                problem: "'\(name)' is there twice in section '\(section.name)'"
            )
        }
        optionName = name
        // Options from code make way for those of the file.
        document[keyPath: current].options.removeAll { $0.name == name }
        document[keyPath: current].options.append(option)
    }

    private mutating func append(_ text: String, at mark: Mark) {
        guard let current, let last = document[keyPath: current].options.indices.last else { return }
        document[keyPath: current].options[last].lines.append((text, mark))
    }

    // MARK: Faults

    private static func padded(_ number: Int) -> String { number < 10 ? " \(number)" : "\(number)" }

    private func missingHeader(_ raw: String, number: Int, mark: Mark) -> Fault {
        let message =
            "File contains no section headers.\nfile: \(PythonText.repr(file)), line: \(number)\n\(PythonText.repr(raw))"
        return Fault(
            "RuntimeError",
            "\(file) is invalid: \(message)",
            code: .invalidINI,
            path: "",
            mark: mark,
            problem: "the file does not begin with a section",
            hint: "begin it with a line such as [loggers]"
        ).because(of: "configparser.MissingSectionHeaderError", message)
    }

    /// One fault for each line; the first has CPython's text about all of them.
    private func strayFaults() -> [Fault] {
        var message = "Source contains parsing errors: \(PythonText.repr(file))"
        for stray in strays { message += "\n\t[line \(INIReader.padded(stray.line))]: \(PythonText.repr(stray.text))" }
        return strays.map { stray in
            Fault(
                "RuntimeError",
                "\(file) is invalid: \(message)",
                code: .invalidINI,
                path: "",
                mark: stray.mark,
                problem: "the line is neither a section nor 'name = value'"
            ).because(of: "configparser.ParsingError", message)
        }
    }
}

extension String {
    /// Whether the last line of a text ends with a line break.
    fileprivate var hasLineBreakAtEnd: Bool { utf8.last == UInt8(ascii: "\n") || utf8.last == UInt8(ascii: "\r") }
}
