// swift-tools-version: 6.2
import PackageDescription

// A package as anybody could publish it: a handler and a formatter that configurations name, and their tests.
let package = Package(
    name: "table-logging",
    products: [
        .library(name: "TableLogging", targets: ["TableLogging"])
    ],
    dependencies: [
        // Without traits: the classes need no network library.
        .package(name: "swift-log-config", path: "../..", traits: [])
    ],
    targets: [
        .target(
            name: "TableLogging",
            dependencies: [.product(name: "LogConfig", package: "swift-log-config")]
        ),
        // A program with the classes.
        .executableTarget(
            name: "HandlerPlugin",
            dependencies: ["TableLogging", .product(name: "LogConfig", package: "swift-log-config")]
        ),
        .testTarget(
            name: "TableLoggingTests",
            dependencies: [
                "TableLogging",
                .product(name: "LogConfig", package: "swift-log-config"),
                .product(name: "LogTesting", package: "swift-log-config"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
