import Foundation
import LogConfig
import LogMonitor
import LogRuntime
import Testing

/// The section `monitoring` of service files.
struct ServiceFileTests {
    @Test func `a section says whether, how and where rows are logged`() throws {
        let configuration = try MonitoringConfiguration.load(
            yaml: """
                name: iris
                monitoring:
                  enabled: true
                  type: default
                  options: {log_path: rows, backup_count: 7}

                """
        )
        #expect(configuration.isEnabled)
        #expect(configuration.type == "default")
        #expect(configuration.options == ["log_path": "rows", "backup_count": 7])
    }

    @Test(arguments: ["monitoring:\n", "monitoring: {}\n", "monitoring: {enabled: null, type: null, options: null}\n"])
    func `what a section leaves open stays as it was`(yaml: String) throws {
        let base = MonitorConfiguration(options: ["log_path": "rows"], serviceName: "iris")
        let configuration = try MonitoringConfiguration.load(yaml: yaml, base: base)
        #expect(configuration.isEnabled)
        #expect(configuration.type == "default")
        #expect(configuration.options == ["log_path": "rows"])
        #expect(configuration.serviceName == "iris")
    }

    @Test func `what is nearest to the service counts, key by key`() throws {
        let yaml = """
            monitoring: {options: {log_path: all, backup_count: 1}}
            services:
              monitoring: {options: {log_path: services}}
              iris: {monitoring: {options: {non_finite: python}}}

            """
        let alone = try MonitoringConfiguration.load(yaml: yaml)
        #expect(alone.options == ["log_path": "services", "backup_count": 1])
        let iris = try MonitoringConfiguration.load(yaml: yaml, service: "iris")
        #expect(iris.options == ["log_path": "services", "backup_count": 1, "non_finite": "python"])
    }

    @Test func `options of another type do not go on`() throws {
        var types = MonitorTypeRegistry.standard
        types.register("shop.Warehouse") { _ in throw MonitorError("not made here") }
        let base = MonitorConfiguration(options: ["log_path": "rows"], types: types)
        let configuration = try MonitoringConfiguration.load(yaml: "monitoring: {type: shop.Warehouse}", base: base)
        #expect(configuration.type == "shop.Warehouse")
        #expect(configuration.options == [:])
    }

    @Test func `options of a section that is off are not judged`() throws {
        let yaml = "monitoring: {enabled: false, type: elsewhere, options: {no_such: 1, log_config_file: missing.yaml}}"
        let configuration = try MonitoringConfiguration.load(yaml: yaml)
        #expect(!configuration.isEnabled)
        let count = MonitorHub(configuration).monitor("m") { mon -> Int in
            mon.log(1, name: "x", dataType: .numerical)
            return 3
        }
        #expect(count == 3)
    }

    @Test(
        arguments: [
            (
                "monitoring:\n  type: default\n  log_path: a\n",
                "s.yaml:3:3: error: monitoring.log_path: 'monitoring' has no key 'log_path'; options go below 'options'"
            ),
            (
                "monitoring:\n  enable: false\n",
                "s.yaml:2:3: error: monitoring.enable: 'monitoring' has no key 'enable'; did you mean 'enabled'?"
            ),
            (
                "monitoring:\n  options:\n    enabled: false\n",
                "s.yaml:3:5: error: monitoring.options.enabled: is not an option; "
                    + "'enabled' belongs to 'monitoring', beside 'options'"
            ),
            (
                "monitoring:\n  options:\n    log_pth: a\n    backup_count: -1\n",
                "s.yaml:3:5: error: monitoring.options.log_pth: is not known; did you mean 'log_path'?\n"
                    + "s.yaml:4:5: error: monitoring.options.backup_count: is not a number of files"
            ),
            (
                "monitoring:\n  type: defalt\n",
                "s.yaml:2:9: error: monitoring.type: no monitor type is named 'defalt'; there are 'default'; "
                    + "did you mean 'default'?"
            ),
            ("monitoring: [1]\n", "s.yaml:1:13: error: monitoring: a section 'monitoring' is a mapping"),
            ("monitoring: {enabled: 1}\n", "s.yaml:1:23: error: monitoring.enabled: is not true or false"),
            ("monitoring: {type: 3}\n", "s.yaml:1:20: error: monitoring.type: is not the name of a monitor type"),
            ("monitoring: {options: 3}\n", "s.yaml:1:23: error: monitoring.options: options are a mapping"),
            ("monitring: {}\n", "s.yaml:1:1: error: monitring: 'monitring' is not known; did you mean 'monitoring'?"),
            (
                "a: 1\nenabled: true\n",
                "s.yaml:2:1: error: enabled: the file has no section 'monitoring'; 'enabled' belongs below 'monitoring'"
            ),
            ("a: 1\n", "s.yaml:1:1: error: the file has no section 'monitoring'"),
        ]
    )
    func `what is wrong is told with its place and the nearest name`(yaml: String, text: String) {
        let error = #expect(throws: MonitorConfigurationError.self) {
            try MonitoringConfiguration.load(yaml: yaml, file: "s.yaml")
        }
        #expect(error?.description == text)
    }

    @Test func `a line that may hold a secret is not shown`() throws {
        let yaml = "monitoring:\n  options:\n    api_key: abc\n    log_path: 3\n"
        let error = #expect(throws: MonitorConfigurationError.self) { try MonitoringConfiguration.load(yaml: yaml) }
        #expect(error?.diagnostics.map(\.sourceLine) == [nil, "    log_path: 3"])
    }

    @Test func `a file is read, and one that is missing is told`() throws {
        let directory = try TemporaryDirectory()
        try directory.write("monitoring: {options: {log_path: rows}}\n", to: "service.yaml")
        let configuration = try MonitoringConfiguration.load(directory.path + "/service.yaml")
        #expect(configuration.logPath == "rows")
        let error = #expect(throws: MonitorConfigurationError.self) {
            try MonitoringConfiguration.load(directory.path + "/missing.yaml")
        }
        #expect(error?.diagnostics.map(\.code) == ["unreadable-file"])
    }

    @Test func `a file that every user may write is told of, and counts all the same`() throws {
        let directory = try TemporaryDirectory()
        try directory.write("monitoring: {options: {log_path: rows}}\n", to: "service.yaml")
        let path = directory.path + "/service.yaml"
        let notices = NoticeList()
        func load(permissions: Int) throws -> [String] {
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
            notices.clear()
            let configuration = try MonitoringConfiguration.load(
                path,
                base: MonitorConfiguration(status: notices.status)
            )
            #expect(configuration.logPath == "rows")
            return notices.all
        }
        #expect(try load(permissions: 0o664) == [])
        #expect(
            try load(permissions: 0o666) == [
                "\(path): warning: every user of this machine may change the file; take that right away with 'chmod o-w'"
            ]
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory.path)
        let told = try load(permissions: 0o644)
        #expect(told.count == 1)
        #expect(told.first?.contains("every user of this machine may replace the file: its directory") == true)
    }

    @Test func `a logging configuration that every user may write is told of by each monitor`() throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            """
            version: 1
            handlers: {none: {class: logging.NullHandler}}
            loggers:
              bentoml_monitor_data: {level: INFO, handlers: [none]}
              bentoml_monitor_schema: {level: INFO, handlers: [none]}

            """,
            to: "log.yaml"
        )
        let path = directory.path + "/log.yaml"
        try FileManager.default.setAttributes([.posixPermissions: 0o646], ofItemAtPath: path)
        let bench = MonitorBench(type: "default", options: ["log_config_file": .string(path)])
        bench.hub.monitor("m") { $0.log(1, name: "x", dataType: .numerical) }
        bench.hub.monitor("m") { $0.log(2, name: "x", dataType: .numerical) }
        #expect(
            bench.warnings == [
                "monitor 'm': \(path): warning: every user of this machine may change the file; "
                    + "take that right away with 'chmod o-w'"
            ]
        )
    }

    @Test func `limits of old files are options, with places when they are wrong`() throws {
        let error = #expect(throws: MonitorConfigurationError.self) {
            try MonitoringConfiguration.load(
                yaml: """
                    monitoring:
                      options:
                        max_age: 14 days
                        max_total_size: -1
                        max_ages: 1

                    """,
                file: "s.yaml"
            )
        }
        #expect(
            error?.description == """
                s.yaml:3:5: error: monitoring.options.max_age: is not a limit: write '14d' or seconds
                s.yaml:4:5: error: monitoring.options.max_total_size: is not a limit: write '500MB' or bytes
                s.yaml:5:5: error: monitoring.options.max_ages: is not known; did you mean 'max_age'?
                """
        )
        let beside = #expect(throws: MonitorConfigurationError.self) {
            try MonitoringConfiguration.load(
                yaml: "monitoring: {options: {log_config_file: log.yaml, max_age: 1d, max_total_size: 1}}\n",
                file: "s.yaml"
            )
        }
        #expect(
            beside?.description == """
                s.yaml:1:51: error: monitoring.options.max_age: has no effect beside 'log_config_file': set maxAge there
                s.yaml:1:64: error: monitoring.options.max_total_size: has no effect beside 'log_config_file': set maxTotalSize there
                """
        )
    }

    @Test func `a logging configuration that an option names is judged, too`() throws {
        let directory = try TemporaryDirectory()
        try directory.write("version: 2\n", to: "log.yaml")
        let error = #expect(throws: LoggingConfigurationError.self) {
            try MonitoringConfiguration.load(
                yaml: "monitoring: {options: {log_config_file: '\(directory.path)/log.yaml'}}"
            )
        }
        #expect(error?.diagnostics.first?.code == "unsupported-version")
    }
}

/// What a status channel tells that is no failure.
private final class NoticeList: Sendable {
    let status = StatusChannel()
    private let list = Lock<[String]>([])

    init() {
        status.setNoticeHook { [weak self] notice in self?.list.withLock { $0.append(notice) } }
    }

    var all: [String] { list.withLock { $0 } }
    func clear() { list.withLock { $0 = [] } }
}
