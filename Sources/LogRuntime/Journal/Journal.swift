internal import CLogRuntime
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A queue's memory in a file, so that what is in the queue outlives the process.
///
/// Each process has a file of its own, `<name>.<process>-<number>`, and holds a lock on it for as long as it lives. A file
/// without a holder is left over: whoever starts next with the same name and the same log recovers and removes it.
package final class Journal:
    @unchecked Sendable /* the intent belongs to who has the queue's turn; the rest is constant */
{
    /// The file.
    package let path: String
    /// The log that its lines belong to.
    package let logPath: String
    /// The process that made it.
    package let process: Int32
    let memory: QueueMemory
    /// The lines on their way from the ring to the log.
    let batch: LineBatch
    private let descriptor: Atomic<Int32>
    private let activeIntent: UnsafeMutablePointer<Atomic<UInt64>>
    /// What was written down last.
    private var intent: DeliveryIntent?
    private var generation: UInt64

    private init(path: String, header: JournalHeader, memory: QueueMemory, descriptor: Int32) {
        self.path = path
        logPath = header.logPath
        process = header.process
        self.memory = memory
        self.descriptor = Atomic(descriptor)
        batch = memory.makeBatch()
        activeIntent = (memory.base + QueueLayout.Offset.activeIntent).bindMemory(to: Atomic<UInt64>.self, capacity: 1)
        generation = activeIntent.pointee.load(ordering: .relaxed)
        batch.observer = self
    }

    deinit {
        closeDescriptor()
    }

    /// Lets go of the file's lock.
    ///
    /// Closing would not do: a mapping keeps the lock, too.
    func closeDescriptor() {
        let descriptor = descriptor.exchange(-1, ordering: .relaxed)
        guard descriptor >= 0 else { return }
        clogruntime_unlock_file(descriptor)
        SystemCalls.close(descriptor)
    }

    /// Lets go of everything in a forked child, so that the lock ends with the parent.
    func leaveToParent() {
        let descriptor = descriptor.exchange(-1, ordering: .relaxed)
        if descriptor >= 0 { SystemCalls.close(descriptor) }
        memory.giveBack(from: 0)
    }

    // MARK: Making

    /// Makes a journal for this process.
    ///
    /// The file appears under its name only once it is whole and locked, so that nobody takes it for left over.
    ///
    /// - Parameters:
    ///   - name: what journals of this queue are called; the process' number is added.
    ///   - logPath: the log that its lines belong to.
    ///   - layout: its layout.
    /// - Returns: the journal, empty.
    /// - Throws: ``SinkError`` if there is no room, or the system refuses.
    static func make(_ name: String, logPath: String, layout: QueueLayout) throws(SinkError) -> Journal {
        guard logPath.utf8.count <= QueueLayout.pathLimit else {
            throw SinkError("open", name, problem: "the log's path has more than \(QueueLayout.pathLimit) bytes")
        }
        let now = WallTime.now()
        let header = JournalHeader(layout: layout, process: getpid(), created: now.seconds, logPath: logPath)
        while true {
            let number = String(UInt64.random(in: .min ... .max), radix: 16)
            let path = "\(name).\(header.process)-\(number)"
            let descriptor = try SystemCalls.open(path + ".new", flags: O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC)
            do throws(SinkError) {
                let journal = try Journal.fill(descriptor, header, path: path)
                if rename(path + ".new", path) == 0 { return journal }
                // Somebody has found the unfinished file between making and locking, and removed it.
                guard errno == ENOENT else { throw SinkError("rename", path + ".new", errorNumber: errno) }
                journal.closeDescriptor()
            } catch {
                unlink(path + ".new")
                throw error
            }
        }
    }

    private static func fill(_ descriptor: Int32, _ header: JournalHeader, path: String) throws(SinkError) -> Journal {
        let layout = header.layout
        do throws(SinkError) {
            guard clogruntime_lock_file(descriptor) == 0 else { throw SinkError("lock", path, errorNumber: errno) }
            let failure = clogruntime_reserve(descriptor, Int64(layout.size))
            guard failure == 0 else { throw SinkError("reserve", path, errorNumber: failure) }
            let memory = try QueueMemory(descriptor, layout: layout, salt: header.salt, place: path)
            memory.touch()
            header.write(to: memory.base)
            return Journal(path: path, header: header, memory: memory, descriptor: descriptor)
        } catch {
            SystemCalls.close(descriptor)
            throw error
        }
    }

    /// Removes the file, whose lines are all in the log.
    package func remove() {
        unlink(path)
        // The mapped header keeps the file's memory until the process ends, so that is made small.
        let descriptor = descriptor.load(ordering: .relaxed)
        if descriptor >= 0 {
            memory.giveBack()
            _ = ftruncate(descriptor, off_t(QueueLayout.headerSize))
        }
        closeDescriptor()
    }

    // MARK: Taking over

    /// Takes over a journal whose process is gone.
    ///
    /// - Throws: ``JournalError`` if it is none, its process lives, or the system refuses.
    package static func takeOver(_ path: String) throws(JournalError) -> Journal {
        let descriptor: Int32
        do {
            descriptor = try SystemCalls.open(path, flags: O_RDWR | O_CLOEXEC)
        } catch {
            throw error.errorNumber == ENOENT ? .gone : .system(error)
        }
        do {
            return try takeOver(descriptor, path)
        } catch {
            SystemCalls.close(descriptor)
            throw error
        }
    }

    private static func takeOver(_ descriptor: Int32, _ path: String) throws(JournalError) -> Journal {
        guard clogruntime_lock_file(descriptor) == 0 else {
            guard errno == EAGAIN || errno == EACCES || errno == EWOULDBLOCK else {
                throw .system(SinkError("lock", path, errorNumber: errno))
            }
            throw .inUse
        }
        let status: FileStatus
        do {
            status = try SystemCalls.status(of: descriptor, place: path)
        } catch {
            throw .system(error)
        }
        guard FileStatus.ofExisting(path)?.identity == status.identity else { throw .gone }
        guard status.isRegular else { throw .noJournal }
        let head = UnsafeMutableRawBufferPointer.allocate(byteCount: QueueLayout.headerSize, alignment: 16)
        defer { head.deallocate() }
        let count = pread(descriptor, head.baseAddress, head.count, 0)
        guard count >= 0 else { throw .system(SinkError("read", path, errorNumber: errno)) }
        let header = try JournalHeader(reading: UnsafeRawBufferPointer(rebasing: head[..<count]))
        if status.size < header.layout.size {
            // A file that was cut off: what is missing reads as zero, which is no entry.
            let failure = clogruntime_reserve(descriptor, Int64(header.layout.size))
            guard failure == 0 else { throw .system(SinkError("reserve", path, errorNumber: failure)) }
        }
        do {
            let memory = try QueueMemory(descriptor, layout: header.layout, salt: header.salt, place: path)
            return Journal(path: path, header: header, memory: memory, descriptor: descriptor)
        } catch {
            throw .system(error)
        }
    }

    /// The files that journals of a name have left, or have in use.
    ///
    /// - Throws: ``SinkError`` if the directory cannot be read.
    package static func files(of name: String) throws(SinkError) -> [String] {
        let slash = name.lastIndex(of: "/")
        let directory = slash.map { String(name[...$0]) } ?? ""
        let prefix = (slash.map { String(name[name.index(after: $0)...]) } ?? name) + "."
        let names = try SystemCalls.fileNames(in: directory.isEmpty ? "." : directory)
        return names.filter { isOwnName($0, prefix) }.sorted().map { directory + $0 }
    }

    /// Whether a name is one that ``make(_:logPath:layout:)`` gives.
    private static func isOwnName(_ name: String, _ prefix: String) -> Bool {
        guard name.hasPrefix(prefix) else { return false }
        var rest = name.dropFirst(prefix.count)
        if rest.hasSuffix(".new") { rest = rest.dropLast(4) }
        let parts = rest.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && Int32(parts[0]) != nil && UInt64(parts[1], radix: 16) != nil
    }

    // MARK: Intents

    /// The intent that counts in a journal that was taken over, if one does and is whole.
    func readIntent() -> DeliveryIntent? {
        guard generation != 0 else { return nil }
        let found = slot(generation).pointee
        guard found.generation == generation, found.checksum == found.computedChecksum,
            found.count <= UInt64(batch.capacity), found.lineCount <= UInt64(batch.lineLimit),
            found.done <= found.runEnd, found.runEnd <= found.count,
            DeliveryIntent.sum(of: batch.bytes, Int(found.count), batch.lines, Int(found.lineCount))
                == found.contentSum,
            batch.hasTable(ofLines: Int(found.lineCount), endingAt: Int(found.count))
        else { return nil }
        intent = found
        return found
    }

    /// Writes down that the batch is about to be written, and what of the ring is in it.
    ///
    /// Only then may the ring's tail be moved.
    func begin(upTo tail: UInt64) {
        publish(DeliveryIntent(tail: tail, batch: batch))
    }

    /// Writes down that the whole batch is in the log.
    func finish() {
        intent = nil
        activeIntent.pointee.store(0, ordering: .releasing)
    }

    private func publish(_ wanted: DeliveryIntent) {
        var wanted = wanted
        generation += 1
        wanted.generation = generation
        wanted.checksum = wanted.computedChecksum
        slot(generation).pointee = wanted
        // Releasing: after a kill, who finds this number finds the slot filled.
        activeIntent.pointee.store(generation, ordering: .releasing)
        intent = wanted
    }

    private func slot(_ generation: UInt64) -> UnsafeMutablePointer<DeliveryIntent> {
        let offset = QueueLayout.Offset.intents + Int(generation & 1) * QueueLayout.Offset.intentStride
        return (memory.base + offset).assumingMemoryBound(to: DeliveryIntent.self)
    }
}

extension Journal: BatchObserver {
    /// Writes down which bytes are about to be appended to which file.
    func willWrite(_ range: Range<Int>, to identity: FileStatus.Identity?, ofSize size: Int) {
        guard var next = intent else { return }
        next.done = UInt64(range.lowerBound)
        next.runEnd = UInt64(range.upperBound)
        next.fileSize = UInt64(size)
        next.device = identity?.device ?? 0
        next.inode = identity?.inode ?? 0
        publish(next)
    }
}
