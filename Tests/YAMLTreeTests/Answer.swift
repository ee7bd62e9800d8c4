import Foundation
import TestSupport
import YAMLTree

/// What a reader makes of a document, in a form that can be compared.
struct Answer: Equatable, CustomStringConvertible {
    /// The answer as JSON with sorted keys and sorted sets.
    let description: String

    /// Our answer.
    init(reading bytes: [UInt8]) {
        do throws(YAMLError) {
            let document = try YAMLReader.read(bytes, file: "document")
            if let json = try? document.canonicalJSON(), let value = try? Self.object(of: Data(json)) {
                self.init(json: ["value": value])
            } else {
                self.init(json: ["recursive": true])
            }
        } catch {
            // PyYAML's other exceptions have no mark; ours have one always.
            let hasMark = error.pythonType.hasPrefix("yaml.") && error.kind != .reader
            let line: Any = hasMark ? error.mark?.line ?? NSNull() : NSNull()
            let column: Any = hasMark ? error.mark?.column ?? NSNull() : NSNull()
            self.init(json: [
                "error": [
                    "type": error.pythonType, "problem": error.pythonMessage, "line": line, "column": column,
                ]
            ])
        }
    }

    /// An answer as JSON says it.
    init(json: Any) {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
        let data = try? JSONSerialization.data(withJSONObject: Self.sortingSets(json), options: options)
        description = data.map { String(decoding: $0, as: UTF8.self) } ?? "not JSON"
    }

    /// PyYAML's answers, from one process.
    static func pyYAML(_ documents: [[UInt8]], by oracle: PythonOracle) throws -> [Answer] {
        let input = try JSONSerialization.data(withJSONObject: documents.map { Data($0).base64EncodedString() })
        let script = RecordedAnswer.fixtures.appendingPathComponent("safe_load.py").path
        let output = try oracle.run([script], input: [UInt8](input))
        let answers = try JSONSerialization.jsonObject(with: Data(output)) as? [Any] ?? []
        return answers.map(Answer.init(json:))
    }

    /// The value of JSON text, scalars allowed.
    private static func object(of data: Data) throws -> Any {
        try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    }

    /// Sets have no order in Python.
    private static func sortingSets(_ value: Any) -> Any {
        if let object = value as? [String: Any] {
            if object.count == 1, let members = object["$set"] as? [Any] {
                return ["$set": members.map { Answer(json: $0).description }.sorted()]
            }
            return object.mapValues(sortingSets)
        }
        if let array = value as? [Any] { return array.map(sortingSets) }
        return value
    }
}
