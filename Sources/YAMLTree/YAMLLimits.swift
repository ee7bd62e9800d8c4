/// How much a document may ask for: a file that wants more is refused before it can hurt.
///
/// PyYAML has no such limits; the defaults are far above what a configuration needs.
public struct YAMLLimits: Sendable, Hashable {
    /// The largest file, in bytes (default 1 MiB).
    public var maximumInputSize: Int

    /// The largest scalar, in bytes of UTF-8 (default 256 KiB).
    public var maximumScalarSize: Int

    /// How deep collections may be nested, aliases expanded (default 100).
    public var maximumDepth: Int

    /// How many nodes the tree may have with every alias expanded (default 100 000).
    public var maximumNodeCount: Int

    /// How many bytes of text the tree may have with every alias expanded (default 4 MiB).
    public var maximumExpandedSize: Int

    /// The defaults.
    public static let `default` = YAMLLimits()

    /// Creates limits.
    public init(
        maximumInputSize: Int = 1 << 20,
        maximumScalarSize: Int = 256 << 10,
        maximumDepth: Int = 100,
        maximumNodeCount: Int = 100_000,
        maximumExpandedSize: Int = 4 << 20
    ) {
        self.maximumInputSize = maximumInputSize
        self.maximumScalarSize = maximumScalarSize
        self.maximumDepth = maximumDepth
        self.maximumNodeCount = maximumNodeCount
        self.maximumExpandedSize = maximumExpandedSize
    }
}
