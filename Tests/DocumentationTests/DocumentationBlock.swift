import Foundation
import TestSupport
import Testing

/// A block of code in the README or an article.
struct DocumentationBlock: Sendable, CustomTestStringConvertible {
    /// The file, from the root of the repository.
    let file: String
    /// The line at which the block begins.
    let line: Int
    /// The language, as the fence names it.
    let language: String
    /// The text, with the line end.
    let text: String

    var testDescription: String { "\(file):\(line)" }

    /// The README and what lies beside it, and all articles.
    static let files: [String] = {
        let sources = FileManager.default.enumerator(atPath: Repository.root + "/Sources")
        let articles = (sources?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }
        return ["README.md", "SECURITY.md"] + articles.map { "Sources/" + $0 }.sorted()
    }()

    /// The text of a file.
    static func text(of file: String) -> String {
        (try? String(contentsOfFile: Repository.root + "/" + file, encoding: .utf8)) ?? ""
    }

    /// All blocks of a language.
    static func all(_ language: String) -> [DocumentationBlock] {
        files.flatMap { blocks(of: $0) }.filter { $0.language == language }
    }

    private static func blocks(of file: String) -> [DocumentationBlock] {
        var blocks: [DocumentationBlock] = []
        var open: (line: Int, language: String, lines: [String])?
        for (index, line) in text(of: file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    let text = block.lines.joined(separator: "\n") + "\n"
                    blocks.append(
                        DocumentationBlock(file: file, line: block.line, language: block.language, text: text)
                    )
                    open = nil
                } else {
                    open = (index + 1, String(line.dropFirst(3)), [])
                }
            } else {
                open?.lines.append(String(line))
            }
        }
        return blocks
    }
}
