/// How exporters present this library to receivers.
public enum LibraryIdentity {
    /// The library's name.
    public static let name = "swift-log-config"
    /// The library's version.
    public static let version = "0.1.0"
}
