#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How the file names of a configuration become paths.
public struct FileNaming: Sendable {
    /// Where relative names start; `nil` for the process' working directory at the time of opening, where a relative one starts, too.
    public var workingDirectory: String?
    /// A directory below which absolute names are placed; `nil` takes them as they are.
    ///
    /// A relative one starts in the process' working directory.
    public var root: String?
    /// Whether missing directories are made.
    public var makesDirectories: Bool

    /// Creates a rule.
    ///
    /// - Parameters:
    ///   - workingDirectory: where relative names start; `nil` for the process' working directory.
    ///   - root: a directory below which absolute names are placed.
    ///   - makesDirectories: whether missing directories are made.
    public init(workingDirectory: String? = nil, root: String? = nil, makesDirectories: Bool = false) {
        self.workingDirectory = workingDirectory
        self.root = root
        self.makesDirectories = makesDirectories
    }

    /// The directory where relative names start.
    public var currentDirectory: String {
        workingDirectory.map(FileNaming.anchored) ?? FileNaming.processDirectory
    }

    /// The absolute path of a name, without `.`, `..` and doubled slashes.
    ///
    /// Source: CPython `os.path.abspath`, which `FileHandler` applies when it is made.
    public func absolutePath(of name: String) -> String {
        if name.hasPrefix("/") {
            return FileNaming.normalized((root.map(FileNaming.anchored) ?? "") + name)
        }
        return FileNaming.normalized(currentDirectory + "/" + name)
    }

    private static var processDirectory: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// A directory, as it is seen from the process' working directory.
    private static func anchored(_ directory: String) -> String {
        directory.hasPrefix("/") ? directory : processDirectory + "/" + directory
    }

    /// Resolves `.`, `..` and doubled slashes of an absolute path by its text alone.
    ///
    /// Source: CPython `posixpath.normpath`; exactly two leading slashes stay, as POSIX leaves their meaning open.
    static func normalized(_ path: String) -> String {
        let start = path.hasPrefix("//") && !path.hasPrefix("///") ? "//" : "/"
        var parts: [Substring] = []
        // Byte by byte: a slash with a combining character behind it separates, too.
        for part in path.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
            if part.elementsEqual("..".utf8) {
                _ = parts.popLast()
            } else {
                parts.append(Substring(part))
            }
        }
        return start + parts.joined(separator: "/")
    }
}
