import TestSupport
import Testing

@Suite struct DocumentCommandTests {
    let tool = BuiltProgram("logconfig")

    @Test func `a document is printed as YAML that says everything itself`() throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            """
            base: &base {level: DEBUG, "on": 0x10}
            more: {<<: *base, format: '%(message)s'}
            list: [1.5, [yes], {}]
            """,
            to: "c.yaml"
        )
        let outcome = try tool.run(["document", "--yaml", "c.yaml"], in: directory.path)
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
        #expect(try tool.run(["document", "--yaml", "--json", "c.yaml"], in: directory.path).status == 2)
    }
}
