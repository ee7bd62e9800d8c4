import Foundation
import LogConfig
import TestSupport

/// Configurations that people wrote, and what CPython does with them; beside the package, where they are at hand.
struct Corpus {
    /// The directory, if it is there.
    static let directory: String? = {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let package = tests.deletingLastPathComponent()
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared/corpus").path
        let path = ProcessInfo.processInfo.environment["LOGCONFIG_CORPUS"] ?? beside
        return FileManager.default.fileExists(atPath: path + "/expected") ? path : nil
    }()

    /// The numbers of all configurations.
    static var numbers: [String] {
        guard let directory else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory + "/configs")) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted().filter(isServed)
    }

    /// Whether all classes that a configuration names are available.
    private static func isServed(_ number: String) -> Bool {
        let text = (try? configuration(number)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let missing = Registry.standard.names.filter { name in
            if case .unavailable? = Registry.standard[name] { true } else { false }
        }
        return !(missing + StandIns.names(basedOn: missing)).contains { text.contains($0) }
    }

    /// The bytes of a configuration.
    static func configuration(_ number: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(directory ?? "")/configs/\(number).yaml")))
    }

    /// What CPython does with it.
    static func expectation(_ number: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(directory ?? "")/expected/\(number).json"))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    /// Our verdict in CPython's way, as JSON.
    ///
    /// - Parameters:
    ///   - number: the configuration.
    ///   - isPrepared: whether missing directories are made.
    ///   - placeholder: the name of the first logger, whose child exists beforehand.
    /// - Returns: the verdict.
    /// - Throws: when the configuration cannot be read.
    static func verdict(_ number: String, isPrepared: Bool, first placeholder: String) throws -> [String: Any] {
        let box = try TemporaryDirectory()
        let directory = box.path + "/box/d1/d2/d3/d4"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let environment = LogEnvironment(
            clock: FixedClock(),
            timeZone: .utc,
            process: ProcessIdentity(),
            files: FileNaming(
                workingDirectory: directory,
                root: directory + "/_abs",
                makesDirectories: isPrepared
            ),
            network: SilentNetwork()
        )
        let tree = LoggerTree(environment: environment)
        let existing = ["preexisting", "preexisting.child", placeholder + ".early"]
        for name in existing { _ = tree.logger(name) }
        var options = ConfigurationOptions(compatibility: .python313)
        options.standIns = StandIns.entry
        options.registry = options.registry.withoutOtherPackages
        let verdict = Verdict.of(
            bytes: try configuration(number),
            file: "config.yaml",
            options: options,
            tree: tree,
            isLive: true
        )
        defer { verdict.active?.shutdown() }
        var buffer = ByteBuffer()
        buffer.append(json: verdict.describe(existing: existing))
        let data = Data(buffer.string().utf8)
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
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
