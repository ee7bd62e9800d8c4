#if Arize
public import LogMonitor

extension MonitorTypeRegistry {
    /// Makes the monitor type `bentoml_plugins.arize.ArizeMonitor` known, whose rows go to Arize; `arize` is a short name for it.
    ///
    /// Its options, those of BentoML's plugin first:
    /// - `api_key` (text, required; environment variable `ARIZE_API_KEY`): who is let in.
    /// - `space_key` (text, required; environment variable `ARIZE_SPACE_KEY`): the space that rows go to.
    /// - `uri` (text, default `https://api.arize.com/v1`): where Arize is; requests go to `/log` below it.
    /// - `max_workers` (integer, default 1): how many requests are under way at a time.
    /// - `max_queue_bound` (integer, default 5000): how many rows may wait; further ones are lost and counted.
    /// - `timeout` (seconds, default 200): how long a request may take.
    /// - `model_type` (`SCORE_CATEGORICAL`, `BINARY_CLASSIFICATION`, `NUMERIC`, `REGRESSION`): what labels are; without it, the
    ///   columns tell.
    /// - `model_id` (text, default the names of service and monitor, `iris:predictions`): the model's name.
    /// - `model_version` (text, default the service's version unless `model_id` is given): the model's version.
    /// - `environment` (`PRODUCTION`, `TRAINING`, `VALIDATION`, default `PRODUCTION`): what the model is being run for.
    /// - `model_tags` (mapping): what every row is marked with.
    ///
    /// And those that the plugin lacks:
    /// - `space_id` (text; environment variable `ARIZE_SPACE_ID`): the space, in place of `space_key`.
    /// - `batch_id` (text): the batch of rows for environment `VALIDATION`.
    /// - `ca_file` (path): certificates that may have signed the receiver's, as PEM, in place of those that the system trusts.
    /// - `retry_limit` (seconds, default 300): for how long a row is sent again that may be taken later; 0 tries once.
    /// - `drain_timeout` (seconds, default 10): how long flushing and closing wait for rows that are not sent yet.
    ///
    /// ```swift
    /// var types = MonitorTypeRegistry.standard
    /// types.addArize()
    /// Monitoring.configure(MonitorConfiguration(type: "arize", serviceName: "iris", serviceVersion: "7", types: types))
    /// ```
    public mutating func addArize() {
        for name in [ArizeSettings.typeName, "arize"] {
            register(name, check: ArizeMonitor.check) { try ArizeMonitor($0) }
        }
    }
}
#endif
