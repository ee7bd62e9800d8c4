import Foundation
import TestSupport
import Testing

/// What the documentation shows of Swift is part of this target, and so it is compiled.
@Suite("Swift in the documentation")
struct SwiftBlockTests {
    /// The sources that hold the blocks, each as lines without their indentation.
    private static let compiled: [(lines: String, imports: Set<Substring>)] = {
        let directory = Repository.root + "/Tests/DocumentationTests/Blocks"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return files.map { file in
            let text = (try? String(contentsOfFile: directory + "/" + file, encoding: .utf8)) ?? ""
            return (normalized(text), imports(of: text))
        }
    }()

    /// The lines of a text without indentation, empty lines and imports.
    private static func normalized(_ text: String) -> String {
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return lines.filter { !$0.isEmpty && !$0.hasPrefix("import ") }.joined(separator: "\n")
    }

    private static func imports(of text: String) -> Set<Substring> {
        Set(text.split(separator: "\n").filter { $0.hasPrefix("import ") })
    }

    private static let blocks = DocumentationBlock.all("swift")
    private static let manifests = blocks.filter { $0.text.hasPrefix("dependencies:") }
    /// The block of a manifest is no program.
    private static let programs = blocks.filter { !$0.text.hasPrefix("dependencies:") }

    @Test(arguments: programs)
    func `a block is compiled as it stands`(block: DocumentationBlock) {
        let wanted = SwiftBlockTests.normalized(block.text)
        let imports = SwiftBlockTests.imports(of: block.text)
        #expect(
            SwiftBlockTests.compiled.contains { file in
                file.lines.contains(wanted) && imports.isSubset(of: file.imports)
            },
            "copy the block into a file of Tests/DocumentationTests/Blocks"
        )
    }

    @Test func `there are blocks, and two manifests`() {
        #expect(SwiftBlockTests.programs.count >= 20)
        #expect(SwiftBlockTests.manifests.count == 2)
    }

    /// Whoever comes to an article by a search has read no other.
    @Test func `the first program of an article says what it imports`() {
        let articles = Dictionary(grouping: SwiftBlockTests.programs, by: \.file)
        for (file, programs) in articles {
            #expect(programs.first?.text.hasPrefix("import ") == true, "\(file)")
        }
    }

    /// Swift packages cannot be read where there is no package manager beside the tests.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/env"), "no env to find swift with"),
        arguments: manifests
    )
    func `a manifest can be read`(block: DocumentationBlock) throws {
        let box = try TemporaryDirectory()
        let manifest = """
            // swift-tools-version: 6.2
            import PackageDescription
            let package = Package(
            name: "shop",
            \(block.text)
            )

            """
        try manifest.write(toFile: box.path + "/Package.swift", atomically: true, encoding: .utf8)
        let outcome = try BuiltProgram("/usr/bin/env").run(["swift", "package", "dump-package"], in: box.path)
        #expect(outcome.status == 0, "\(outcome.standardError)")
        #expect(outcome.standardOutput.contains(#""swift-log-config""#))
    }
}
