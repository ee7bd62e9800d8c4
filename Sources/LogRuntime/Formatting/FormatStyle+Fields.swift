extension FormatStyle {
    /// A field of a format string, as far as checks look at it.
    package struct Field: Sendable, Hashable {
        /// The name of the attribute that it shows.
        package var name: String
        /// Whether it shows a percent sign and not the attribute: `%(name) %`, for want of a letter after the name.
        package var isSwallowed: Bool
    }

    /// The named fields of a format string, in order; mistakes in it end the list.
    ///
    /// - Parameter format: the format string.
    /// - Returns: the fields, each as often as it occurs.
    package func fields(of format: String) -> [Field] {
        switch self {
        case .percent:
            PercentFormat(compiling: format).pieces.compactMap { piece in
                guard case .directive(let directive) = piece, let key = directive.key, directive.defect == nil else {
                    return nil
                }
                return Field(name: key, isSwallowed: directive.conversion == "%")
            }
        case .brace:
            BraceFormat(compiling: format).pieces.compactMap { piece in
                guard case .field(let field) = piece, case .name(let name) = field.root else { return nil }
                return Field(name: name, isSwallowed: false)
            }
        case .dollar:
            TemplateFormat(compiling: format).pieces.compactMap { piece in
                guard case .field(let name) = piece else { return nil }
                return Field(name: name, isSwallowed: false)
            }
        }
    }
}
