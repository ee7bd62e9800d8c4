internal import LogConfig
internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The options that monitors of every type have.
struct CommonOptions: Sendable {
    /// Their names.
    static let names = ["sample_rate", "redact", "redact_mask", "redact_secret"]

    /// Which requests are exported; `nil` for all.
    private(set) var sampling: Sampling?
    /// What becomes of certain columns; `nil` when all are logged as they are.
    private(set) var redaction: ColumnRedaction?
    /// What is wrong with the options.
    private(set) var problems: [MonitorError.Problem] = []

    /// Reads the options, and takes them out of those that the type looks at.
    init(takenFrom options: inout LogObject) {
        readSampling(options["sample_rate"])
        readRedaction(options)
        for name in CommonOptions.names { options[name] = nil }
    }

    private mutating func refuse(_ option: String, _ text: String) {
        problems.append(MonitorError.Problem(option: option, text))
    }

    // MARK: sample_rate

    private mutating func readSampling(_ value: LogValue?) {
        let rate: Double
        switch value {
        case nil, .null?: return
        case .int(let number)?: rate = Double(number)
        case .double(let number)?: rate = number
        default: return refuse("sample_rate", "is not a number from 0 to 1")
        }
        guard (0...1).contains(rate) else { return refuse("sample_rate", "is not a number from 0 to 1") }
        sampling = Sampling(rate: rate)
    }

    // MARK: redact

    private mutating func readRedaction(_ options: LogObject) {
        let mask = text("redact_mask", options) ?? ColumnRedaction.standardMask
        let secret = readSecret(options)
        let actions: LogObject
        switch options["redact"] {
        case nil, .null?:
            for name in ["redact_mask", "redact_secret"] where options[name] != nil {
                refuse(name, "has no effect without 'redact'")
            }
            return
        case .object(let object)?: actions = object
        default: return refuse("redact", "is not a mapping of columns to 'drop', 'mask' or 'hash'")
        }
        var read: [String: RedactionRule.Action] = [:]
        for field in actions.fields {
            switch field.value {
            case "drop": read[field.key] = .drop
            case "mask": read[field.key] = .mask
            case "hash":
                read[field.key] = .hash
                if secret == nil, options["redact_secret"] == nil {
                    refuse("redact", "hashes column '\(field.key)', and there is no 'redact_secret'")
                }
            case .string(let action):
                let hint = EditDistance.suggestion(for: action, in: ["drop", "mask", "hash"])
                refuse(
                    "redact",
                    "says '\(action)' of column '\(field.key)'; \(hint ?? "choose 'drop', 'mask' or 'hash'")"
                )
            default: refuse("redact", "does not say 'drop', 'mask' or 'hash' of column '\(field.key)'")
            }
        }
        if !read.isEmpty { redaction = ColumnRedaction(read, mask: mask, secret: secret) }
    }

    /// `redact_secret`: a text, or `env://NAME` for that of an environment variable.
    private mutating func readSecret(_ options: LogObject) -> String? {
        guard let given = text("redact_secret", options) else { return nil }
        guard given.hasPrefix("env://") else {
            if given.isEmpty { refuse("redact_secret", "is empty") }
            return given.isEmpty ? nil : given
        }
        let name = String(given.dropFirst(6))
        guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else {
            refuse("redact_secret", "names the environment variable '\(name)', which is not set")
            return nil
        }
        return value
    }

    private mutating func text(_ option: String, _ options: LogObject) -> String? {
        switch options[option] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default:
            refuse(option, "is not a text")
            return nil
        }
    }
}

extension MonitorError.Problem {
    /// The problem, with the nearest of the common options where a type does not know one.
    var withCommonNames: MonitorError.Problem {
        guard let option, text.contains("is not known"), !text.contains("did you mean"),
            let hint = EditDistance.suggestion(for: option, in: CommonOptions.names)
        else { return self }
        return MonitorError.Problem(option: option, "is not known; \(hint)")
    }
}
