/// How often a watched file is looked at.
public enum WatchInterval: Sendable, Hashable {
    /// As often as the file says itself (`logconfig: {reload: 30}`, in seconds); never where it says nothing.
    case configured
    /// Each time that so much time has passed.
    case every(Duration)
    /// Never: only a call or a signal loads the file again.
    case never
}
