/// A scratch frame for a message that is made outside of a logging call, or inside of another message.
@usableFromInline final class LooseFrame {
    /// The frame; it lives as long as this object.
    let frame: UnsafeMutablePointer<ScratchFrame>

    init() {
        frame = UnsafeMutablePointer<ScratchFrame>.allocate(capacity: 1)
        frame.initialize(to: ScratchFrame())
    }

    deinit {
        frame.deinitialize(count: 1)
        frame.deallocate()
    }
}
