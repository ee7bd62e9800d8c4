/// Whose behaviour a tree has where CPython loses records, fails silently or can crash its caller.
public struct Compatibility: Sendable, Hashable {
    private let name: String

    /// This library's own behaviour: CPython's, without its defects.
    public static let standard = Compatibility(name: "standard")

    /// CPython 3.13's behaviour to the letter, defects included.
    public static let python313 = Compatibility(name: "python3.13")
}
