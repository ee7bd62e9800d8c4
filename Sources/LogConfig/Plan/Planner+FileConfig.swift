internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// Goes through an INI file.
    ///
    /// Source: CPython `logging.config.fileConfig`, whose errors are not wrapped into others.
    ///
    /// - Parameters:
    ///   - file: the sections.
    ///   - disablesExisting: whether loggers that the file does not name are switched off.
    mutating func run(_ file: INIDocument, disablesExisting: Bool) {
        plan.stage = .fileConfig
        plan.disablesExisting = (disablesExisting, .bool(disablesExisting))
        planFormatters(of: file)
        planHandlers(of: file)
        planLoggers(of: file)
        reviewSections(of: file)
        reviewFiles()
        reviewDeliveries()
    }

    /// A value that an option names, and where.
    struct ListedName {
        /// The name.
        let name: String
        /// The place.
        let mark: Mark
    }

    /// The names that a section lists under `keys`.
    func keys(of name: String, in file: INIDocument) throws(Fault) -> [ListedName] {
        let section = try section(name, of: file, named: name + ".keys", at: nil)
        return list(try required("keys", of: section, in: file))
    }

    /// The names between commas; none for an empty text.
    func list(_ text: SectionText) -> [ListedName] {
        guard !text.value.isEmpty else { return [] }
        var names: [ListedName] = []
        var offset = 0
        for part in text.value.unicodeScalars.split(separator: ",", omittingEmptySubsequences: false) {
            let start = part.prefix { $0.isPythonSpace }.count
            let end = part.lastIndex { !$0.isPythonSpace }.map(part.index(after:)) ?? part.startIndex
            let first = part.firstIndex { !$0.isPythonSpace } ?? end
            names.append(ListedName(name: String(part[first..<end]), mark: text.mark(offset + start)))
            offset += part.count + 1
        }
        return names
    }

    /// A section that must be there.
    func section(
        _ name: String,
        of file: INIDocument,
        named path: String,
        at mark: Mark?
    ) throws(Fault) -> INIDocument.Section {
        if let section = file[name] { return section }
        throw Fault(
            "KeyError",
            PythonText.repr(name),
            code: .invalidSection,
            path: path,
            mark: mark,
            problem: "there is no section [\(name)]",
            hint: EditDistance.suggestion(for: name, in: file.sections.map(\.name))
        )
    }

    /// The value of an option that must be there.
    func required(
        _ name: String,
        of section: INIDocument.Section,
        in file: INIDocument
    ) throws(Fault) -> SectionText {
        if let text = try text(name, of: section, in: file) { return text }
        let known = (section.options + file.defaults.options).map(\.name)
        throw Fault(
            "KeyError",
            PythonText.repr(name),
            code: name == "class" ? .missingClass : .missingArgument,
            path: section.name,
            mark: section.mark,
            problem: "section [\(section.name)] has no '\(name)'",
            hint: EditDistance.nearest(to: name, in: known).map { "did you mean '\(name)' in place of '\($0)'?" }
        )
    }

    /// The value of an option, its references replaced; `nil` when it is not there.
    func text(
        _ name: String,
        of section: INIDocument.Section,
        in file: INIDocument,
        isRaw: Bool = false
    ) throws(Fault) -> SectionText? {
        guard let option = file.option(name, of: section) else { return nil }
        let value = isRaw ? option.value : try file.interpolated(option, in: section)
        return SectionText(value: value, option: option, path: section.name + "." + name)
    }
}

/// The value of an option, and where its parts are written.
struct SectionText {
    /// The value, its references replaced.
    let value: String
    /// The option.
    let option: INIDocument.Option
    /// The section and the option.
    let path: String

    /// Where it begins.
    var mark: Mark { option.lines.first?.mark ?? option.mark }

    /// The value as a piece of a document.
    var node: Value { Value(content: .node(Node(.string(value), mark: mark)), mark: mark) }

    /// The place of a character; in a value with references, the value's.
    func mark(_ offset: Int) -> Mark { option.value == value ? option.mark(ofCharacter: offset) : mark }
}
