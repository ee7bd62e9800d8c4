#if OTLP
import LogMonitor
@testable import LogOTLP
import LogRuntime
import Testing

/// Options and environment variables.
struct SettingsTests {
    private func read(_ options: LogObject, _ variables: [String: String] = [:]) throws -> OTLPSettings {
        try OTLPMonitorOptions(options, variables: { variables[$0] }).settings
    }

    private func problem(_ options: LogObject, _ variables: [String: String] = [:]) -> String? {
        do throws(MonitorError) {
            _ = try OTLPMonitorOptions(options, variables: { variables[$0] })
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `without options records go to this machine over HTTP, with the specification's limits`() throws {
        let settings = try read([:])
        #expect(settings.endpoint.url == "http://localhost:4318/v1/logs")
        #expect(settings.transport == .http)
        #expect(settings.timeout == 10)
        #expect(settings.queueSize == 2048)
        #expect(settings.batchSize == 512)
        #expect(settings.scheduleDelay == 1)
        #expect(settings.retryLimit == 300)
        #expect(settings.drainTimeout == 5)
        #expect(settings.spoolSize == 67_108_864)
        #expect(!settings.compresses)
        #expect(settings.headers.isEmpty)
        #expect(try read(["protocol": "grpc"]).endpoint.url == "http://localhost:4317/v1/logs")
    }

    private static let endpoints: [(LogObject, [String: String], String)] = [
        (["endpoint": "http://h:5000"], [:], "http://h:5000/v1/logs"),
        (["endpoint": "http://h:5000/"], [:], "http://h:5000/v1/logs"),
        (["endpoint": "http://h/x/y?z=1"], [:], "http://h:80/x/y?z=1"),
        (["endpoint": "https://[::1]:9"], [:], "https://[::1]:9/v1/logs"),
        (["endpoint": "HTTPS://h"], [:], "https://h:443/v1/logs"),
        (["endpoint": "http://h", "insecure": false], [:], "http://h:80/v1/logs"),
        ([:], ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://h:1/"], "http://h:1/v1/logs"),
        ([:], ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://h:1/a/"], "http://h:1/a/v1/logs"),
        ([:], ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://h:1/a/?key=1"], "http://h:1/a/v1/logs?key=1"),
        ([:], ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://h:1?key=1"], "http://h:1/v1/logs?key=1"),
        ([:], ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "http://h:1/custom"], "http://h:1/custom"),
        ([:], ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "http://h:1"], "http://h:1/"),
        (
            [:], ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://a", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "http://b/c"],
            "http://b:80/c"
        ),
        (["endpoint": "http://o"], ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "http://b/c"], "http://o:80/v1/logs"),
        (["protocol": "grpc", "endpoint": "http://h:1"], [:], "http://h:1/v1/logs"),
        (["protocol": "grpc", "endpoint": "https://h"], [:], "https://h:4317/v1/logs"),
        (["protocol": "grpc", "endpoint": "h:1"], [:], "https://h:1/v1/logs"),
        (["protocol": "grpc", "endpoint": "h:1", "insecure": true], [:], "http://h:1/v1/logs"),
        (["protocol": "grpc", "endpoint": "h:1", "insecure": "False"], [:], "https://h:1/v1/logs"),
        (["protocol": "grpc", "endpoint": "http://h:1", "insecure": false], [:], "https://h:1/v1/logs"),
        (
            ["endpoint": "h:1"], ["OTEL_EXPORTER_OTLP_PROTOCOL": "grpc", "OTEL_EXPORTER_OTLP_INSECURE": "true"],
            "http://h:1/v1/logs"
        ),
    ]

    @Test(arguments: endpoints)
    func `an endpoint is where the specification puts it`(
        _ options: LogObject,
        _ variables: [String: String],
        _ url: String
    ) throws {
        #expect(try read(options, variables).endpoint.url == url)
    }

    private static let headers: [(LogObject, [String: String], [OTLPSettings.Header])] = [
        (
            ["headers": "x-key=secret,x-b=2"], [:],
            [.init(name: "x-key", value: "secret"), .init(name: "x-b", value: "2")]
        ),
        (
            ["headers": ["X-Key": "a b", "n": 5]], [:],
            [.init(name: "X-Key", value: "a b"), .init(name: "n", value: "5")]
        ),
        (["headers": ["X-Key": "a"], "protocol": "grpc"], [:], [.init(name: "x-key", value: "a")]),
        (
            [:], ["OTEL_EXPORTER_OTLP_HEADERS": "x-key=a%20b , x-b=2,"],
            [.init(name: "x-key", value: "a b"), .init(name: "x-b", value: "2")]
        ),
        (
            [:], ["OTEL_EXPORTER_OTLP_HEADERS": "a=1", "OTEL_EXPORTER_OTLP_LOGS_HEADERS": "b=%C3%A9%2"],
            [.init(name: "b", value: "é%2")]
        ),
        (["credentials": "my-token"], [:], [.init(name: "authorization", value: "Bearer my-token")]),
        (["credentials": "Basic abc="], [:], [.init(name: "authorization", value: "Basic abc=")]),
        (
            ["credentials": ["token": "t"], "headers": "a=1"], [:],
            [.init(name: "a", value: "1"), .init(name: "authorization", value: "Bearer t")]
        ),
    ]

    @Test(arguments: headers)
    func `headers are text or mapping, and a token is one`(
        _ options: LogObject,
        _ variables: [String: String],
        _ expected: [OTLPSettings.Header]
    ) throws {
        #expect(try read(options, variables).headers == expected)
    }

    @Test func `numbers may be texts, and variables count milliseconds`() throws {
        #expect(try read(["timeout": "3"]).timeout == 3)
        #expect(try read(["timeout": 0.25]).timeout == 0.25)
        #expect(try read([:], ["OTEL_EXPORTER_OTLP_TIMEOUT": "2500"]).timeout == 2.5)
        #expect(try read([:], ["OTEL_BLRP_SCHEDULE_DELAY": "0"]).scheduleDelay == 0)
        #expect(try read([:], ["OTEL_BLRP_MAX_QUEUE_SIZE": "100"]).batchSize == 100)
        #expect(try read(["max_export_batch_size": 7]).batchSize == 7)
        #expect(try read(["compression": "gzip"]).compresses)
        #expect(try read([:], ["OTEL_EXPORTER_OTLP_COMPRESSION": "gzip"]).compresses)
        #expect(try !read(["compression": "none"], ["OTEL_EXPORTER_OTLP_COMPRESSION": "gzip"]).compresses)
        #expect(try read([:], ["OTEL_SDK_DISABLED": "true"]).isDisabled)
    }

    @Test func `variables of any size leave limits that can be kept`() throws {
        for text in ["1e300", "9223372036854775807", "99999999999999999999"] {
            #expect(try read([:], ["OTEL_EXPORTER_OTLP_LOGS_TIMEOUT": text]).timeout == 86_400)
            #expect(try read([:], ["OTEL_BLRP_SCHEDULE_DELAY": text]).scheduleDelay == 86_400)
            #expect(try read([:], ["OTEL_BLRP_MAX_QUEUE_SIZE": text]).queueSize == 1_000_000_000)
            #expect(try read([:], ["OTEL_BLRP_MAX_EXPORT_BATCH_SIZE": text]).batchSize == 2048)
        }
    }

    @Test func `credentials are a file of authorities, or a certificate and its key`() throws {
        let authority = try read(["endpoint": "https://h", "credentials": "/etc/ca.pem"])
        #expect(authority.certificates == .init(authorityFile: "/etc/ca.pem"))
        let all: LogObject = ["ca_file": "ca", "certificate_file": "c", "key_file": "k"]
        let own = try read(["endpoint": "h", "protocol": "grpc", "credentials": .object(all)])
        #expect(own.certificates == .init(authorityFile: "ca", certificateFile: "c", keyFile: "k"))
        let variables = [
            "OTEL_EXPORTER_OTLP_CERTIFICATE": "ca", "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE": "c",
            "OTEL_EXPORTER_OTLP_LOGS_CLIENT_KEY": "k",
        ]
        #expect(try read([:], variables).certificates == own.certificates)
    }

    private static let problems: [(LogObject, [String: String], String)] = [
        (["endpont": "http://h"], [:], "option 'endpont': is not known; did you mean 'endpoint'?"),
        (["endpoint": "h:1"], [:], "option 'endpoint': 'h:1' has no scheme; write http:// or https:// in front of it"),
        (["endpoint": "http://h:x"], [:], "option 'endpoint': 'x' is not a port"),
        (["endpoint": "http://:80"], [:], "option 'endpoint': no host is named"),
        (
            ["endpoint": "ftp://h"], [:],
            "option 'endpoint': 'ftp' is not a scheme for a collector: http or https; write http:// or https:// in front of it"
        ),
        (["endpoint": "http://u:p@h"], [:], "option 'endpoint': takes no user name or password; use 'headers'"),
        (["protocol": "udp"], [:], "option 'protocol': 'udp' is not a protocol; protocols are 'http' and 'grpc'"),
        (["compression": "zstd"], [:], "option 'compression': 'zstd' is not a compression; write 'gzip' or 'none'"),
        (["timeout": "soon"], [:], "option 'timeout': is not a number of seconds, more than 0"),
        (["timeout": 0], [:], "option 'timeout': is not a number of seconds, more than 0"),
        (["meta_sample_rate": 2], [:], "option 'meta_sample_rate': is not a number from 0 to 1"),
        (["headers": "secret"], [:], "option 'headers': part 1 is not 'name=value'"),
        (["headers": ["a b": "x"]], [:], "option 'headers': 'a b' is not a header's name"),
        (["headers": ["a": "x\r\ny"]], [:], "option 'headers': the value of 'a' has a control character"),
        (
            ["credentials": ["certificate_file": "c"], "endpoint": "https://h"], [:],
            "option 'credentials': a certificate of ours needs both 'certificate_file' and 'key_file'"
        ),
        (
            ["credentials": "/ca.pem"], [:],
            "option 'credentials': names certificates, and the connection is not encrypted; write https:// in 'endpoint'"
        ),
        (["insecure": "maybe"], [:], "option 'insecure': 'maybe' is neither true nor false"),
        (["spool_size": 5], [:], "option 'spool_size': has no effect without 'spool_directory'"),
        (
            [:], ["OTEL_EXPORTER_OTLP_PROTOCOL": "http/json"],
            "variable 'OTEL_EXPORTER_OTLP_PROTOCOL': 'http/json' is not a protocol that is served: 'grpc' or 'http/protobuf'"
        ),
        (
            ["protocol": "x", "timeout": -1], [:],
            "option 'protocol': 'x' is not a protocol; protocols are 'http' and 'grpc'\noption 'timeout': is not a number of seconds, more than 0"
        ),
    ]

    @Test(arguments: problems)
    func `what is wrong is told with its name and without secrets`(
        _ options: LogObject,
        _ variables: [String: String],
        _ expected: String
    ) {
        #expect(problem(options, variables) == expected)
    }

    @Test func `the resource is the library, the instance, the environment and the service`() throws {
        let plain = OTLPResource.attributes(
            try read([:]),
            serviceName: nil,
            instance: "not available",
            programName: "shop"
        )
        let library: LogObject = [
            "telemetry.sdk.language": "swift", "telemetry.sdk.name": "swift-log-config",
            "telemetry.sdk.version": "0.1.0",
        ]
        var expected = library
        expected["service.instance.id"] = "not available"
        expected["service.name"] = "unknown_service:shop"
        #expect(plain == expected)
        let variables = [
            "OTEL_SERVICE_NAME": "mine", "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment=test,service.name=other",
        ]
        let named = OTLPResource.attributes(try read([:], variables), serviceName: "bento:m", instance: "v1")
        expected = library
        expected["service.instance.id"] = "v1"
        expected["deployment.environment"] = "test"
        expected["service.name"] = "mine"
        #expect(named == expected)
    }
}
#endif
