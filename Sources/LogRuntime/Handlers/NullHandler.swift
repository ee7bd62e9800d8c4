/// Takes every record and does nothing with it.
///
/// Source: CPython `logging.NullHandler`: a library attaches it so that its records are not printed by the last resort.
public final class NullHandler: Handler, @unchecked Sendable /* no state of its own */ {}
