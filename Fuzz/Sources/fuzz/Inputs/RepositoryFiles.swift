import Foundation

/// Files of the repository that make good inputs to begin with.
enum RepositoryFiles {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The contents of all files with an ending in some folders, the small ones only.
    static func contents(of folders: [String], ending: String) -> [[UInt8]] {
        folders.flatMap { folder -> [[UInt8]] in
            let directory = root.appendingPathComponent(folder)
            let names = (try? FileManager.default.subpathsOfDirectory(atPath: directory.path)) ?? []
            return names.filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
                guard let data = try? Data(contentsOf: directory.appendingPathComponent(name)), data.count <= 8192
                else {
                    return nil
                }
                return Array(data)
            }
        }
    }

    /// The blocks of code of a language in the documentation.
    static func blocks(of language: String, in folders: [String]) -> [[UInt8]] {
        contents(of: folders, ending: ".md").flatMap { bytes in
            String(decoding: bytes, as: UTF8.self).components(separatedBy: "```\(language)\n").dropFirst()
                .compactMap { $0.components(separatedBy: "```").first }
                .map { Array($0.utf8) }
        }
    }
}
