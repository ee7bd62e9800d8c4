#if Arize
@testable import LogArize
import LogMonitor
import NIOHTTP1
import Testing

struct OptionsTests {
    /// Options that are complete.
    private static let complete: LogObject = ["api_key": "k", "space_key": "s"]

    private func settings(
        _ options: LogObject,
        variables: [String: String] = [:],
        isComplete: Bool = true,
        serviceName: String = "iris",
        name: String = "m"
    ) throws -> ArizeSettings {
        var all = isComplete ? OptionsTests.complete : [:]
        for field in options.fields { all[field.key] = field.value }
        let caught = Caught()
        var types = MonitorTypeRegistry()
        types.register("t") { arguments in
            caught.arguments = arguments
            throw MonitorError("caught")
        }
        let hub = MonitorHub(
            MonitorConfiguration(
                type: "t",
                options: all,
                serviceName: serviceName,
                serviceVersion: "7",
                types: types,
                environment: LogEnvironment(files: FileNaming(workingDirectory: "/base"))
            )
        )
        #expect(throws: MonitorError("caught")) { try hub.prepare([name]) }
        return try ArizeSettings(try #require(caught.arguments), variables: { variables[$0] })
    }

    /// What a monitor would be made from; only a hub can gather it.
    private final class Caught: @unchecked Sendable /* one thread */ {
        var arguments: MonitorArguments?
    }

    @Test func `what is not given has a default`() throws {
        let settings = try settings([:])
        #expect(settings.apiKey == "k")
        #expect(settings.model.spaceKey == "s")
        #expect(settings.spaceID == nil)
        #expect(settings.url == "https://api.arize.com/v1/log")
        #expect(settings.workerCount == 1)
        #expect(settings.queueSize == 5000)
        #expect(settings.timeout == 200)
        #expect(settings.retryLimit == 300)
        #expect(settings.drainTimeout == 10)
        #expect(settings.authorityFile == nil)
        #expect(settings.modelType == nil)
        #expect(settings.model.id == "iris:m")
        #expect(settings.model.version == "7")
        #expect(settings.model.purpose == .production)
        #expect(settings.model.tags.isEmpty)
        #expect(try self.settings([:], serviceName: "").model.id == "m")
    }

    @Test func `what is given counts, also as text`() throws {
        let settings = try settings([
            "uri": "http://h:1/x//", "max_workers": "4", "max_queue_bound": 7, "timeout": "2.5", "retry_limit": 0,
            "drain_timeout": 1, "model_type": "numeric", "model_id": "mine", "environment": "Training",
            "model_tags": ["a": 1, "none": nil],
        ])
        #expect(settings.url == "http://h:1/x/log")
        #expect(settings.workerCount == 4)
        #expect(settings.queueSize == 7)
        #expect(settings.timeout == 2.5)
        #expect(settings.retryLimit == 0)
        #expect(settings.drainTimeout == 1)
        #expect(settings.modelType == .numeric)
        #expect(settings.model.id == "mine")
        #expect(settings.model.version == nil)
        #expect(settings.model.purpose == .training)
        #expect(settings.model.tags.map(\.name) == ["a"])
        #expect(try self.settings(["ca_file": "ca.pem"]).authorityFile == "/base/ca.pem")
    }

    @Test func `keys come from the environment, when no option names them`() throws {
        let variables = ["ARIZE_API_KEY": "ek", "ARIZE_SPACE_KEY": "es", "ARIZE_SPACE_ID": "ei"]
        let fromEnvironment = try settings([:], variables: variables, isComplete: false)
        #expect(fromEnvironment.apiKey == "ek")
        #expect(fromEnvironment.model.spaceKey == "es")
        #expect(fromEnvironment.spaceID == nil)
        let mixed = try settings(["api_key": "k"], variables: ["ARIZE_SPACE_ID": "ei"], isComplete: false)
        #expect(mixed.apiKey == "k")
        #expect(mixed.model.spaceKey == nil)
        #expect(mixed.spaceID == "ei")
        let headers = ArizeClient.headers(mixed)
        #expect(headers["Grpc-Metadata-arize-space-id"] == ["ei"])
        #expect(headers["Grpc-Metadata-space_id"] == ["ei"])
        #expect(headers["Grpc-Metadata-space"] == [])
    }

    @Test(
        arguments: [
            (["api_key": nil], "option 'api_key': is required, here or as environment variable ARIZE_API_KEY"),
            (["api_key": 3], "option 'api_key': is not a text"),
            (["api_key": "a\r\nb"], "option 'api_key': has a control character"),
            (
                ["space_key": nil],
                "option 'space_key': is required, here or as environment variable ARIZE_SPACE_KEY; or 'space_id'"
            ),
            (["uri": "h:1"], "option 'uri': does not begin with http:// or https://"),
            (["uri": "http://u:p@h/v1"], "option 'uri': takes no user name or password; use 'api_key'"),
            (["uri": "http://"], "option 'uri': is not a URI"),
            (["uri": "http://h/?a=1"], "option 'uri': takes no query"),
            (["api_kye": "k"], "option 'api_kye': is not known; did you mean 'api_key'?"),
            (["max_workers": 0], "option 'max_workers': is not a whole number, from 1 to 64"),
            (["timeout": 0], "option 'timeout': is not a number of seconds, more than 0"),
            (
                ["model_type": "RANKING"],
                "option 'model_type': is 'RANKING'; expected one of 'SCORE_CATEGORICAL', 'BINARY_CLASSIFICATION', "
                    + "'NUMERIC', 'REGRESSION'"
            ),
            (["environment": "prodution"], "option 'environment': is 'prodution'; did you mean 'PRODUCTION'?"),
            (["environment": "VALIDATION"], "option 'environment': is 'VALIDATION', which needs 'batch_id', too"),
            (["batch_id": "b"], "option 'batch_id': has no effect unless 'environment' is 'VALIDATION'"),
            (["model_tags": ["a": [1]]], "option 'model_tags': 'a' is not a text, a number or a truth value"),
            (["model_tags": ["a_shap": 1]], "option 'model_tags': 'a_shap' is a name that Arize keeps for itself"),
            (
                ["uri": "http://h/v1", "ca_file": "x"],
                "option 'ca_file': names certificates, and the connection is not encrypted; write https:// in 'uri'"
            ),
            (
                ["timeout": "soon", "uri": 3],
                "option 'timeout': is not a number of seconds, more than 0\noption 'uri': is not a text"
            ),
        ] as [(LogObject, String)]
    )
    func `what is wrong is told, all at once`(_ options: LogObject, _ text: String) {
        let error = #expect(throws: MonitorError.self) { try settings(options) }
        #expect(error?.description == text)
    }

    @Test func `a service file tells the places of wrong options once`() {
        var types = MonitorTypeRegistry.standard
        types.addArize()
        let yaml = """
            monitoring:
              type: arize
              options:
                space_key: s
                api_key: k
                time_out: 3

            """
        let error = #expect(throws: MonitorConfigurationError.self) {
            try MonitorConfiguration.load(yaml: yaml, file: "s.yaml", base: MonitorConfiguration(types: types))
        }
        #expect(
            error?.description
                == "s.yaml:6:5: error: monitoring.options.time_out: is not known; did you mean 'timeout'?"
        )
    }
}
#endif
