import Glibc

/// The directory that the contenders write to; what they wrote is removed at the end.
final class BenchDirectory {
    private let path: String
    private let isOurs: Bool
    private var files: [BenchFile] = []

    /// Makes the directory unless it is there.
    init(_ path: String) {
        self.path = path
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

    /// Removes the files, and the directory if this run has made it.
    func remove() {
        for file in files { unlink(file.path) }
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
