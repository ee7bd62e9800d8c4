/// Decides which failures are told: the first of each cause at once, then fewer and fewer while it lasts.
struct StatusGate {
    /// Seconds between two lines of one cause, at most.
    static let longestPause: Int64 = 60
    /// How many causes of a handler are told apart; those beyond share a pause.
    static let causeLimit = 16

    private struct Cause {
        var pause: Int64 = 1
        var next: Int64
        var seen: Int64
    }

    private struct Teller {
        var last: Int64 = .min
        var keptBack = 0
        var causes: [String: Cause] = [:]
    }

    private var tellers: [String: Teller] = [:]

    /// Takes a failure.
    ///
    /// - Parameters:
    ///   - cause: what has gone wrong.
    ///   - handler: whose it is.
    ///   - second: the present, by a clock that nobody sets.
    /// - Returns: how many of the handler's failures were kept back since the last one was told; `nil` to keep this one back.
    mutating func admit(_ cause: String, of handler: String, at second: Int64) -> Int? {
        var teller = tellers[handler] ?? Teller()
        defer { tellers[handler] = teller }
        let name = StatusGate.name(of: cause, in: &teller, at: second)
        var known = teller.causes[name] ?? Cause(next: second, seen: second)
        // What has been quiet for long is new.
        if second - known.seen > StatusGate.longestPause { known = Cause(next: second, seen: second) }
        known.seen = second
        defer { teller.causes[name] = known }
        guard second > teller.last, second >= known.next else {
            teller.keptBack += 1
            return nil
        }
        known.next = second + known.pause
        known.pause = min(known.pause * 2, StatusGate.longestPause)
        teller.last = second
        defer { teller.keptBack = 0 }
        return teller.keptBack
    }

    /// Forgets what a handler has told: its next failure is new.
    ///
    /// - Returns: how many of its failures were kept back.
    mutating func forget(_ handler: String) -> Int {
        guard var teller = tellers[handler] else { return 0 }
        let count = teller.keptBack
        // Trouble that comes and goes is told once a second at most, as any other.
        teller.keptBack = 0
        teller.causes = [:]
        tellers[handler] = teller
        return count
    }

    /// Under which name a cause is known: its own, while there is room.
    private static func name(of cause: String, in teller: inout Teller, at second: Int64) -> String {
        guard teller.causes[cause] == nil, teller.causes.count >= causeLimit else { return cause }
        teller.causes = teller.causes.filter { second - $0.value.seen <= longestPause }
        return teller.causes.count < causeLimit ? cause : ""
    }
}
