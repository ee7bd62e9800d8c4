/// What became of a file that was read again.
public enum ReloadOutcome: Sendable {
    /// It is in force.
    case applied(ActiveConfiguration, ConfigurationChanges)
    /// It was refused, or cannot be read; what was in force goes on.
    case refused(LoggingConfigurationError)
}
