package import Synchronization

/// A reference that readers take without a lock while a writer replaces it.
///
/// What was published stays alive for good: a reader may still be using it, and counting readers would cost every record
/// more than the memory is worth. Only configuration changes publish, so the number of old values stays small. A value in
/// its owner's memory, so that reading it is one load.
package struct PublishedReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
    @usableFromInline let current: Atomic<UInt>

    /// Publishes a first value.
    package init(_ initial: Object?) {
        current = Atomic(PublishedReference.address(of: initial))
    }

    /// The value published last, unretained: it lives for good.
    @inlinable @inline(__always) package func load() -> Unmanaged<Object>? {
        guard let pointer = UnsafeRawPointer(bitPattern: current.load(ordering: .acquiring)) else { return nil }
        return Unmanaged.fromOpaque(pointer)
    }

    /// The value published last.
    @inlinable package var value: Object? { load()?.takeUnretainedValue() }

    /// Publishes another value.
    package func store(_ object: Object?) {
        current.store(PublishedReference.address(of: object), ordering: .releasing)
    }

    /// The address of an object that is now kept for good; zero for none.
    private static func address(of object: Object?) -> UInt {
        guard let object else { return 0 }
        return UInt(bitPattern: Unmanaged.passRetained(object).toOpaque())
    }
}
