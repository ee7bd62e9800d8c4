#if Arize
@testable import LogArize
import LogMonitor
import Testing

/// Rows as the bodies of requests, beside what Arize's client 7.54.0 for Python makes of the same values.
struct RecordTests {
    /// A column and its value.
    struct Cell: Sendable {
        let name: String
        let role: MonitorRole
        let type: MonitorDataType
        let value: LogValue

        static func feature(_ value: LogValue, _ type: MonitorDataType = .numerical, name: String = "f") -> Cell {
            Cell(name: name, role: .feature, type: type, value: value)
        }
        static func prediction(_ value: LogValue, _ type: MonitorDataType = .categorical, name: String = "p") -> Cell {
            Cell(name: name, role: .prediction, type: type, value: value)
        }
        static func target(_ value: LogValue, _ type: MonitorDataType = .categorical, name: String = "t") -> Cell {
            Cell(name: name, role: .target, type: type, value: value)
        }
    }

    /// The body of a row.
    private func body(_ cells: [Cell], change: (inout ArizeSettings) -> Void = { _ in }) throws -> String {
        var settings = ArizeSettings()
        settings.model.id = "m"
        settings.model.version = "v"
        settings.model.spaceKey = "s"
        change(&settings)
        let columns = cells.map { MonitorColumn(name: $0.name, role: $0.role, dataType: $0.type) }
        let mapping = try ArizeMapping(columns, modelType: settings.modelType)
        var leftOut: [String] = []
        let record = mapping.record(
            LogObject(cells.map { ($0.name, $0.value) }),
            predictionID: "7",
            time: WallTime(seconds: 1_795_390_523, nanoseconds: 999_999_999),
            leftOut: &leftOut
        )
        return String(decoding: record.body(settings.model), as: UTF8.self)
    }

    @Test func `a whole body has the client's fields, separators and escapes`() throws {
        let text = try body([.feature(5.1, name: "sepal"), .prediction("café \u{2028} \u{1F388}"), .target("b")])
        #expect(
            text == #"{"model_id": "m", "prediction_id": "7", "prediction": {"timestamp": "2026-11-22T23:35:23Z", "#
                + #""model_version": "v", "features": {"sepal": {"double": 5.1}}, "prediction_label": "#
                + #"{"score_categorical": {"category": {"category": "caf\u00e9 \u2028 \ud83c\udf88"}}}}, "#
                + #""actual": {"actual_label": {"score_categorical": {"category": {"category": "b"}}}}, "#
                + #""space_key": "s", "environment_params": {"production": {}}, "is_generative_llm_record": false}"#
        )
    }

    @Test(
        arguments: [
            (3, #"{"int": "3"}"#), (.int(.min), #"{"int": "-9223372036854775808"}"#), (0, #"{"int": "0"}"#),
            (.double(-0.0), #"{"double": -0.0}"#), (1e16, #"{"double": 1e+16}"#), (1.0, #"{"double": 1.0}"#),
            (.double(.infinity), #"{"double": "Infinity"}"#), (true, #"{"string": "True"}"#),
            (false, #"{"string": "False"}"#), ("", #"{"string": ""}"#),
            (["a", "b"], #"{"multi_value": {"values": ["a", "b"]}}"#),
            ([], #"{"multi_value": {}}"#), ([1.5], #"{"double": 1.5}"#),
            // The client cuts lists of numbers to their first one, and refuses the others.
            ([1.0, 2], #"{"embedding": {"vector": [1.0, 2.0], "link_to_data": ""}}"#),
            (["a": 1], #"{"string": "{\"a\": 1}"}"#), (.uint(.max), #"{"double": 1.8446744073709552e+19}"#),
            (["a", 1], #"{"string": "[\"a\", 1]"}"#),
        ] as [(LogValue, String)]
    )
    func `a feature has the client's form`(_ value: LogValue, _ form: String) throws {
        let text = try body([.feature(value), .prediction("a")])
        #expect(text.contains(#""features": {"f": \#(form)}, "prediction_label""#), "\(text)")
    }

    @Test(arguments: [.null, .double(.nan)] as [LogValue])
    func `a feature that is null or no number is left out`(_ value: LogValue) throws {
        #expect(try !body([.feature(value), .prediction("a")]).contains("features"))
    }

    @Test(
        arguments: [
            ([0.123456789012345, 1e-7, 3], #"{"vector": [0.123456789012345, 1e-07, 3.0], "link_to_data": ""}"#),
            ([.double(.nan), .double(.infinity)], #"{"vector": ["NaN", "Infinity"], "link_to_data": ""}"#),
            ([true, false], #"{"vector": [1.0, 0.0], "link_to_data": ""}"#),
            (.null, #"{"link_to_data": ""}"#), ([], #"{"link_to_data": ""}"#),
        ] as [(LogValue, String)]
    )
    func `an embedding has the client's form`(_ value: LogValue, _ form: String) throws {
        let text = try body([.feature(value, .numericalSequence), .prediction("a")])
        #expect(text.contains(#""features": {"f": {"embedding": \#(form)}}"#), "\(text)")
    }

    @Test(arguments: [[0.5], ["a", "b"], "ab", ["a": 1]] as [LogValue])
    func `what is no embedding is left out`(_ value: LogValue) throws {
        #expect(try !body([.feature(value, .numericalSequence), .prediction("a")]).contains("features"))
    }

    /// `{"category": …}` and the like as a whole label.
    private static func named(_ inside: String) -> String { #"{"score_categorical": \#(inside)}"# }

    @Test(
        arguments: [
            ([.prediction("")], #"{"category": {}}"#), ([.prediction(2)], #"{"category": {"category": "2"}}"#),
            ([.prediction(2.0)], #"{"category": {"category": "2.0"}}"#),
            ([.prediction(true)], #"{"category": {"category": "True"}}"#),
            ([.prediction("a"), .prediction(0.0, .numerical, name: "s")], #"{"score_category": {"category": "a"}}"#),
            ([.prediction(""), .prediction(0.5, .numerical, name: "s")], #"{"score_category": {"score": 0.5}}"#),
            (
                [.prediction("a"), .prediction(.double(.infinity), .numerical, name: "s")],
                #"{"score_category": {"category": "a", "score": "Infinity"}}"#
            ),
            // The client refuses integers as scores, and scores that are missing.
            (
                [.prediction("a"), .prediction(1, .numerical, name: "s")],
                #"{"score_category": {"category": "a", "score": 1.0}}"#
            ),
            ([.prediction("a"), .prediction(.null, .numerical, name: "s")], #"{"category": {"category": "a"}}"#),
            // The plugin knows no other types.
            ([.prediction("News", "text")], #"{"category": {"category": "News"}}"#),
        ] as [([Cell], String)]
    )
    func `a predicted name has the client's form`(_ cells: [Cell], _ form: String) throws {
        let text = try body(cells)
        #expect(text.contains(#""prediction_label": \#(RecordTests.named(form))}"#), "\(text)")
    }

    @Test(
        arguments: [
            ([.target(true)], #"{"category": {"category": "True"}}"#),
            ([.target(2)], #"{"score_value": {"value": 2.0}}"#), ([.target(2.5)], #"{"score_value": {"value": 2.5}}"#),
            (
                [.target("a"), .target(0.5, .numerical, name: "s")],
                #"{"score_category": {"category": "a", "score": 0.5}}"#
            ),
            (
                [.target(true), .target(0.5, .numerical, name: "s")],
                #"{"score_category": {"category": "True", "score": 0.5}}"#
            ),
            // The client drops a target that is false, zero or empty, and refuses a number with a score.
            ([.target(false)], #"{"category": {"category": "False"}}"#), ([.target(0)], #"{"score_value": {}}"#),
            ([.target("")], #"{"category": {}}"#),
            (
                [.target(2), .target(0.5, .numerical, name: "s")],
                #"{"score_category": {"category": "2", "score": 0.5}}"#
            ),
        ] as [([Cell], String)]
    )
    func `a name that would have been right has the client's form`(_ cells: [Cell], _ form: String) throws {
        let text = try body(cells)
        #expect(text.contains(#""actual": {"actual_label": \#(RecordTests.named(form))}"#), "\(text)")
        #expect(!text.contains(#""prediction":"#))
    }

    @Test(
        arguments: [
            (0, "0.0"), (true, "1.0"), (.double(.infinity), #""Infinity""#),
            (.digits("1180591620717411303424"), "1.1805916207174113e+21"),
            (1e22, "1e+22"), (9_007_199_254_740_993, "9007199254740992.0"),
            // The client refuses text.
            ("2.5", "2.5"),
        ] as [(LogValue, String)]
    )
    func `a number has the client's form`(_ value: LogValue, _ form: String) throws {
        let text = try body([.prediction(value, .numerical), .target(value, .numerical)])
        #expect(text.contains(#""prediction_label": {"numeric": \#(form)}"#), "\(text)")
        #expect(text.contains(#""actual": {"actual_label": {"numeric": \#(form)}}"#), "\(text)")
    }

    @Test func `a scored prediction beside a plain target, and the reverse, are sent`() throws {
        let scored = try body([.prediction("a"), .prediction(0.9, .numerical, name: "s"), .target("b")])
        #expect(
            scored.contains(
                #""prediction_label": {"score_categorical": {"score_category": {"category": "a", "score": 0.9}}}"#
            )
        )
        #expect(scored.contains(#""actual_label": {"score_categorical": {"category": {"category": "b"}}}"#))
        let plain = try body([.prediction("a"), .target("b"), .target(0.9, .numerical, name: "s")])
        #expect(plain.contains(#""prediction_label": {"score_categorical": {"category": {"category": "a"}}}"#))
        #expect(
            plain.contains(
                #""actual_label": {"score_categorical": {"score_category": {"category": "b", "score": 0.9}}}"#
            )
        )
    }

    @Test func `tags go to both sides, and a batch to validation`() throws {
        let text = try body([.prediction("a"), .target("b")]) {
            $0.model.tags = [("beta", .text("True")), ("n", .integer(3)), ("weight", .number(1.5))]
            $0.model.purpose = .validation
            $0.model.batchID = "b1"
            $0.model.version = nil
        }
        let tags = #""tags": {"beta": {"string": "True"}, "n": {"int": "3"}, "weight": {"double": 1.5}}"#
        #expect(text.contains(#""prediction": {"timestamp": "2026-11-22T23:35:23Z", \#(tags), "prediction_label""#))
        #expect(text.contains(#""actual": {\#(tags), "actual_label""#))
        #expect(text.contains(#""environment_params": {"validation": {"batch_id": "b1"}}"#))
    }

    @Test func `names that Arize keeps for itself make way`() throws {
        let text = try body([.feature(1, name: "x_shap"), .feature(2, name: "x_shap_"), .prediction("a")])
        #expect(text.contains(#""features": {"x_shap__": {"int": "1"}, "x_shap_": {"int": "2"}}"#))
    }

    @Test(
        arguments: [
            ([.feature(1)], nil, "the columns have neither a prediction nor a target that Arize takes"),
            (
                [.prediction([1, 2], .numericalSequence)], nil,
                "the columns have neither a prediction nor a target that Arize takes"
            ),
            ([.prediction("a")], .numeric, "the columns are not those of a regression, as 'model_type' says"),
            (
                [.prediction(1, .numerical)], .scoreCategorical,
                "the columns are not those of a classification, as 'model_type' says"
            ),
        ] as [([Cell], ArizeSettings.ModelType?, String)]
    )
    func `columns that are no model are told`(_ cells: [Cell], _ type: ArizeSettings.ModelType?, _ text: String) {
        let error = #expect(throws: MonitorError.self) { try body(cells) { $0.modelType = type } }
        #expect(error?.description == text)
    }

    @Test func `columns beyond the first of their kind are told, and so are strange ones`() throws {
        let columns = [
            MonitorColumn(name: "p", role: .prediction, dataType: .categorical),
            MonitorColumn(name: "q", role: .prediction, dataType: .categorical),
            MonitorColumn(name: "n", role: .target, dataType: .numerical),
            MonitorColumn(name: "input", role: "original_text", dataType: "text"),
        ]
        #expect(
            try ArizeMapping(columns, modelType: nil).notices == [
                "column 'q' (role 'prediction', type 'categorical') is not sent: Arize has no place for it here",
                "column 'n' (role 'target', type 'numerical') is not sent: Arize has no place for it here",
                "column 'input' (role 'original_text', type 'text') is not sent: Arize has no place for it here",
            ]
        )
    }
}
#endif
