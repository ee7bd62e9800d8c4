#if OTLP
public import LogMonitor
internal import LogRuntime

/// The options of the monitor type `otlp`.
struct OTLPMonitorOptions {
    /// How rows are sent.
    let settings: OTLPSettings
    /// How many blocks carry the schema, by chance; the first of each schema always does (`meta_sample_rate`, default 1).
    let metaSampleRate: Double

    /// Reads the options, and environment variables for what they leave open.
    ///
    /// - Throws: `MonitorError` with all that is wrong, one problem a line.
    init(
        _ options: LogObject,
        variables: @escaping (String) -> String? = OptionReader.systemVariable
    ) throws(MonitorError) {
        var reader = OptionReader(options: options, variables: variables)
        reader.refuseUnknown(known: OTLPSettings.optionNames + ["meta_sample_rate"])
        settings = OTLPSettings(reading: &reader)
        metaSampleRate = reader.number("meta_sample_rate", in: 0...1, "a number from 0 to 1") ?? 1
        guard reader.errors.isEmpty else {
            throw MonitorError(
                reader.errors.map { error in
                    error.isVariable
                        ? MonitorError.Problem(error.text)
                        : MonitorError.Problem(option: error.name, error.explanation)
                }
            )
        }
    }
}

extension MonitorTypeRegistry {
    /// Makes the monitor type `otlp` known, whose rows go to an OpenTelemetry collector.
    ///
    /// Its options are those of ``OTLPHandler``, without `service_name` and `resource_attributes`, and
    /// - `meta_sample_rate` (number from 0 to 1, default 1): how many blocks carry `bento_meta`, by chance; the first always
    ///   does.
    ///
    /// ```swift
    /// var types = MonitorTypeRegistry.standard
    /// types.addOTLP()
    /// Monitoring.configure(
    ///     MonitorConfiguration(type: "otlp", options: ["endpoint": "http://collector:4318"], types: types)
    /// )
    /// ```
    public mutating func addOTLP() {
        register("otlp", reservedNames: ["bento_meta"], check: OTLPMonitor.check) { try OTLPMonitor($0) }
    }
}
#endif
