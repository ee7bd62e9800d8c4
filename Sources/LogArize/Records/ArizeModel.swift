#if Arize
/// What every record says of the model.
struct ArizeModel: Sendable {
    /// What a model is being run for.
    enum Purpose: String, Sendable, CaseIterable {
        /// It serves.
        case production = "PRODUCTION"
        /// It is trained.
        case training = "TRAINING"
        /// It is judged; rows belong to a batch.
        case validation = "VALIDATION"
    }

    /// The model's name (`model_id`, default the names of service and monitor).
    var id = ""
    /// The model's version (`model_version`, default the service's version when `model_id` is absent, too).
    var version: String?
    /// The space that rows go to (`space_key`, or `ARIZE_SPACE_KEY`).
    var spaceKey: String?
    /// What the model is being run for (`environment`, default production).
    var purpose = Purpose.production
    /// The batch that rows belong to, for validation (`batch_id`).
    var batchID: String?
    /// What every row is marked with (`model_tags`).
    var tags: [(name: String, value: ArizeValue)] = []
}
#endif
