/// The shape of JSON that a service expects of log lines.
public enum JSONPreset: String, Sendable, CaseIterable {
    /// Elastic Common Schema: `@timestamp`, `log.level`, `message`, `ecs.version` (ECS logging specification).
    case ecs
    /// Graylog's GELF 1.1: `short_message`, `timestamp`, `level`, attributes behind an underscore.
    case gelf
    /// Google Cloud's structured logging: `severity`, `time`, `logging.googleapis.com/sourceLocation`.
    case gcp
    /// OpenTelemetry's log data model: `Timestamp`, `SeverityNumber`, `Body`, `Attributes`.
    case otel
    /// Logstash: `@timestamp`, `@version`, `logger_name`, `level_value` (logstash-logback-encoder).
    case logstash
}
