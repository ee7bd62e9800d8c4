// swift-tools-version: 6.2
import Foundation
import PackageDescription

// spdlog is compared with where its headers are installed (Debian: libspdlog-dev).
let hasSpdlog = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].contains {
    FileManager.default.fileExists(atPath: $0 + "/spdlog/spdlog.h")
}

// A package of its own, so that nobody who uses the library resolves or builds the benchmark.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "swift-log-config", path: ".."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    ],
    targets: [
        // The same lines, formatted by hand in C: what the ratios are taken against.
        .target(name: "CFloor"),
        // The same lines by spdlog; without its headers an empty library that says so.
        .target(
            name: "CSpdlog",
            cxxSettings: hasSpdlog ? [.define("HAS_SPDLOG"), .define("SPDLOG_FMT_EXTERNAL")] : [],
            linkerSettings: hasSpdlog ? [.linkedLibrary("spdlog"), .linkedLibrary("fmt")] : []
        ),
        .executableTarget(
            name: "bench",
            dependencies: [
                "CFloor", "CSpdlog",
                .product(name: "LogConfig", package: "swift-log-config"),
                .product(name: "LogMonitor", package: "swift-log-config"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
