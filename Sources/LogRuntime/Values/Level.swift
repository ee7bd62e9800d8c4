/// How severe a record is: an integer, as in Python, so that levels between the named ones are possible.
public struct Level: RawRepresentable, Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral {
    /// The number; larger is more severe.
    public var rawValue: Int

    /// A level by its number.
    @inlinable public init(rawValue: Int) { self.rawValue = rawValue }

    /// A level by its number.
    @inlinable public init(integerLiteral value: Int) { rawValue = value }

    /// Not set: a logger inherits its parent's level, a handler takes everything.
    @inlinable public static var notSet: Level { Level(rawValue: 0) }
    /// Finer than debugging (5; not among CPython's names).
    @inlinable public static var trace: Level { Level(rawValue: 5) }
    /// For debugging (10).
    @inlinable public static var debug: Level { Level(rawValue: 10) }
    /// Confirmation that things work (20).
    @inlinable public static var info: Level { Level(rawValue: 20) }
    /// Normal but significant (25; not among CPython's names).
    @inlinable public static var notice: Level { Level(rawValue: 25) }
    /// Something unexpected, the program still works (30).
    @inlinable public static var warning: Level { Level(rawValue: 30) }
    /// Something could not be done (40).
    @inlinable public static var error: Level { Level(rawValue: 40) }
    /// The program may be unable to go on (50).
    @inlinable public static var critical: Level { Level(rawValue: 50) }

    /// Whether the left level is less severe.
    @inlinable public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
}
