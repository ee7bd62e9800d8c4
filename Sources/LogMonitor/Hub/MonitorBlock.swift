/// One run of a block; it is ended once.
@usableFromInline
struct MonitorBlock: ~Copyable {
    /// Takes the values.
    @usableFromInline let session: MonitorSession
    /// The monitor; `nil` when it is off.
    private let channel: MonitorChannel?

    init(session: MonitorSession, channel: MonitorChannel?) {
        self.session = session
        self.channel = channel
    }

    /// Ends the block: exports what it has logged, however it ended.
    @usableFromInline
    consuming func close() {
        guard let channel = channel.map({ Unmanaged.passUnretained($0) }) else { return }
        channel._withUnsafeGuaranteedRef { $0.close(session) }
    }
}
