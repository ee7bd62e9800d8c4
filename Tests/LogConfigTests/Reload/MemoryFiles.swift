import LogConfig
import LogRuntime

/// A file system of one file that a test writes, replaces and takes away.
final class MemoryFiles: ConfigurationFileSystem {
    private struct State {
        var look = FileLook.missing
        var text = ""
        var isReadable = true
        var count: UInt64 = 0
        var reads = 0
    }

    private let state = Lock(State())

    init(_ text: String) {
        replace(text)
    }

    /// How often the file was read.
    var reads: Int { state.withLock { $0.reads } }

    /// Puts another file in the place of the one that is there, as editors and link swaps do.
    func replace(_ text: String) {
        state.withLock { state in
            state.count += 1
            state.text = text
            let size = Int64(text.utf8.count)
            state.look = .present(device: 1, inode: state.count, size: size, seconds: 0, nanoseconds: 0)
        }
    }

    /// Takes the file away.
    func remove() {
        state.withLock { $0.look = .missing }
    }

    /// Allows or forbids reading.
    func setReadable(_ isReadable: Bool) {
        state.withLock { $0.isReadable = isReadable }
    }

    func look(at path: String) -> FileLook { state.withLock { $0.look } }

    func bytes(of path: String) throws(LoggingConfigurationError) -> [UInt8] {
        let (text, problem) = state.withLock { state -> (String, String?) in
            state.reads += 1
            if state.look == .missing { return ("", "no such file") }
            return (state.text, state.isReadable ? nil : "permission denied")
        }
        if let problem {
            throw LoggingConfigurationError(
                stage: .yaml,
                chain: [.init(type: "OSError", message: problem)],
                diagnostics: []
            )
        }
        return Array(text.utf8)
    }

    func exposure(of path: String) -> FileExposure? { nil }
}
