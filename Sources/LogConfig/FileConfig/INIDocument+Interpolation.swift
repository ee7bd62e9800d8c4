internal import YAMLTree

extension INIDocument {
    /// How often a value may lead to another one.
    ///
    /// Source: CPython `configparser.MAX_INTERPOLATION_DEPTH`.
    private static let depthLimit = 10

    /// The value of an option with `%(name)s` and `%%` replaced.
    ///
    /// Source: CPython `configparser.BasicInterpolation`.
    ///
    /// - Parameters:
    ///   - option: the option.
    ///   - section: the section in which it is asked for.
    /// - Returns: the text.
    /// - Throws: ``Fault`` for a reference that leads nowhere, and for a lone `%`.
    func interpolated(_ option: Option, in section: Section) throws(Fault) -> String {
        var result = ""
        try append(option.value, to: &result, option, section, depth: 1)
        return result
    }

    private func append(
        _ text: String,
        to result: inout String,
        _ option: Option,
        _ section: Section,
        depth: Int
    ) throws(Fault) {
        func fault(_ type: String, _ message: String, _ problem: String, _ hint: String?) -> Fault {
            Fault(
                "configparser." + type,
                message,
                code: .invalidINI,
                path: section.name + "." + option.name,
                mark: option.lines.first?.mark,
                problem: problem,
                hint: hint
            )
        }
        let place = "option \(PythonText.repr(option.name)) in section \(PythonText.repr(section.name))"
        guard depth <= INIDocument.depthLimit else {
            throw fault(
                "InterpolationDepthError",
                "Recursion limit exceeded in value substitution: \(place) contains an interpolation key which cannot be "
                    + "substituted in \(INIDocument.depthLimit) steps. Raw value: \(PythonText.repr(option.value))",
                "the value leads back to itself",
                nil
            )
        }
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.first {
            guard scalar == "%" else {
                let plain = rest.prefix { $0 != "%" }
                result += String(plain)
                rest = rest[plain.endIndex...]
                continue
            }
            switch rest.dropFirst().first {
            case "%"?:
                result += "%"
                rest = rest.dropFirst(2)
            case "("?:
                let name = rest.dropFirst(2).prefix { $0 != ")" }
                guard !name.isEmpty, rest[name.endIndex...].starts(with: ")s".unicodeScalars) else {
                    throw fault(
                        "InterpolationSyntaxError",
                        "bad interpolation variable reference \(PythonText.repr(String(rest)))",
                        "'\(String(rest))' is not '%(name)s'",
                        "write '%%' for a percent sign"
                    )
                }
                let key = String(name).lowercased()
                rest = rest[name.endIndex...].dropFirst(2)
                guard let found = self.option(key, of: section) else {
                    throw fault(
                        "InterpolationMissingOptionError",
                        "Bad value substitution: \(place) contains an interpolation key \(PythonText.repr(key)) which is "
                            + "not a valid option name. Raw value: \(PythonText.repr(option.value))",
                        "there is no option '\(key)'",
                        EditDistance.suggestion(for: key, in: (section.options + defaults.options).map(\.name))
                            ?? "write '%%' for a percent sign"
                    )
                }
                let value = found.value
                if value.utf8.contains(UInt8(ascii: "%")) {
                    try append(value, to: &result, option, section, depth: depth + 1)
                } else {
                    result += value
                }
            default:
                throw fault(
                    "InterpolationSyntaxError",
                    "'%' must be followed by '%' or '(', found: \(PythonText.repr(String(rest)))",
                    "a '%' stands alone",
                    "write '%%' for a percent sign"
                )
            }
        }
    }
}
