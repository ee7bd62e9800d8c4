extension SinkError {
    private static let timeoutType = "TimeoutError"

    /// The other end took or said nothing in time.
    init(timedOut operation: String, _ place: String) {
        self.init(operation, place, problem: "timed out", pythonType: SinkError.timeoutType)
    }

    /// Whether the other end took or said nothing in time.
    var isTimeout: Bool { pythonType == SinkError.timeoutType }
}
