// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses the library fetches a web framework.
let package = Package(
    name: "hummingbird-service",
    dependencies: [
        // Without traits: the service needs files, streams and syslog, and no network library for its logs.
        .package(name: "swift-log-config", path: "../..", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .executableTarget(
            name: "HummingbirdService",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftLogBackend", package: "swift-log-config"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
