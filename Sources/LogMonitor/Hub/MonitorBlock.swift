/// One run of a block.
@usableFromInline
struct MonitorBlock {
    /// Takes the values.
    @usableFromInline let session: MonitorSession
    /// The monitor; `nil` when it is off.
    let channel: MonitorChannel?

    /// Ends the block: exports what it has logged, however it ended.
    @usableFromInline
    func close() {
        channel?.close(session)
    }
}
