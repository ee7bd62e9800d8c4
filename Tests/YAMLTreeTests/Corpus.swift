import Foundation

/// Configurations that people wrote, kept beside the package rather than in it.
enum Corpus {
    /// The folder: `LOGCONFIG_CORPUS`, or `shared/corpus` beside the package; `nil` when there is none.
    static let directory: URL? = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared/corpus").path
        let candidates = [ProcessInfo.processInfo.environment["LOGCONFIG_CORPUS"], beside].compactMap(\.self)
        return candidates.map { URL(fileURLWithPath: $0) }.first {
            FileManager.default.fileExists(atPath: $0.appendingPathComponent("configs").path)
        }
    }()

    /// The files with their names.
    static func configurations() throws -> [(name: String, bytes: [UInt8])] {
        guard let folder = directory?.appendingPathComponent("configs") else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".yaml") }
            .map { ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))) }
    }
}
