import TestSupport
import Testing

@Suite struct DocumentCommandTests {

    @Test func `a document is printed as YAML that says everything itself`() throws {
        let directory = try TemporaryDirectory(
            configuration: """
                base: &base {level: DEBUG, "on": 0x10}
                more: {<<: *base, format: '%(message)s'}
                list: [1.5, [yes], {}]
                """
        )
        let outcome = try directory.logconfig(["document", "--yaml", "c.yaml"])
        #expect(outcome.standardError == "")
        #expect(
            outcome.standardOutput == """
                base:
                  level: DEBUG
                  "on": 16
                more:
                  level: DEBUG
                  "on": 16
                  format: "%(message)s"
                list:
                  - 1.5
                  - [true]
                  - {}

                """
        )
        #expect(try directory.logconfig(["document", "--yaml", "--json", "c.yaml"]).status == 2)
    }
}
