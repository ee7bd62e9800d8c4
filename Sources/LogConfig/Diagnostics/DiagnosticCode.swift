/// The kinds of trouble that a configuration can have.
///
/// Their names are stable: programs may look at them.
///
/// Each has an article in the documentation, named for it: what it means, a file that shows it, and the way out.
package enum DiagnosticCode: String, Sendable, CaseIterable {
    // The file
    case unreadableFile = "unreadable-file"
    case invalidYAML = "invalid-yaml"
    case invalidJSON = "invalid-json"
    case invalidINI = "invalid-ini"
    case invalidLiteral = "invalid-literal"
    case duplicateKey = "duplicate-key"
    case writableByAll = "writable-by-all"

    // The document
    case invalidDocument = "invalid-document"
    case missingVersion = "missing-version"
    case unsupportedVersion = "unsupported-version"
    case invalidSection = "invalid-section"
    case invalidEntry = "invalid-entry"
    case unknownKey = "unknown-key"
    case misplacedKey = "misplaced-key"
    case invalidSettings = "invalid-settings"

    // References
    case unknownFormatter = "unknown-formatter"
    case unknownFilter = "unknown-filter"
    case unknownHandler = "unknown-handler"
    case handlerCycle = "handler-cycle"
    case handlerOrder = "handler-order"
    case invalidReference = "invalid-reference"
    case unsetVariable = "unset-environment-variable"

    // Classes and their arguments
    case unknownClass = "unknown-class"
    case unavailableClass = "unavailable-class"
    case missingClass = "missing-class"
    case wrongClass = "wrong-class"
    case invalidIdentifier = "invalid-identifier"
    case unknownArgument = "unknown-argument"
    case missingArgument = "missing-argument"
    case invalidArgument = "invalid-argument"
    case invalidFormat = "invalid-format"
    case attributeWithoutEffect = "attribute-without-effect"

    // Levels and loggers
    case unknownLevel = "unknown-level"
    case invalidLoggerName = "invalid-logger-name"

    // Opening
    case cannotOpen = "cannot-open"
    case missingDirectory = "missing-directory"

    // Doubts
    case unusedHandler = "unused-handler"
    case unusedFormatter = "unused-formatter"
    case sharedFile = "shared-file"
    case duplicateDelivery = "duplicate-delivery"
    case backupWithoutLimit = "backup-without-limit"
    case limitWithoutBackup = "limit-without-backup"
    case ignoredOptions = "ignored-options"
    case disabledLoggers = "disabled-loggers"
    case numberAsText = "number-as-text"
    case insecureConnection = "insecure-connection"
    case truthAsText = "truth-as-text"
    case literalVariable = "literal-variable"
    case unknownField = "unknown-field"
    case swallowedField = "swallowed-field"
    case dateFraction = "date-fraction"
    case smallLimit = "small-limit"
    case unlimitedArchives = "unlimited-archives"
    case sharedDestination = "shared-destination"
    case filterNotInherited = "filter-not-inherited"
    case unsetRootLevel = "unset-root-level"
    case deadEndLogger = "dead-end-logger"
    case duplicateRoot = "duplicate-root"
}
