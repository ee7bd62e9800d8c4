// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses the library resolves or builds the benchmark.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "swift-log-config", path: "..")
    ],
    targets: [
        // The same lines, formatted by hand in C: what the ratios are taken against.
        .target(name: "CFloor"),
        .executableTarget(
            name: "bench",
            dependencies: [
                "CFloor",
                .product(name: "LogConfig", package: "swift-log-config"),
                .product(name: "LogMonitor", package: "swift-log-config"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
