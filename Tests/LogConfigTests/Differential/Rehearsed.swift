import Foundation
import LogConfig
import TestSupport

/// A configuration in force in an empty directory, at a fixed time and without a network, as the scripts beside do it in Python.
enum Rehearsed {
    /// Loggers that exist beforehand.
    static let existing = ["preexisting", "preexisting.child", "app.early"]

    /// Our verdict, as JSON.
    ///
    /// - Parameters:
    ///   - bytes: the configuration.
    ///   - file: its name.
    ///   - compatibility: whose behaviour is wanted.
    /// - Returns: the verdict.
    /// - Throws: when the directory cannot be made.
    static func verdict(
        of bytes: [UInt8],
        file: String,
        compatibility: Compatibility = .python313
    ) throws -> [String: Any] {
        let box = try TemporaryDirectory()
        let environment = LogEnvironment(
            clock: FixedClock(),
            timeZone: .utc,
            process: ProcessIdentity(),
            files: FileNaming(workingDirectory: box.path, makesDirectories: true),
            network: SilentNetwork()
        )
        let tree = LoggerTree(environment: environment)
        for name in existing { _ = tree.logger(name) }
        let verdict = Verdict.of(
            bytes: bytes,
            file: file,
            options: ConfigurationOptions(compatibility: compatibility),
            tree: tree,
            isLive: true
        )
        defer { verdict.active?.shutdown() }
        var buffer = ByteBuffer()
        buffer.append(json: verdict.describe(existing: existing))
        let text = buffer.string().replacing(box.path, with: "<cwd>")
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    /// Where two verdicts differ.
    static func differences(ours: [String: Any], theirs: [String: Any]) -> [String] {
        if ours["accepted"] as? Bool != theirs["accepted"] as? Bool || theirs["accepted"] as? Bool == false {
            let (left, right) = (chain(ours), chain(theirs))
            return left == right ? [] : ["ours:   \(left)", "theirs: \(right)"]
        }
        var found: [String] = []
        for part in ["handlers", "loggers", "root"] {
            compare(ours[part], theirs[part], at: part, &found)
        }
        return found
    }

    /// The exceptions of a refusal; `accepted` when there is none.
    private static func chain(_ verdict: [String: Any]) -> [String] {
        guard let error = verdict["error"] as? [String: Any] else { return ["accepted"] }
        return (error["chain"] as? [[String: String]] ?? []).map { ($0["type"] ?? "") + ": " + ($0["message"] ?? "") }
    }

    private static func compare(_ ours: Any?, _ theirs: Any?, at path: String, _ found: inout [String]) {
        if let left = ours as? [String: Any], let right = theirs as? [String: Any] {
            for key in Set(left.keys).union(right.keys).sorted() {
                compare(left[key], right[key], at: path + "." + key, &found)
            }
        } else if text(ours) != text(theirs) {
            found.append("\(path): ours \(text(ours)), theirs \(text(theirs))")
        }
    }

    /// A value as sorted JSON.
    private static func text(_ value: Any?) -> String {
        guard let value else { return "absent" }
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
        let data = (try? JSONSerialization.data(withJSONObject: value, options: options)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}

/// A clock that stands still at the moment when the expectations were made.
private struct FixedClock: LogClock {
    func now() -> WallTime { WallTime(seconds: 1_717_243_380, nanoseconds: 0) }
}

/// A network in which every connection succeeds and nothing arrives.
private struct SilentNetwork: NetworkConnecting {
    func connect(
        to destination: NetworkDestination,
        for handler: String
    ) throws(SinkError) -> any NetworkConnection {
        SilentConnection()
    }
}

/// A connection into nowhere.
private final class SilentConnection: NetworkConnection {
    func send(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {}
    func close() {}
}
