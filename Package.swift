// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "swift-log-config",
    products: [
        .library(name: "LogArize", targets: ["LogArize"]),
        .library(name: "LogCompression", targets: ["LogCompression"]),
        .library(name: "LogConfig", targets: ["LogConfig"]),
        .library(name: "LogExport", targets: ["LogExport"]),
        .library(name: "LogMonitor", targets: ["LogMonitor"]),
        .library(name: "LogMonitorTesting", targets: ["LogMonitorTesting"]),
        .library(name: "LogMonitorTracing", targets: ["LogMonitorTracing"]),
        .library(name: "LogNetwork", targets: ["LogNetwork"]),
        .library(name: "LogOTLP", targets: ["LogOTLP"]),
        .library(name: "SwiftLogBackend", targets: ["SwiftLogBackend"]),
        .library(name: "LogOverlay", targets: ["LogOverlay"]),
        .library(name: "LogMetrics", targets: ["LogMetrics"]),
        .library(name: "LogTesting", targets: ["LogTesting"]),
        .executable(name: "logconfig", targets: ["LogConfigTool"]),
    ],
    // What needs a library of its own stands behind a trait. All are on by default, so that the tool can do everything; a package
    // that depends on this one builds only the products it names, and with `traits: []` it does not even fetch the others.
    traits: [
        .trait(name: "Arize", description: "LogArize: monitor rows to Arize."),
        .trait(name: "Compression", description: "LogCompression: old log files compressed by zlib, or by libzstd."),
        .trait(name: "Network", description: "LogNetwork: HTTPHandler, SMTPHandler, and syslog over TLS."),
        .trait(
            name: "OTLP",
            description: "LogOTLP: records and monitor rows to an OpenTelemetry collector."
        ),
        // On by default, too: OTLP's HTTP client needs swift-configuration anyway, and swift-metrics needs nothing else.
        .trait(
            name: "Configuration",
            description: "LogOverlay: values of swift-configuration in place of the file's own."
        ),
        .trait(name: "Metrics", description: "LogMetrics: what becomes of records, as counters of swift-metrics."),
        .default(enabledTraits: ["Arize", "Compression", "Network", "OTLP", "Configuration", "Metrics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/grpc/grpc-swift-2", from: "2.4.0"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport", from: "2.9.0"),
        .package(url: "https://github.com/grpc/grpc-swift-protobuf", from: "2.4.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Layer 0: the system's libyaml, and the few things that only C can say (thread-local storage, variadic calls).
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        .target(name: "CLogRuntime"),
        .target(
            name: "CGzip",
            cSettings: [
                .define("COMPRESSION", .when(traits: ["Compression"])), .define("OTLP", .when(traits: ["OTLP"])),
            ],
            linkerSettings: [
                .linkedLibrary("z", .when(traits: ["Compression"])), .linkedLibrary("z", .when(traits: ["OTLP"])),
            ]
        ),
        // Loads libzstd when it is asked for; nothing is linked.
        .target(name: "CZstd", cSettings: [.define("COMPRESSION", .when(traits: ["Compression"]))]),

        // Layer 1: YAML text to positioned nodes, and the logging engine. Neither knows the other.
        .target(name: "YAMLTree", dependencies: ["CLibYAML"]),
        .target(name: "LogRuntime", dependencies: ["CLogRuntime"]),

        // Layer 2: a configuration file becomes a live logger tree.
        .target(name: "LogConfig", dependencies: ["LogRuntime", "YAMLTree"]),

        // Layer 3: model monitoring over two loggers of a configured tree.
        .target(name: "LogMonitor", dependencies: ["CLogRuntime", "LogConfig", "LogRuntime", "YAMLTree"]),

        // Layer 4: what needs another library, each behind the trait of its name.
        .target(
            name: "LogCompression",
            dependencies: [
                "LogConfig", "LogRuntime",
                .target(name: "CGzip", condition: .when(traits: ["Compression"])),
                .target(name: "CZstd", condition: .when(traits: ["Compression"])),
            ]
        ),
        .target(name: "LogExport", dependencies: ["LogRuntime"]),
        .target(
            name: "LogNetwork",
            dependencies: [
                "LogConfig", "LogRuntime",
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Network"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Network"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["Network"])),
            ]
        ),
        .target(
            name: "LogOTLP",
            dependencies: [
                "LogConfig", "LogExport", "LogMonitor", "LogRuntime",
                .target(name: "CGzip", condition: .when(traits: ["OTLP"])),
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: .when(traits: ["OTLP"])),
                .product(name: "GRPCCore", package: "grpc-swift-2", condition: .when(traits: ["OTLP"])),
                .product(
                    name: "GRPCNIOTransportHTTP2Posix",
                    package: "grpc-swift-nio-transport",
                    condition: .when(traits: ["OTLP"])
                ),
                .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf", condition: .when(traits: ["OTLP"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["OTLP"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["OTLP"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["OTLP"])),
                .product(name: "SwiftProtobuf", package: "swift-protobuf", condition: .when(traits: ["OTLP"])),
            ]
        ),

        // A monitor type as anybody could write it: it sees what is public and nothing else.
        .target(
            name: "LogArize",
            dependencies: [
                "LogExport", "LogMonitor",
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: .when(traits: ["Arize"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Arize"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Arize"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Arize"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["Arize"])),
            ],
            packageAccess: false
        ),

        // The front door for programs that log through swift-log.
        .target(
            name: "SwiftLogBackend",
            dependencies: [
                "LogConfig", "LogRuntime",
                .product(name: "Instrumentation", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        // What two packages of the ecosystem have to do with a configuration, each behind the trait of the package's name.
        .target(
            name: "LogOverlay",
            dependencies: [
                "LogConfig",
                .product(
                    name: "Configuration",
                    package: "swift-configuration",
                    condition: .when(traits: ["Configuration"])
                ),
            ]
        ),
        .target(
            name: "LogMetrics",
            dependencies: [
                "LogRuntime",
                .product(name: "CoreMetrics", package: "swift-metrics", condition: .when(traits: ["Metrics"])),
                .product(
                    name: "ServiceLifecycle",
                    package: "swift-service-lifecycle",
                    condition: .when(traits: ["Metrics"])
                ),
            ]
        ),
        // Rows say of which request and trace they are, where the program uses swift-distributed-tracing.
        .target(
            name: "LogMonitorTracing",
            dependencies: [
                "LogMonitor", "SwiftLogBackend",
                .product(name: "Instrumentation", package: "swift-distributed-tracing"),
            ]
        ),
        // What a program's own tests need: a handler that remembers, a clock that is set, a configuration run in a directory.
        .target(name: "LogTesting", dependencies: ["LogConfig", "LogRuntime"]),
        // What the tests of a monitor type need.
        .target(name: "LogMonitorTesting", dependencies: ["LogMonitor", "LogRuntime"]),

        // Layer 5: the command line tool. The target is not named for its product, `logconfig`, because a module of that
        // name and the module `LogConfig` would be one file on a disk that ignores case.
        .executableTarget(
            name: "LogConfigTool",
            dependencies: [
                "LogArize", "LogCompression", "LogConfig", "LogMonitor", "LogNetwork", "LogOTLP", "LogRuntime",
                "YAMLTree",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Examples: small real programs, run by the tests and by Scripts/demo.
        .executableTarget(
            name: "IrisService",
            dependencies: ["LogArize", "LogMonitor", "LogOTLP"],
            path: "Examples/IrisService",
            exclude: ["configs", "iris.csv"]
        ),

        // A monitor type of somebody else's, and a program with it: they see what is public and nothing else.
        .target(
            name: "TableMonitor",
            dependencies: ["LogMonitor"],
            path: "Examples/MonitorPlugin/TableMonitor",
            packageAccess: false
        ),
        .executableTarget(
            name: "MonitorPlugin",
            dependencies: ["LogMonitor", "TableMonitor"],
            path: "Examples/MonitorPlugin/Program",
            packageAccess: false
        ),

        .executableTarget(
            name: "BatchJob",
            dependencies: ["LogConfig"],
            path: "Examples/BatchJob",
            exclude: ["logging.yaml"]
        ),

        // Tests mirror the targets; TestSupport holds what several of them need.
        .target(name: "TestSupport", dependencies: ["LogRuntime"], path: "Tests/TestSupport"),
        // A program of its own for tests that need one: several processes on one file, a process that is killed.
        .executableTarget(name: "LogRuntimeProbe", dependencies: ["LogRuntime"], path: "Tests/Probe"),
        .executableTarget(
            name: "CompressionProbe",
            dependencies: ["LogCompression", "LogRuntime"],
            path: "Tests/CompressionProbe"
        ),
        .executableTarget(name: "LogConfigProbe", dependencies: ["LogConfig"], path: "Tests/ConfigProbe"),
        // Logs rows through a monitor of any type and tells what that holds.
        .executableTarget(
            name: "MonitorProbe",
            dependencies: ["LogArize", "LogMonitor", "LogOTLP"],
            path: "Tests/MonitorProbe"
        ),
        .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
        .testTarget(
            name: "AllocationTests",
            dependencies: [
                "CAllocationCounter", "LogConfig", "LogMonitor", "LogRuntime", "SwiftLogBackend", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "LogRuntimeTests", dependencies: ["LogRuntime", "LogRuntimeProbe", "TestSupport"]),
        .testTarget(
            name: "LogConfigTests",
            dependencies: ["BatchJob", "LogConfig", "LogConfigProbe", "LogRuntime", "YAMLTree", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "LogCompressionTests",
            dependencies: ["CompressionProbe", "LogCompression", "LogConfig", "LogRuntime", "TestSupport"]
        ),
        .testTarget(name: "LogExportTests", dependencies: ["LogExport", "LogRuntime"]),
        .testTarget(
            name: "LogArizeTests",
            dependencies: [
                "LogArize", "LogConfig", "LogMonitor", "LogRuntime", "TestSupport",
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Arize"])),
            ],
            exclude: ["Receiver"]
        ),
        .testTarget(
            name: "LogMonitorTestingTests",
            dependencies: [
                "IrisService", "LogArize", "LogMonitor", "LogMonitorTesting", "LogOTLP", "LogRuntime", "MonitorPlugin",
                "MonitorProbe", "TableMonitor", "TestSupport",
            ]
        ),
        .testTarget(name: "LogMonitorTests", dependencies: ["LogMonitor", "LogConfig", "LogRuntime", "TestSupport"]),
        .testTarget(name: "LogNetworkTests", dependencies: ["LogNetwork", "LogConfig", "LogRuntime", "TestSupport"]),
        .testTarget(
            name: "LogOTLPTests",
            dependencies: [
                "LogOTLP", "LogMonitor", "LogConfig", "LogRuntime", "TestSupport",
                .product(name: "SwiftProtobuf", package: "swift-protobuf", condition: .when(traits: ["OTLP"])),
            ],
            exclude: ["Receiver"]
        ),
        .testTarget(
            name: "SwiftLogBackendTests",
            dependencies: [
                "SwiftLogBackend", "LogMonitor", "LogMonitorTracing", "LogTesting", "LogConfig", "LogRuntime",
                "TestSupport",
                .product(name: "Instrumentation", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(
            name: "LogOverlayTests",
            dependencies: [
                "LogOverlay", "LogConfig",
                .product(
                    name: "Configuration",
                    package: "swift-configuration",
                    condition: .when(traits: ["Configuration"])
                ),
            ]
        ),
        .testTarget(
            name: "LogMetricsTests",
            dependencies: [
                "LogMetrics", "LogRuntime", "TestSupport",
                .product(name: "MetricsTestKit", package: "swift-metrics", condition: .when(traits: ["Metrics"])),
                .product(
                    name: "ServiceLifecycle",
                    package: "swift-service-lifecycle",
                    condition: .when(traits: ["Metrics"])
                ),
                .product(
                    name: "ServiceLifecycleTestKit",
                    package: "swift-service-lifecycle",
                    condition: .when(traits: ["Metrics"])
                ),
            ]
        ),
        // Every block of code in the README and the articles: compiled, or loaded.
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "LogArize", "LogCompression", "LogConfig", "LogExport", "LogMetrics", "LogMonitor",
                "LogMonitorTesting", "LogMonitorTracing", "LogNetwork", "LogOTLP", "LogOverlay", "LogRuntime",
                "LogTesting", "SwiftLogBackend", "TestSupport", "YAMLTree",
                .product(
                    name: "Configuration",
                    package: "swift-configuration",
                    condition: .when(traits: ["Configuration"])
                ),
                .product(name: "CoreMetrics", package: "swift-metrics", condition: .when(traits: ["Metrics"])),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(name: "LogTestingTests", dependencies: ["LogTesting", "LogConfig", "LogRuntime", "TestSupport"]),
        .testTarget(
            name: "LogConfigToolTests",
            dependencies: ["LogConfigTool", "IrisService", "LogConfig", "LogRuntime", "TestSupport"],
            exclude: ["Fixtures"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    // A system library takes no settings; a C target ignores these; the blocks of the documentation are a user's code.
    guard !["CLogRuntime", "CGzip", "CAllocationCounter", "DocumentationTests"].contains(target.name) else { continue }
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            // `any` is written out, so that the cost of an existential is seen where it is paid.
            .enableUpcomingFeature("ExistentialAny"),
            // A member is visible only where its module is imported: no dependency by accident.
            .enableUpcomingFeature("MemberImportVisibility"),
            // Imports stay out of our interface unless they say `public`.
            .enableUpcomingFeature("InternalImportsByDefault"),
            // A nonisolated async function runs on its caller's executor: a monitor block does not hop threads.
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
}
