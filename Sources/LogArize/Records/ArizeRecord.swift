#if Arize
internal import LogMonitor

/// One row as Arize takes it: `Record` of its protocol, in the JSON of protocol buffers.
///
/// Source: Arize's client 7.54.0 for Python, `Client.log`, recorded.
struct ArizeRecord: Sendable {
    /// What ties prediction and target together, also when they come at different times.
    var predictionID: String
    /// When the prediction was made.
    var time: WallTime
    /// What the model was given.
    var features: [(name: String, value: ArizeValue)]
    /// What the model has answered.
    var prediction: ArizeLabel?
    /// What would have been right.
    var actual: ArizeLabel?

    /// The body of the request.
    ///
    /// - Parameter model: what every record says of the model.
    /// - Returns: the bytes.
    func body(_ model: ArizeModel) -> [UInt8] {
        var json = JSONFields()
        json.append("model_id", text: model.id)
        json.append("prediction_id", text: predictionID)
        if let prediction {
            json.append("prediction") { json in
                json.append("timestamp", text: ArizeRecord.text(time))
                if let version = model.version, !version.isEmpty { json.append("model_version", text: version) }
                json.append("features", features)
                json.append("tags", model.tags)
                json.append("prediction_label", prediction)
            }
        }
        if let actual {
            json.append("actual") { json in
                json.append("tags", model.tags)
                json.append("actual_label", actual)
            }
        }
        if let spaceKey = model.spaceKey { json.append("space_key", text: spaceKey) }
        json.append("environment_params") { json in
            json.append(model.purpose.rawValue.lowercased()) { json in
                if let batchID = model.batchID { json.append("batch_id", text: batchID) }
            }
        }
        json.append("is_generative_llm_record", flag: false)
        return json.finish()
    }

    /// A moment in whole seconds, such as `2026-11-22T22:28:00Z`.
    private static func text(_ time: WallTime) -> String {
        let civil = CivilTime(seconds: time.seconds)
        var buffer = ByteBuffer()
        buffer.append(padded: civil.year, digits: 4)
        buffer.append("-")
        buffer.append(padded: civil.month, digits: 2)
        buffer.append("-")
        buffer.append(padded: civil.day, digits: 2)
        buffer.append("T")
        buffer.append(padded: civil.hour, digits: 2)
        buffer.append(":")
        buffer.append(padded: civil.minute, digits: 2)
        buffer.append(":")
        buffer.append(padded: civil.second, digits: 2)
        buffer.append("Z")
        return buffer.string()
    }
}
#endif
