/// Tells factories apart: what two closures do cannot be compared.
///
/// Copies of a factory have one identity.
package final class FactoryIdentity: Sendable {
    /// Creates an identity.
    init() {}
}
