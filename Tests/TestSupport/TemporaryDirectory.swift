public import Foundation

/// A directory of a test's own, removed with everything in it when the test is over.
public final class TemporaryDirectory: Sendable {
    /// The directory's path, without a slash at the end.
    public let path: String

    /// Makes a directory.
    public init() throws {
        let base = FileManager.default.temporaryDirectory.path
        path = (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/logconfig-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a name in the directory.
    public func file(_ name: String) -> String { path + "/" + name }

    /// The names of the files in the directory, sorted.
    public var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// The content of a file; `nil` if there is none.
    public func data(_ name: String) -> Data? { FileManager.default.contents(atPath: file(name)) }

    /// The text of a file; `nil` if there is none.
    public func text(_ name: String) -> String? { data(name).map { String(decoding: $0, as: UTF8.self) } }

    /// The texts of all files by name.
    public var texts: [String: String] {
        Dictionary(uniqueKeysWithValues: names.compactMap { name in text(name).map { (name, $0) } })
    }

    /// Writes a file.
    public func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    }
}
