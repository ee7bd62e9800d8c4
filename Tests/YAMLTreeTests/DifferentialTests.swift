import Foundation
import TestSupport
import Testing
import YAMLTree

/// Documents of all kinds, read by us and by PyYAML 6.0.3.
///
/// `Fixtures/differential` holds the documents with PyYAML's answers, so that these tests need no Python; where there is one,
/// the answers themselves are checked. Two answers are the same when the values are, or when both refuse with the same
/// exception, the same sentence and the same place.
@Suite("PyYAML's answers")
struct DifferentialTests {
    @Test(arguments: try RecordedAnswer.topics())
    func `documents are read as PyYAML reads them`(topic: String) throws {
        for recorded in try RecordedAnswer.all(of: topic) {
            #expect(Answer(reading: recorded.bytes) == recorded.answer, "\(recorded.title)")
        }
    }

    @Test func `there are more than three hundred documents`() throws {
        let count = try RecordedAnswer.topics().reduce(0) { try $0 + RecordedAnswer.all(of: $1).count }
        #expect(count > 300)
    }

    @Test func `where libyaml cannot follow PyYAML the difference is known`() throws {
        for known in try RecordedAnswer.knownDifferences() {
            let ours = Answer(reading: known.bytes)
            #expect(ours == known.ours, "\(known.title)")
            #expect(ours != known.answer, "\(known.title): no longer a difference")
        }
    }

    // Sentences of Python's own exceptions differ from version to version, so the recorded ones need 3.13.
    static let python = PythonOracle.find(
        modules: ["yaml"],
        where: "yaml.__version__.startswith('6.0.') and sys.version_info[:2] == (3, 13)"
    )

    @Test(.enabled(if: python.oracle != nil, "needs a python3.13 with PyYAML 6.0"))
    func `the recorded answers are PyYAML's`() throws {
        let oracle = try #require(Self.python.oracle)
        let recorded = try RecordedAnswer.topics().flatMap(RecordedAnswer.all) + RecordedAnswer.knownDifferences()
        let answers = try Answer.pyYAML(recorded.map(\.bytes), by: oracle)
        for (recorded, answer) in zip(recorded, answers) {
            #expect(answer == recorded.answer, "\(recorded.title)")
        }
    }

    static let anyPython = PythonOracle.find(modules: ["yaml"], where: "yaml.__version__.startswith('6.0.')")

    @Test(
        .enabled(if: anyPython.oracle != nil, "needs a python3 with PyYAML 6.0"),
        .enabled(if: Corpus.directory != nil, "needs the corpus of configurations beside the package")
    )
    func `configurations that people wrote are read as PyYAML reads them`() throws {
        let oracle = try #require(Self.anyPython.oracle)
        let files = try Corpus.configurations()
        #expect(files.count > 100)
        let answers = try Answer.pyYAML(files.map(\.bytes), by: oracle)
        for (file, answer) in zip(files, answers) {
            #expect(Answer(reading: file.bytes) == answer, "\(file.name)")
        }
    }
}
