import Foundation
import LogConfig
import Testing

@Suite("Configurations that people wrote")
struct CorpusTests {
    // The corpus lies beside the package; without it there is nothing to compare with.
    @Test(.enabled(if: Corpus.directory != nil, "there is no corpus"), arguments: Corpus.numbers)
    func `a configuration has the effect that it has in CPython`(number: String) throws {
        let expected = try Corpus.expectation(number)
        let prepared = try #require(expected["prepared"] as? [String: Any])
        let bare = expected["bare"] as? [String: Any] ?? prepared
        let first = (prepared["placeholders"] as? [String: String])?["@1"] ?? "app"
        for (isPrepared, wanted) in [(true, prepared), (false, bare)] {
            let ours = try Corpus.verdict(number, isPrepared: isPrepared, first: first)
            let isAccepted = ours["accepted"] as? Bool == wanted["accepted"] as? Bool
            #expect(isAccepted, "\(text(ours["error"]))")
            guard isAccepted else { continue }
            if let error = wanted["error"] as? [String: Any] {
                let found = ours["error"] as? [String: Any]
                #expect(found?["stage"] as? String == error["stage"] as? String)
                if error["stage"] as? String == "dictConfig" {
                    #expect(messages(found) == messages(error))
                }
                continue
            }
            for part in ["handlers", "loggers"] {
                let theirs = wanted[part] as? [String: Any] ?? [:]
                let found = ours[part] as? [String: Any] ?? [:]
                for name in Set(theirs.keys).union(found.keys).sorted() {
                    #expect(text(found[name]) == text(theirs[name]), "\(part).\(name)")
                }
            }
            #expect(text(ours["root"]) == text(wanted["root"]))
        }
    }

    /// The types and first words of a chain: paths differ from machine to machine.
    private func messages(_ error: [String: Any]?) -> [String] {
        (error?["chain"] as? [[String: String]] ?? []).map { link in
            let message = link["message"] ?? ""
            let isPath = message.hasPrefix("[Errno")
            return (link["type"] ?? "") + ": " + (isPath ? String(message.prefix { $0 != "'" }) : message)
        }
    }

    /// A value as sorted JSON.
    private func text(_ value: Any?) -> String {
        guard let value else { return "absent" }
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
        let data = (try? JSONSerialization.data(withJSONObject: value, options: options)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
