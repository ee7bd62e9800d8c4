internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension SystemCalls {
    /// Opens a file, `open(2)`; a new one may be read and written by whom the process' mask allows it.
    static func open(_ path: String, flags: Int32, mode: mode_t = 0o666) throws(SinkError) -> Int32 {
        while true {
            #if DEBUG
            if case .error(let number) = FaultPlan.outcome(of: .open) {
                throw SinkError("open", path, errorNumber: number)
            }
            #endif
            let descriptor = clogruntime_open(path, flags, mode)
            if descriptor >= 0 { return descriptor }
            guard errno == EINTR else { throw SinkError("open", path, errorNumber: errno) }
        }
    }

    /// Opens a file, and gives it permissions if that makes it; one that is there keeps its own.
    static func open(_ path: String, flags: Int32, permissions: UInt32?) throws(SinkError) -> Int32 {
        guard let permissions, flags & O_CREAT != 0 else { return try open(path, flags: flags) }
        // A file may come or go between the calls; a link that leads nowhere does so for ever.
        for _ in 0..<3 {
            do {
                let descriptor = try open(path, flags: flags | O_EXCL)
                // Nothing can be done about a file system without permissions.
                _ = fchmod(descriptor, mode_t(permissions))
                return descriptor
            } catch {
                guard error.errorNumber == EEXIST, flags & O_EXCL == 0 else { throw error }
            }
            do {
                return try open(path, flags: flags & ~O_CREAT)
            } catch {
                guard error.errorNumber == ENOENT else { throw error }
            }
        }
        return try open(path, flags: flags)
    }

    /// What the system knows about a path itself, `lstat(2)`: a link is not followed.
    static func status(ofLink path: String) throws(SinkError) -> FileStatus {
        var result = stat()
        guard lstat(path, &result) == 0 else { throw SinkError("examine", path, errorNumber: errno) }
        return FileStatus(result)
    }

    /// Closes a descriptor, `close(2)`; nothing can be done about an error.
    static func close(_ descriptor: Int32) {
        #if canImport(Glibc)
        _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
        _ = Musl.close(descriptor)
        #else
        _ = Darwin.close(descriptor)
        #endif
    }

    /// What the system knows about the file at a path, `stat(2)`; `nil` if there is none.
    static func status(ofPath path: String) throws(SinkError) -> FileStatus? {
        #if DEBUG
        if case .error(let number) = FaultPlan.outcome(of: .stat) {
            if number == ENOENT { return nil }
            throw SinkError("examine", path, errorNumber: number)
        }
        #endif
        var result = stat()
        if stat(path, &result) == 0 { return FileStatus(result) }
        if errno == ENOENT { return nil }
        throw SinkError("examine", path, errorNumber: errno)
    }

    /// What the system knows about an open file, `fstat(2)`.
    static func status(of descriptor: Int32, place: @autoclosure () -> String) throws(SinkError) -> FileStatus {
        var result = stat()
        guard fstat(descriptor, &result) == 0 else { throw SinkError("examine", place(), errorNumber: errno) }
        return FileStatus(result)
    }

    /// Gives a file another name, `rename(2)`; a file that has the name already is replaced.
    static func rename(_ path: String, to newPath: String) throws(SinkError) {
        #if DEBUG
        switch FaultPlan.outcome(of: .rename) {
        case .error(let number): throw renameError(path, newPath, number)
        case .late(let microseconds): usleep(microseconds)
        case .atMost, nil: break
        }
        #endif
        #if canImport(Glibc)
        let result = Glibc.rename(path, newPath)
        #elseif canImport(Musl)
        let result = Musl.rename(path, newPath)
        #else
        let result = Darwin.rename(path, newPath)
        #endif
        if result != 0 { throw renameError(path, newPath, errno) }
    }

    /// The error for a rename, whose text in Python names both files.
    private static func renameError(_ path: String, _ newPath: String, _ number: Int32) -> SinkError {
        let problem = String(cString: strerror(number))
        let files = "\(SinkError.pythonQuoted(path)) -> \(SinkError.pythonQuoted(newPath))"
        return SinkError(
            "rename",
            path,
            problem: "\(problem) (to '\(newPath)')",
            pythonType: SinkError.pythonType(forErrorNumber: number),
            pythonMessage: "[Errno \(number)] \(problem): \(files)"
        )
    }

    /// Removes a file, `unlink(2)`; a file that is gone already is no error.
    static func remove(_ path: String) throws(SinkError) {
        #if DEBUG
        if case .error(let number) = FaultPlan.outcome(of: .unlink) {
            throw SinkError("remove", path, errorNumber: number)
        }
        #endif
        if unlink(path) != 0, errno != ENOENT { throw SinkError("remove", path, errorNumber: errno) }
    }

    /// Makes the directory of a file, and those above it, `mkdir(2)`.
    static func makeDirectory(ofFile path: String) throws(SinkError) {
        let parts = path.split(separator: "/").dropLast()
        var directory = ""
        for part in parts {
            directory += "/" + part
            if mkdir(directory, 0o777) != 0, errno != EEXIST {
                throw SinkError("make directory", directory, errorNumber: errno)
            }
        }
    }

    /// The names in a directory, `readdir(3)`, in no order.
    static func fileNames(in directory: String) throws(SinkError) -> [String] {
        guard let stream = opendir(directory) else { throw SinkError("list", directory, errorNumber: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// When a file was made, in seconds since the epoch; `nil` if the file system does not keep it.
    static func birthTime(ofPath path: String) -> Int64? {
        var seconds: Int64 = 0
        return clogruntime_birth_time(path, &seconds) == 0 ? seconds : nil
    }

    /// Goes to the end of an open file, `lseek(2)`, as Python does for files that it appends to.
    static func seekToEnd(of descriptor: Int32) {
        lseek(descriptor, 0, SEEK_END)
    }

    /// Writes over a byte of an open file; nothing can be done about an error.
    ///
    /// On Linux `pwrite(2)` appends to a file that was opened for that, so the file is opened once more.
    static func overwrite(_ place: Int, of descriptor: Int32, with byte: UInt8) {
        var byte = byte
        #if os(Linux)
        guard let other = try? open("/proc/self/fd/\(descriptor)", flags: O_WRONLY | O_CLOEXEC) else { return }
        defer { close(other) }
        _ = pwrite(other, &byte, 1, off_t(place))
        #else
        _ = pwrite(descriptor, &byte, 1, off_t(place))
        #endif
    }

    /// Where the next byte goes in an open file, `lseek(2)`; `nil` where there are no positions, as in a pipe.
    static func position(of descriptor: Int32) -> Int? {
        let position = lseek(descriptor, 0, SEEK_CUR)
        return position >= 0 ? Int(position) : nil
    }
}
