#if Metrics
import LogRuntime

/// Takes records, save those of one level.
final class RefusingHandler: Handler, @unchecked Sendable /* nothing in it changes */ {
    private let refused: Level?

    init(_ refused: Level?) {
        self.refused = refused
        super.init(level: .notSet)
    }

    override func emit(_ record: inout LogRecord) throws {
        if record.level == refused { throw RefusedError() }
    }
}

/// What the handler throws.
struct RefusedError: Error {}
#endif
