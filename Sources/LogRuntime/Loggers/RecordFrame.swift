/// Stands for a record that a logging call has started, between the start and the end.
@usableFromInline
struct RecordFrame {
    /// The thread that makes the record.
    let thread: UnsafeMutablePointer<ThreadContext>
    /// The record's scratch memory.
    let scratch: UnsafeMutablePointer<ScratchFrame>
}
