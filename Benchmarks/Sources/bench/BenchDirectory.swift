import Glibc

/// The directory that the contenders write to; what they wrote is removed at the end.
final class BenchDirectory {
    private let path: String
    private let isOurs: Bool
    private var files: [BenchFile] = []
    private var adopted: [String] = []

    /// Makes the directory unless it is there.
    init(_ path: String) {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let here = getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? "."
        // What is compared with in other processes has another working directory.
        self.path = path.hasPrefix("/") ? path : here + "/" + path
        isOurs = mkdir(path, 0o755) == 0
        guard isOurs || errno == EEXIST else {
            stop("cannot make directory '\(path)': \(String(cString: strerror(errno)))")
        }
    }

    /// A new, empty file.
    func file(_ name: String) -> BenchFile {
        let file = BenchFile(path + "/" + name)
        files.append(file)
        return file
    }

    /// A name for a directory that a contender makes.
    func directory(_ name: String) -> String {
        adopt(name)
        return path + "/" + name
    }

    /// The path of a name in the directory.
    func path(of name: String) -> String { path + "/" + name }

    /// Writes a file, which is removed at the end by whoever adopts it.
    func write(_ text: String, to name: String) {
        let descriptor = open(path(of: name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        let bytes = Array(text.utf8)
        if Glibc.write(descriptor, bytes, bytes.count) != bytes.count { stop("cannot write '\(path(of: name))'") }
        close(descriptor)
    }

    /// Takes care that a file or directory which a contender has made is removed at the end.
    func adopt(_ name: String) {
        adopted.append(path + "/" + name)
    }

    /// Removes what the contenders have written, and the directory if this run has made it.
    func remove() {
        for file in files { unlink(file.path) }
        for path in adopted.reversed() where unlink(path) != 0 { rmdir(path) }
        if isOurs { rmdir(path) }
    }
}

/// A file that a contender appends to.
final class BenchFile {
    /// The file's path.
    let path: String
    /// Open for appending.
    let descriptor: Int32

    init(_ path: String) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
        if descriptor < 0 { stop("cannot open '\(path)': \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    /// Cuts the file to nothing.
    func empty() {
        if ftruncate(descriptor, 0) != 0 { stop("cannot truncate '\(path)': \(String(cString: strerror(errno)))") }
    }

    /// What the file holds.
    var content: [UInt8] {
        let reader = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(reader) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(reader, &bytes, bytes.count)
        return Array(bytes.prefix(max(count, 0)))
    }
}

/// Ends the benchmark unless two contenders have written the same bytes.
func expectEqual(_ bytes: [UInt8], _ expected: [UInt8]) {
    guard bytes != expected else { return }
    stop(
        "the lines differ:\n\(String(decoding: bytes, as: UTF8.self))"
            + "\n\(String(decoding: expected, as: UTF8.self))"
    )
}
