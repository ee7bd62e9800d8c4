/// One run of a block; it is ended once.
@usableFromInline
struct MonitorBlock: ~Copyable {
    /// Takes the values.
    @usableFromInline let session: MonitorSession

    /// Ends the block: exports what it has logged, however it ended.
    @usableFromInline
    consuming func close() {
        let block = session.block
        // The session's reference becomes the shelf's: nothing stands between taking one more and giving this one up.
        guard let core = session.core.map({ Unmanaged.passRetained($0) }) else { return }
        _ = consume self
        core._withUnsafeGuaranteedRef { core in
            core.channel?._withUnsafeGuaranteedRef { $0.close(core, block) }
        }
    }
}
