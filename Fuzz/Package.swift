// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses the library builds the fuzzer. Scripts/fuzz adds the flags: coverage where
// the toolchain has libFuzzer, and testability, because what is fuzzed is not all public.
let package = Package(
    name: "fuzzing",
    dependencies: [
        .package(name: "swift-log-config", path: "..", traits: [])
    ],
    targets: [
        .executableTarget(
            name: "fuzz",
            dependencies: [.product(name: "LogConfig", package: "swift-log-config")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
