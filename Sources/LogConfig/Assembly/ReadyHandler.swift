internal import LogRuntime

/// A handler of a plan, ready to take records.
struct ReadyHandler {
    /// The name that the plan gives it.
    let name: String
    /// The handler.
    let handler: Handler
    /// Whether it was in force before, as it is.
    let goesOn: Bool
    /// Whether a destination was opened for it.
    let isOpened: Bool
}
