internal import LogRuntime
internal import YAMLTree

/// The arguments of handlers that put files aside about making these smaller.
enum CompressionArguments {
    /// What LogCompression brings.
    private static let known = ["gzip", "zstd"]

    /// `compress`: the name of what compresses old files.
    ///
    /// - Returns: `nil` if they stay as they are.
    /// - Throws: ``ArgumentError`` for a name that is not registered.
    static func compressor(_ arguments: Arguments) throws -> (any ArchiveCompressor)? {
        guard let name = try arguments.optionalString("compress") else { return nil }
        return try compressor(named: name, for: "compress", arguments)
    }

    /// `use_gzip` of concurrent-log-handler.
    ///
    /// - Returns: `nil` if old files stay as they are.
    /// - Throws: ``ArgumentError`` where nothing compresses files.
    static func gzip(_ arguments: Arguments) throws -> (any ArchiveCompressor)? {
        guard arguments.boolean("use_gzip") else { return nil }
        return try compressor(named: "gzip", for: "use_gzip", arguments)
    }

    private static func compressor(
        named name: String,
        for argument: String,
        _ arguments: Arguments
    ) throws -> any ArchiveCompressor {
        if let compressor = arguments.compressors[name] { return compressor }
        guard CompressionArguments.known.contains(name) else {
            let names = Set(arguments.compressors.keys).union(CompressionArguments.known).sorted()
            throw ArgumentError(
                argument,
                "nothing compresses files by the name '\(name)'",
                hint: EditDistance.suggestion(for: name, in: names)
                    ?? "write " + names.map { "'\($0)'" }.joined(separator: " or ")
            )
        }
        // LogCompression registers gzip wherever it is.
        guard arguments.compressors["gzip"] == nil else {
            throw ArgumentError(
                argument,
                "'\(name)' needs the system's libzstd, 1.4.0 or later, which is not there",
                hint: "install it (Debian: libzstd1), or write 'gzip'"
            )
        }
        throw ArgumentError(
            argument,
            "'\(name)' needs the product LogCompression",
            hint: "add it to the program, and read the file with a registry that "
                + "registry.addCompression() was called on"
        )
    }
}
