import Foundation

/// A document of the fixtures with the answer that PyYAML 6.0.3 gave under CPython 3.13.
struct RecordedAnswer {
    /// Where the fixtures are.
    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// What to call the document in messages.
    let title: String

    /// The document.
    let bytes: [UInt8]

    /// PyYAML's answer.
    let answer: Answer

    /// Our answer, where it is known to differ.
    let ours: Answer?

    /// The names of the files.
    static func topics() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: fixtures.appendingPathComponent("differential").path)
            .filter { $0.hasSuffix(".json") }.sorted()
    }

    /// The documents of one file.
    static func all(of topic: String) throws -> [RecordedAnswer] {
        try read(fixtures.appendingPathComponent("differential").appendingPathComponent(topic))
    }

    /// The documents that we are known to read otherwise than PyYAML.
    static func knownDifferences() throws -> [RecordedAnswer] {
        try read(fixtures.appendingPathComponent("known-differences.json"))
    }

    /// The documents of a file.
    private static func read(_ file: URL) throws -> [RecordedAnswer] {
        let entries = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]] ?? []
        return entries.compactMap { entry in
            let text = (entry["document"] as? String).map { Array($0.utf8) }
            let encoded = (entry["base64"] as? String).flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
            guard let bytes = text ?? encoded, let answer = entry["answer"] else { return nil }
            let title = entry["what"] as? String ?? String(decoding: bytes, as: UTF8.self).debugDescription
            return RecordedAnswer(
                title: title,
                bytes: bytes,
                answer: Answer(json: answer),
                ours: entry["ours"].map(Answer.init(json:))
            )
        }
    }
}
