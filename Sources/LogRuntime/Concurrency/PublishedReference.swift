public import Synchronization

/// A reference that readers take without a lock while a writer replaces it.
///
/// A reader may still be using what is replaced, and counting readers would cost every record more than the memory is worth.
/// So the writer keeps it: for good (`store`), as long as the owner lives (`PublishedProperty`), or until no record can
/// be using it any more (`replace` and `RetiredObjects`). A value in its owner's memory, so that reading it is one
/// load.
///
/// Public by name only, so that other modules of the package read it without a call.
public struct PublishedReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
    @usableFromInline let current: Atomic<UInt>

    /// Publishes a first value.
    package init(_ initial: Object?) {
        current = Atomic(PublishedReference.address(of: initial))
    }

    /// The value published last, unretained.
    @inlinable @inline(__always) package func load() -> Unmanaged<Object>? {
        guard let pointer = UnsafeRawPointer(bitPattern: current.load(ordering: .acquiring)) else { return nil }
        return Unmanaged.fromOpaque(pointer)
    }

    /// The value published last.
    ///
    /// Only for those who keep it from being let go meanwhile, as writers do.
    @inlinable package var value: Object? { load()?.takeUnretainedValue() }

    /// Publishes another value and keeps the one before it for good.
    package func store(_ object: Object?) {
        current.store(PublishedReference.address(of: object), ordering: .releasing)
    }

    /// Publishes another value.
    ///
    /// - Returns: the one before it, which the caller keeps as long as there may be readers.
    package func replace(with object: Object?) -> Object? {
        let former = current.exchange(PublishedReference.address(of: object), ordering: .acquiringAndReleasing)
        return UnsafeRawPointer(bitPattern: former).map { Unmanaged<Object>.fromOpaque($0).takeRetainedValue() }
    }

    /// The address of an object that is now kept; zero for none.
    private static func address(of object: Object?) -> UInt {
        guard let object else { return 0 }
        return UInt(bitPattern: Unmanaged.passRetained(object).toOpaque())
    }
}
