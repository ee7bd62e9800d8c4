@testable import YAMLTree

extension FuzzTarget {
    /// Reading YAML: it ends, and an error has a place in the text.
    static let yaml = FuzzTarget(
        name: "yaml",
        summary: "YAML text to a document, and to canonical JSON",
        seeds: {
            RepositoryFiles.contents(of: ["Configs", "Tests", "Examples"], ending: ".yaml")
                + [
                    "{a: [1, 0x1F, 0o17, 017, 1:30, 1e3, .inf, 2001-12-14t21:59:43.10-05:00, !!binary aGk=]}",
                    "&a [*a, &b {? x : y, <<: {z: 1}}, !!set {a, b}, !!omap [a: 1], !!pairs [a: 1, a: 2]]",
                    "a: |2-\n   x\n    y\nb: >+\n  folded\n  text\n\n  more\n\nc: \"\\x41\\u263a\\U0001F600\\\n  x\"\n",
                    "%YAML 1.1\n%TAG !e! tag:example.org,2000:\n--- !e!x\n- 'it''s'\n...\n", "\u{FEFF}a: b",
                    "[a, [b, {c: d}]]: e",
                ].map { Array($0.utf8) }
        },
        check: { bytes in
            let lines = bytes.count + 1
            do throws(YAMLError) {
                let document = try YAMLReader.read(bytes, file: "f")
                for warning in document.warnings {
                    require((1...lines).contains(warning.mark.line), "a warning is at line \(warning.mark.line)")
                }
                do throws(YAMLError) {
                    let json = try CanonicalJSON.bytes(of: document.root)
                    require(JSONCheck.accepts(json, acceptsNonFinite: false), "canonical JSON is none: \(json)")
                } catch {
                    require(error.kind == .limit, "a document that was read cannot be written: \(error)")
                }
            } catch {
                require(!error.problem.isEmpty, "an error says nothing")
                guard let mark = error.mark else { return }
                require(
                    (1...lines).contains(mark.line) && mark.column >= 1,
                    "an error is at \(mark.line):\(mark.column)"
                )
            }
        }
    )
}
