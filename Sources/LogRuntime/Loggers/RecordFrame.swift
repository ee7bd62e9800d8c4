/// Stands for a record that a logging call has started, between the start and the end.
@usableFromInline
struct RecordFrame {
    /// The record's scratch memory.
    let scratch: UnsafeMutablePointer<ScratchFrame>

    init(_ scratch: UnsafeMutablePointer<ScratchFrame>) {
        self.scratch = scratch
    }
}
