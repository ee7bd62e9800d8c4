#if Arize
internal import LogMonitor

/// What the columns of a schema are to Arize, by role and type.
struct ColumnRoles {
    /// The columns of one side, predictions or targets, by their places.
    struct Labels {
        /// Columns of names.
        var names: [Int] = []
        /// Columns of numbers: scores beside names, labels without them.
        var numbers: [Int] = []
        /// Columns of other types, such as text: names when there is nothing else.
        var others: [Int] = []

        /// Whether there are names with scores.
        var isScored: Bool { !names.isEmpty && !numbers.isEmpty }
        /// Whether there are names alone.
        var isNamed: Bool { !names.isEmpty && numbers.isEmpty }
        /// Whether there are numbers alone.
        var isNumbered: Bool { names.isEmpty && !numbers.isEmpty }

        /// The same with the columns of other types as names, where there is nothing else.
        var widened: Labels {
            guard names.isEmpty, numbers.isEmpty else { return self }
            return Labels(names: others)
        }
    }

    /// The columns that the model was given, by their places.
    private(set) var features: [Int] = []
    /// Those of them that are embeddings.
    private(set) var embeddings: Set<Int> = []
    private(set) var predictions = Labels()
    private(set) var targets = Labels()
    /// The columns that Arize has no place for.
    private(set) var strangers: [Int] = []

    /// Sorts the columns.
    ///
    /// Source: the plugin's `_stat_fields`.
    init(_ columns: [MonitorColumn]) {
        for (place, column) in columns.enumerated() {
            switch column.role {
            case .feature:
                features.append(place)
                if column.dataType == .numericalSequence { embeddings.insert(place) }
            case .prediction: ColumnRoles.sort(place, column.dataType, into: &predictions, &strangers)
            case .target: ColumnRoles.sort(place, column.dataType, into: &targets, &strangers)
            default: strangers.append(place)
            }
        }
    }

    private static func sort(
        _ place: Int,
        _ dataType: MonitorDataType,
        into labels: inout Labels,
        _ strangers: inout [Int]
    ) {
        switch dataType {
        case .categorical: labels.names.append(place)
        case .numerical: labels.numbers.append(place)
        case .numericalSequence: strangers.append(place)
        default: labels.others.append(place)
        }
    }

    /// What the labels are when nobody says: `nil` when they are nothing that Arize knows.
    ///
    /// Source: the plugin's `_infer_mapping`.
    func inferredKind() -> ArizeMapping.Kind? {
        if predictions.isScored || targets.isScored { return .scoredClassification }
        if predictions.isNamed || targets.isNamed { return .classification }
        if predictions.isNumbered || targets.isNumbered { return .regression }
        return nil
    }

    /// The same with columns of other types as names.
    mutating func widen() {
        predictions = predictions.widened
        targets = targets.widened
    }
}
#endif
