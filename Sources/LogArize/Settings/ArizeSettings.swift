#if Arize
internal import LogMonitor

/// How rows are sent to Arize, and what they say of the model: the options of the monitor type.
struct ArizeSettings: Sendable {
    /// What a row's labels are.
    enum ModelType: String, Sendable, CaseIterable {
        /// Names, with a score or without.
        case scoreCategorical = "SCORE_CATEGORICAL"
        /// The same, of two names.
        case binaryClassification = "BINARY_CLASSIFICATION"
        /// Numbers.
        case numeric = "NUMERIC"
        /// The same.
        case regression = "REGRESSION"

        /// Whether labels are names.
        var isClassification: Bool { self == .scoreCategorical || self == .binaryClassification }
    }

    /// Who is let in (`api_key`, or `ARIZE_API_KEY`).
    var apiKey = ""
    /// The space that rows go to, as later versions of Arize name it (`space_id`, or `ARIZE_SPACE_ID`).
    var spaceID: String?
    /// Where requests go: `uri` and `/log`.
    var url = ArizeSettings.defaultURI + "/log"
    /// How many requests are under way at a time (`max_workers`, default 1).
    var workerCount = 1
    /// How many rows may wait (`max_queue_bound`, default 5000).
    var queueSize = 5000
    /// Seconds that one request may take (`timeout`, default 200).
    var timeout: Double = 200
    /// Seconds for which a row that may be taken later is sent again (`retry_limit`, default 300; 0 tries once).
    var retryLimit: Double = 300
    /// Seconds that flushing and closing wait for what is not sent yet (`drain_timeout`, default 10).
    var drainTimeout: Double = 10
    /// A file of certificates that may have signed Arize's, as PEM (`ca_file`); `nil` for those that the system trusts.
    var authorityFile: String?
    /// What the labels are (`model_type`); `nil` infers it from the columns.
    var modelType: ModelType?
    /// What every record says of the model.
    var model = ArizeModel()

    /// The type's name, as BentoML's configurations have it.
    static let typeName = "bentoml_plugins.arize.ArizeMonitor"
    /// Where Arize is.
    static let defaultURI = "https://api.arize.com/v1"
}
#endif
