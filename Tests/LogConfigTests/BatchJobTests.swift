import Foundation
import TestSupport
import Testing

@Suite("Batch job")
struct BatchJobTests {
    @Test func `it tells its progress and keeps its log within the limit`() throws {
        let box = try TemporaryDirectory()
        let outcome = try BuiltProgram("BatchJob")
            .run([Repository.root + "/Examples/BatchJob/logging.yaml", "5000"], in: box.path)
        #expect(outcome.status == 0)
        #expect(outcome.standardError == "")
        #expect(outcome.standardOutput == (1...10).map { "\($0 * 10) % done\n" }.joined())
        let files = try FileManager.default.contentsOfDirectory(atPath: box.path).sorted()
        #expect(files == ["batch.log", "batch.log.1", "batch.log.2", "batch.log.3"])
        for file in files {
            let size = try Data(contentsOf: URL(fileURLWithPath: box.path + "/" + file)).count
            #expect((1...16384).contains(size))
        }
        let log = try String(contentsOfFile: box.path + "/batch.log", encoding: .utf8)
        #expect(log.hasSuffix(" INFO batch.invoices: 4751 paid, 249 refused\n"))
    }
}
