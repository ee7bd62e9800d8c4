#if Arize
internal import LogMonitor

/// How the columns of a schema become a record.
struct ArizeMapping: Sendable {
    /// What the labels are.
    enum Kind: Sendable {
        /// Names with scores.
        case scoredClassification
        /// Names.
        case classification
        /// Numbers.
        case regression
    }

    /// A side's label and score, by their places in the row.
    private struct Side: Sendable {
        var label: Int?
        var score: Int?
    }

    /// A column that the model was given.
    private struct Feature: Sendable {
        let place: Int
        let name: String
        let isEmbedding: Bool
    }

    /// The columns that are mapped.
    let columns: [MonitorColumn]
    /// What the labels are.
    let kind: Kind
    /// What is odd about the columns.
    let notices: [String]
    private let prediction: Side
    private let target: Side
    private let features: [Feature]

    /// Maps the columns of a schema.
    ///
    /// - Parameters:
    ///   - columns: the columns.
    ///   - modelType: what the labels are; `nil` infers it.
    /// - Throws: `MonitorError` when the columns have no label that Arize knows, or not the one of the type.
    init(_ columns: [MonitorColumn], modelType: ArizeSettings.ModelType?) throws(MonitorError) {
        var roles = ColumnRoles(columns)
        if roles.inferredKind() == nil { roles.widen() }
        guard let inferred = roles.inferredKind() else {
            throw MonitorError("the columns have neither a prediction nor a target that Arize takes")
        }
        switch modelType {
        case nil: kind = inferred
        case let type? where type.isClassification:
            guard inferred != .regression else {
                throw MonitorError("the columns are not those of a classification, as 'model_type' says")
            }
            kind = inferred
        case _?:
            guard roles.predictions.isNumbered || roles.targets.isNumbered else {
                throw MonitorError("the columns are not those of a regression, as 'model_type' says")
            }
            kind = .regression
        }
        self.columns = columns
        let chosen = kind
        prediction = ArizeMapping.side(roles.predictions, chosen)
        target = ArizeMapping.side(roles.targets, chosen)
        var taken = Set(columns.map(\.name))
        var found: [Feature] = []
        var notices: [String] = []
        for place in roles.features {
            let name = ArizeMapping.freeName(for: columns[place].name, &taken)
            if name != columns[place].name {
                let given = columns[place].name
                notices.append("feature '\(given)' is sent as '\(name)': Arize keeps such names for itself")
            }
            found.append(Feature(place: place, name: name, isEmbedding: roles.embeddings.contains(place)))
        }
        features = found
        let used = Set([prediction.label, prediction.score, target.label, target.score].compactMap(\.self))
            .union(roles.features)
        for (place, column) in columns.enumerated() where !used.contains(place) {
            let description = "role '\(column.role.rawValue)', type '\(column.dataType.rawValue)'"
            notices.append("column '\(column.name)' (\(description)) is not sent: Arize has no place for it here")
        }
        self.notices = notices
    }

    /// The label and the score of a side: the first columns of each kind.
    ///
    /// Source: the plugin's `_map_data`.
    private static func side(_ labels: ColumnRoles.Labels, _ kind: Kind) -> Side {
        switch kind {
        case .scoredClassification:
            Side(label: labels.names.first, score: labels.names.isEmpty ? nil : labels.numbers.first)
        case .classification: Side(label: labels.names.first)
        case .regression: Side(label: labels.numbers.first ?? labels.names.first)
        }
    }

    /// A feature's name: Arize takes none that ends with `_shap`.
    private static func freeName(for name: String, _ taken: inout Set<String>) -> String {
        guard name.hasSuffix("_shap") else { return name }
        var free = name + "_"
        while taken.contains(free) { free += "_" }
        taken.insert(free)
        return free
    }

    /// A row as a record.
    ///
    /// - Parameters:
    ///   - row: the values of the columns, in their order.
    ///   - predictionID: the record's identifier.
    ///   - time: when the row was logged.
    ///   - leftOut: takes the names of features whose values Arize has no form for.
    /// - Returns: the record.
    func record(_ row: LogObject, predictionID: String, time: WallTime, leftOut: inout [String]) -> ArizeRecord {
        let values = row.fields.map(\.value)
        func value(_ place: Int?) -> LogValue { place.flatMap { $0 < values.count ? values[$0] : nil } ?? .null }
        var record = ArizeRecord(predictionID: predictionID, time: time, features: [])
        for feature in features {
            let logged = value(feature.place)
            let sent = feature.isEmbedding ? ArizeValue(embedding: logged) : ArizeValue(logged)
            if let sent {
                record.features.append((feature.name, sent))
            } else if feature.isEmbedding {
                leftOut.append(feature.name)
            }
        }
        switch kind {
        case .regression:
            record.prediction = ArizeLabel.regression(value(prediction.label))
            record.actual = ArizeLabel.regression(value(target.label))
        case .classification, .scoredClassification:
            record.prediction = ArizeLabel.prediction(value(prediction.label), score: value(prediction.score))
            record.actual = ArizeLabel.target(value(target.label), score: value(target.score))
        }
        return record
    }
}
#endif
