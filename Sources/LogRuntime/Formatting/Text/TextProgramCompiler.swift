/// Turns format strings of the three styles into the steps of a ``TextProgram``.
struct TextProgramCompiler {
    private(set) var segments: [TextSegment] = []
    private(set) var literals: [UInt8] = []
    private(set) var generals: [TextProgram.General] = []
    private var pending: [UInt8] = []

    /// Compiles `%(name)s`.
    mutating func compile(_ format: PercentFormat) {
        let isNamed = format.pieces.allSatisfy { piece in
            guard case .directive(let directive) = piece else { return true }
            return directive.key != nil && ResolvedPercentDirective(fixed: directive) != nil
        }
        guard isNamed else { return appendGeneral(.wholePercent(format)) }
        for piece in format.pieces {
            switch piece {
            case .literal(let range): pending += format.literals[range]
            case .directive(let directive):
                guard let name = directive.key, let resolved = ResolvedPercentDirective(fixed: directive) else {
                    continue
                }
                if let segment = TextProgramCompiler.segment(name, resolved) {
                    append(segment)
                } else {
                    appendGeneral(.percent(name, resolved))
                }
            }
        }
    }

    /// Compiles `{name}`.
    mutating func compile(_ format: BraceFormat) {
        for piece in format.pieces {
            switch piece {
            case .literal(let text): pending += text.utf8
            case .defect(let error): appendGeneral(.defect(error))
            case .field(let field):
                if let segment = TextProgramCompiler.segment(field) {
                    append(segment)
                } else {
                    appendGeneral(.brace(field))
                }
            }
        }
    }

    /// Compiles `$name`.
    mutating func compile(_ format: TemplateFormat) {
        for piece in format.pieces {
            switch piece {
            case .literal(let text): pending += text.utf8
            case .field(let name):
                if let kind = TextProgramCompiler.textKind(name) ?? TextProgramCompiler.integerKind(name) {
                    append(TextSegment(kind: kind))
                } else {
                    appendGeneral(.dollar(name))
                }
            case .invalid(let line, let column):
                appendGeneral(.defect(TemplateFormat.invalidPlaceholder(line: line, column: column)))
            }
        }
    }

    /// Adds text.
    mutating func add(literal: [UInt8]) {
        pending += literal
    }

    /// Adds an attribute of the record as JSON.
    mutating func add(json field: RecordField, style: JSONStyle) {
        let name = field.rawValue
        // No name of a task is `null`.
        if let kind = TextProgramCompiler.textKind(name), kind != .taskName {
            pending.append(UInt8(ascii: "\""))
            append(TextSegment(kind: kind, escaping: style.isASCII ? .asciiJSON : .json))
            pending.append(UInt8(ascii: "\""))
        } else if let kind = TextProgramCompiler.integerKind(name) {
            append(TextSegment(kind: kind))
        } else {
            appendGeneral(.jsonField(field, style))
        }
    }

    /// Adds one of the caller's own attributes as JSON.
    mutating func add(jsonExtra name: String, style: JSONStyle) {
        appendGeneral(.jsonExtra(name, style))
    }

    /// Ends the last literal.
    mutating func finish() {
        guard !pending.isEmpty else { return }
        var segment = TextSegment(kind: .shortLiteral, count: Int32(pending.count))
        if pending.count <= 16 {
            withUnsafeMutableBytes(of: &segment.bytes) { $0.copyBytes(from: pending) }
        } else {
            segment.kind = .longLiteral
            segment.index = Int32(literals.count)
            literals += pending
        }
        segments.append(segment)
        pending = []
    }

    private mutating func append(_ segment: TextSegment) {
        finish()
        segments.append(segment)
    }

    private mutating func appendGeneral(_ step: TextProgram.General) {
        append(TextSegment(kind: .general, index: Int32(generals.count)))
        generals.append(step)
    }

    /// A directive that is simple enough to be a step of its own.
    private static func segment(_ name: String, _ directive: ResolvedPercentDirective) -> TextSegment? {
        guard directive.width <= FormattingLimits.characters else { return nil }
        var layout = TextSegment.Layout()
        layout.width = Int32(max(directive.width, 0))
        let isLeft = directive.flags.contains(.left)
        switch directive.conversion {
        case "s":
            guard let kind = textKind(name) ?? integerKind(name) else { return nil }
            layout.precision = Int32(clamping: directive.precision)
            layout.alignment = isLeft ? .left : .right
            return TextSegment(kind: kind, hasLayout: directive.width > 0 || directive.precision >= 0, layout: layout)
        case "d", "i", "u":
            let kind = name == RecordField.milliseconds.rawValue ? .milliseconds : integerKind(name)
            guard let kind, directive.precision < 0, directive.flags.isDisjoint(with: [.sign, .blank]) else {
                return nil
            }
            let isZeroFilled = directive.flags.contains(.zero) && !isLeft
            layout.alignment = isLeft ? .left : isZeroFilled ? .number : .right
            layout.fill = UInt8(ascii: isZeroFilled ? "0" : " ")
            return TextSegment(kind: kind, hasLayout: directive.width > 0, layout: layout)
        default: return nil
        }
    }

    /// A field that is simple enough to be a step of its own.
    private static func segment(_ field: BraceField) -> TextSegment? {
        guard case .name(let name) = field.root, field.path.isEmpty, field.conversion == nil,
            case .fixed(let specification) = field.specification, specification.defect == nil
        else { return nil }
        if specification.isEmpty {
            return (textKind(name) ?? integerKind(name)).map { TextSegment(kind: $0) }
        }
        // `None` takes no specification.
        guard let kind = textKind(name), kind != .taskName, specification.isPlainText,
            specification.fill.isASCII, specification.width <= FormattingLimits.characters
        else { return nil }
        var layout = TextSegment.Layout()
        layout.width = Int32(max(specification.width, 0))
        layout.precision = Int32(clamping: specification.precision)
        layout.fill = UInt8(truncatingIfNeeded: specification.fill.value)
        layout.alignment =
            switch specification.alignment {
            case ">": .right
            case "^": .center
            default: .left
            }
        return TextSegment(kind: kind, hasLayout: true, layout: layout)
    }

    /// The step for an attribute that is text.
    private static func textKind(_ name: String) -> TextSegment.Kind? {
        switch RecordField(attribute: name) {
        case .name: .name
        case .levelName: .levelName
        case .message: .message
        case .timeText: .time
        case .path: .path
        case .fileName: .fileName
        case .module: .module
        case .function: .function
        case .threadName: .threadName
        case .processName: .processName
        case .taskName: .taskName
        default: nil
        }
    }

    /// The step for an attribute that is an integer.
    private static func integerKind(_ name: String) -> TextSegment.Kind? {
        switch RecordField(attribute: name) {
        case .line: .line
        case .levelNumber: .levelNumber
        case .process: .process
        case .thread: .thread
        default: nil
        }
    }
}

extension BraceSpecification {
    /// Whether nothing is said that text does not take.
    fileprivate var isPlainText: Bool {
        defect == nil && sign == nil && !coercesNegativeZero && !isAlternate && separator == nil && alignment != "="
            && (type == nil || type == "s")
    }
}
