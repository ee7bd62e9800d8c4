// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "swift-log-config",
    products: [
        .library(name: "LogConfig", targets: ["LogConfig"]),
        .library(name: "LogMonitor", targets: ["LogMonitor"]),
        .executable(name: "logconfig", targets: ["LogConfigTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        // Layer 0: the system's libyaml, and the few things that only C can say (thread-local storage, variadic calls).
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        .target(name: "CLogRuntime"),

        // Layer 1: YAML text to positioned nodes, and the logging engine. Neither knows the other.
        .target(name: "YAMLTree", dependencies: ["CLibYAML"]),
        .target(name: "LogRuntime", dependencies: ["CLogRuntime"]),

        // Layer 2: a configuration file becomes a live logger tree.
        .target(name: "LogConfig", dependencies: ["LogRuntime", "YAMLTree"]),

        // Layer 3: model monitoring over two loggers of a configured tree.
        .target(name: "LogMonitor", dependencies: ["LogConfig", "LogRuntime"]),

        // Layer 4: the command line tool. The target is not named for its product, `logconfig`, because a module of that
        // name and the module `LogConfig` would be one file on a disk that ignores case.
        .executableTarget(
            name: "LogConfigTool",
            dependencies: [
                "LogConfig", "LogMonitor", "LogRuntime", "YAMLTree",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Examples: small real programs, run by the tests and by Scripts/demo.
        .executableTarget(
            name: "IrisService",
            dependencies: ["LogMonitor"],
            path: "Examples/IrisService",
            exclude: ["configs", "iris.csv"]
        ),

        // Tests mirror the targets; TestSupport holds what several of them need.
        .target(name: "TestSupport", dependencies: ["LogRuntime"], path: "Tests/TestSupport"),
        // A program of its own for tests that need one: several processes on one file, a process that is killed.
        .executableTarget(name: "LogRuntimeProbe", dependencies: ["LogRuntime"], path: "Tests/Probe"),
        .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
        .testTarget(name: "AllocationTests", dependencies: ["CAllocationCounter", "LogMonitor", "LogRuntime"]),
        .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "LogRuntimeTests", dependencies: ["LogRuntime", "LogRuntimeProbe", "TestSupport"]),
        .testTarget(name: "LogConfigTests", dependencies: ["LogConfig", "LogRuntime", "YAMLTree", "TestSupport"]),
        .testTarget(name: "LogMonitorTests", dependencies: ["LogMonitor", "LogConfig", "LogRuntime", "TestSupport"]),
        .testTarget(
            name: "LogConfigToolTests",
            dependencies: ["LogConfigTool", "IrisService", "LogConfig", "LogRuntime", "TestSupport"],
            exclude: ["Fixtures"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    // A system library takes no settings; a C target ignores these.
    guard !["CLogRuntime", "CAllocationCounter"].contains(target.name) else { continue }
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
