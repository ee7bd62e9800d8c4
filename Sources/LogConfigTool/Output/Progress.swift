import LogRuntime

/// Shows on standard error how far long work is; nothing where no person looks.
struct Progress {
    /// How much is done between two looks at the clock.
    private static let stride = 256
    /// How long the work takes before anything is shown, and the time between two showings, in seconds.
    private static let pause = 0.2

    private let unit: String
    private let isShown = Terminal.standardError.isInteractive
    private var count = 0
    private var lastShown = WallTime.now()
    private var isOnScreen = false

    /// Starts.
    ///
    /// - Parameter unit: what is counted, in the plural.
    init(unit: String) {
        self.unit = unit
    }

    /// Counts one more.
    mutating func step() {
        count += 1
        guard isShown, count % Progress.stride == 0 else { return }
        let now = WallTime.now()
        guard now.epochSeconds - lastShown.epochSeconds >= Progress.pause else { return }
        lastShown = now
        isOnScreen = true
        Terminal.standardError.write("\r\(count) \(unit)")
    }

    /// Takes the line away, before something else is told and at the end.
    mutating func clear() {
        guard isOnScreen else { return }
        isOnScreen = false
        Terminal.standardError.write("\r\u{1B}[K")
    }
}
