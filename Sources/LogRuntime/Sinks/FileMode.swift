internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How a file is opened, in the letters of Python's `open`.
///
/// `a` appends, `w` empties the file first, `x` insists on making it, `r+` writes over what is there. `t` changes nothing.
/// Source: CPython `_io.open` and `FileIO`.
package struct FileMode: Sendable, Hashable {
    /// What `open(2)` is told.
    let flags: Int32
    /// Whether anything can be written.
    let isWritable: Bool
    /// Whether it is a binary mode, in which Python refuses text.
    let isBinary: Bool
    /// Whether every write goes to the end.
    let appends: Bool

    /// Reads a mode.
    ///
    /// - Parameters:
    ///   - mode: the letters.
    ///   - place: the file, for the error.
    ///   - sharesEnd: whether modes `w` and `x` write at the file's end, too, whoever has written before. CPython writes
    ///     where it left off, and over what another handler has written since.
    /// - Throws: ``SinkError`` in CPython's words (`ValueError`).
    package init(_ mode: String, place: String, sharesEnd: Bool) throws(SinkError) {
        let letters = Array(mode.unicodeScalars)
        guard letters.allSatisfy({ "axrwb+t".unicodeScalars.contains($0) }), Set(letters).count == letters.count else {
            throw SinkError("open", place, problem: "invalid mode: '\(mode)'", pythonType: "ValueError")
        }
        func has(_ letter: Unicode.Scalar) -> Bool { letters.contains(letter) }
        if has("t"), has("b") { throw FileMode.error(place, "can't have text and binary mode at once") }
        let kinds = ["a", "x", "r", "w"].filter { has($0) }
        if kinds.count > 1 { throw FileMode.error(place, "must have exactly one of create/read/write/append mode") }
        guard let kind = kinds.first else {
            throw FileMode.error(
                place,
                "Must have exactly one of create/read/write/append mode and at most one plus"
            )
        }
        isBinary = has("b")
        isWritable = kind != "r" || has("+")
        appends = kind == "a" || sharesEnd && kind != "r"
        var flags = O_CLOEXEC | (has("+") ? O_RDWR : isWritable ? O_WRONLY : O_RDONLY)
        switch kind {
        case "a": flags |= O_CREAT
        case "w": flags |= O_CREAT | O_TRUNC
        case "x": flags |= O_CREAT | O_EXCL
        default: break
        }
        self.flags = appends ? flags | O_APPEND : flags
    }

    private static func error(_ place: String, _ problem: String) -> SinkError {
        SinkError("open", place, problem: problem, pythonType: "ValueError")
    }
}
