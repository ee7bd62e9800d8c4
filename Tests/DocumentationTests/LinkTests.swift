import Foundation
import TestSupport
import Testing

@Suite("Links in the documentation")
struct LinkTests {
    @Test(arguments: DocumentationBlock.files)
    func `a link leads to an article or a file`(file: String) throws {
        let text = DocumentationBlock.text(of: file)
        let folder = Repository.root + "/" + (file as NSString).deletingLastPathComponent
        for match in text.matches(of: /<doc:([A-Za-z-]+)>/) {
            // Articles of one catalogue, whatever their folder.
            let catalogue = file.split(separator: "/").prefix(3).joined(separator: "/")
            let articles = DocumentationBlock.files.filter { $0.hasPrefix(catalogue + "/") }
            #expect(articles.contains { $0.hasSuffix("/\(match.1).md") }, "\(file): \(match.0)")
        }
        for match in text.matches(of: /\]\(([A-Za-z0-9_.\/-]+)\)/) where !match.1.hasPrefix("http") {
            let path = file.contains("/") ? folder + "/" + match.1 : Repository.root + "/" + match.1
            #expect(FileManager.default.fileExists(atPath: path), "\(file): \(match.1)")
        }
    }
}
