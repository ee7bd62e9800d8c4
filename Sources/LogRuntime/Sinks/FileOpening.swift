#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the settings of a file mean when it is opened, and what they refuse.
struct FileOpening: Sendable {
    private let settings: FileSettings

    /// Opens nothing yet.
    init(_ settings: FileSettings) {
        self.settings = settings
    }

    /// Whether CPython's ways are kept, defects included.
    private var isPython: Bool { settings.compatibility == .python313 }

    /// Reads the mode.
    ///
    /// - Throws: ``SinkError`` when there is no such mode, or it does not write, or not with these settings.
    func readMode() throws(SinkError) -> FileMode {
        let mode = try FileMode(settings.mode, place: settings.path, sharesEnd: !isPython)
        if !mode.isWritable, !isPython {
            throw SinkError(
                "open",
                settings.path,
                problem: "mode '\(settings.mode)' does not write",
                pythonType: "io.UnsupportedOperation",
                pythonMessage: "not writable"
            )
        }
        if mode.isBinary { try refuseArguments() }
        return mode
    }

    /// Reads the encoding.
    ///
    /// - Throws: ``SinkError`` when there is no such encoding.
    func readEncoding() throws(SinkError) -> TextEncoding {
        try TextEncoding(settings.encoding, errors: settings.errors, place: settings.path)
    }

    /// Refuses what a binary mode does not take, as CPython's `_io.open` does.
    private func refuseArguments() throws(SinkError) {
        for (name, value) in [("encoding", settings.encoding), ("errors", settings.errors)] where value != nil {
            let article = name == "encoding" ? "an encoding argument" : "an errors argument"
            throw SinkError(
                "open",
                settings.path,
                problem: "binary mode doesn't take \(article)",
                pythonType: "ValueError"
            )
        }
    }

    /// Opens the descriptor, after making the directories if that is wanted.
    ///
    /// - Throws: ``SinkError`` when the system refuses.
    func openDescriptor(flags: Int32) throws(SinkError) -> Int32 {
        do {
            return try openReadable(flags: flags)
        } catch {
            guard error.errorNumber == ENOENT, settings.makesDirectories, flags & O_CREAT != 0 else { throw error }
        }
        try SystemCalls.makeDirectory(ofFile: settings.path)
        return try openReadable(flags: flags)
    }

    /// Opens for reading, too, where that is allowed: locks on a file's bytes and a look at its end require it.
    private func openReadable(flags: Int32) throws(SinkError) -> Int32 {
        if !isPython, flags & O_ACCMODE == O_WRONLY {
            let present = try? SystemCalls.status(ofPath: settings.path)
            if present == nil || present?.isRegular == true {
                do {
                    let both = flags & ~O_WRONLY | O_RDWR
                    return try SystemCalls.open(settings.path, flags: both, permissions: settings.permissions)
                } catch {
                    guard error.errorNumber == EACCES || error.errorNumber == EPERM else { throw error }
                }
            }
        }
        return try SystemCalls.open(settings.path, flags: flags, permissions: settings.permissions)
    }

    /// Modes that CPython opens and then refuses to write text to.
    ///
    /// - Throws: ``SinkError`` for these.
    func refuseLikePython(_ mode: FileMode?) throws(SinkError) {
        if mode?.isWritable == false {
            throw SinkError(
                "write",
                settings.path,
                problem: mode?.isBinary == true ? "write" : "not writable",
                pythonType: "io.UnsupportedOperation"
            )
        }
        if mode?.isBinary == true {
            throw SinkError(
                "write",
                settings.path,
                problem: "a bytes-like object is required, not 'str'",
                pythonType: "TypeError"
            )
        }
    }
}
