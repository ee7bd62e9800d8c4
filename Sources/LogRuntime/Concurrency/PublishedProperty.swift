internal import Synchronization

/// A published reference whose former values live as long as its owner: who reads it has the owner.
///
/// For what changes a few times while an owner lives, such as a handler's formatter. Publishing the present value again keeps
/// nothing.
struct PublishedProperty<Object: AnyObject & Sendable>: ~Copyable, Sendable {
    /// A value that was replaced.
    private final class Former: Sendable {
        let object: Object
        let earlier: UInt

        init(_ object: Object, earlier: UInt) {
            self.object = object
            self.earlier = earlier
        }
    }

    private let reference: PublishedReference<Object>
    /// The value replaced last, as the address of a retained ``Former``; zero for none.
    private let former = Atomic<UInt>(0)

    /// Publishes a first value.
    init(_ initial: Object?) {
        reference = PublishedReference(initial)
    }

    deinit {
        _ = reference.replace(with: nil)
        var next = former.load(ordering: .acquiring)
        while let pointer = UnsafeRawPointer(bitPattern: next) {
            next = Unmanaged<Former>.fromOpaque(pointer).takeRetainedValue().earlier
        }
    }

    /// The value published last, unretained: it lives as long as the owner.
    @inline(__always) func load() -> Unmanaged<Object>? { reference.load() }

    /// The value published last.
    var value: Object? { reference.value }

    /// Publishes another value.
    func store(_ object: Object?) {
        if reference.value === object { return }
        guard let replaced = reference.replace(with: object) else { return }
        var earlier = former.load(ordering: .relaxed)
        while true {
            let node = Unmanaged.passRetained(Former(replaced, earlier: earlier))
            let (isDone, found) = former.compareExchange(
                expected: earlier,
                desired: UInt(bitPattern: node.toOpaque()),
                ordering: .acquiringAndReleasing
            )
            if isDone { return }
            node.release()
            earlier = found
        }
    }
}
