import Foundation

@testable import LogConfig
@testable import LogRuntime

/// A journal as a killed process leaves it, with bytes changed as an input says, and what recovery may make of it.
struct DamagedJournal {
    /// Ways to change a journal that go beyond single bytes.
    private struct Flags: OptionSet {
        let rawValue: UInt8
        /// The header's checksum fits what it says.
        static let sealsHeader = Flags(rawValue: 1)
        /// The intents' checksums fit what they say.
        static let sealsIntents = Flags(rawValue: 2)
        /// The file is cut off.
        static let isCut = Flags(rawValue: 4)
        /// Lines were on their way to the log.
        static let hasBatch = Flags(rawValue: 8)
    }

    private static let directory: String = {
        let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let path = "\(root)/fuzz-journal-\(getpid())"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: DamagedJournal.directory) }
        return path
    }()
    /// The greatest ring that a changed header may ask for: room for it is reserved.
    private static let capacityLimit: UInt64 = 1 << 20

    private let flags: Flags
    /// How many lines were in the log for certain.
    private let delivered: Int
    /// How many were on their way, as far as a batch holds them.
    private let batched: Int
    private let lines: [[UInt8]]
    /// Places and what is there now.
    private let changes: [(offset: Int, byte: UInt8)]
    private let length: Int

    /// Takes a journal out of an input.
    init(_ input: inout InputReader) {
        flags = Flags(rawValue: input.byte())
        let delivered = Int(input.byte())
        let batched = flags.contains(.hasBatch) ? Int(input.byte()) : 0
        lines = (0..<Int(input.byte()) % 64).map { number in
            Array("\(number) ".utf8) + [UInt8](repeating: UInt8(0x41 + number % 26), count: Int(input.byte()) * 3) + [
                0x0A
            ]
        }
        self.delivered = min(delivered, lines.count)
        self.batched = min(batched, lines.count - self.delivered)
        length = flags.contains(.isCut) ? input.number() * 2 : .max
        var changes: [(Int, UInt8)] = []
        while !input.isAtEnd { changes.append((DamagedJournal.offset(input.number()), input.byte())) }
        self.changes = changes
    }

    /// A place in the file: most of the numbers are where something stands.
    private static func offset(_ number: Int) -> Int {
        switch number >> 14 {
        case 0: number % 768
        case 1: QueueLayout.headerSize + number % 1024
        case 2: QueueLayout(capacity: 0).batchOffset + number % 4096
        default: QueueLayout(capacity: 0).ringOffset + number % 16_384
        }
    }

    /// Makes the journal, damages it, recovers it, and looks at what came out.
    func check() {
        do {
            let path = try make()
            defer { unlink(path) }
            try damage(path)
            guard let found = try recover(path) else { return }
            examine(found)
        } catch {
            fatalError("\(error)")
        }
    }

    private func make() throws -> String {
        let name = DamagedJournal.directory + "/j"
        let journal = try Journal.make(
            name,
            logPath: DamagedJournal.directory + "/log",
            layout: QueueLayout(capacity: 0)
        )
        let ring = journal.memory.ring
        var positions: [UInt64] = []
        for line in lines {
            let position = ring.claim(RingEntry.space(forPayload: line.count), limit: ring.capacity)
            line.withUnsafeBytes { ring.publish(position, line: $0, at: WallTime(seconds: 1)) }
            positions.append(position)
        }
        positions.append(ring.end)
        ring.release(upTo: positions[delivered])
        // A batch ends where the next line has no room.
        let taken = lines[delivered..<delivered + batched].prefix { line in
            line.withUnsafeBytes { journal.batch.append($0, at: WallTime(seconds: 1)) }
        }
        if !taken.isEmpty {
            journal.begin(upTo: positions[taken.endIndex])
            ring.release(upTo: positions[taken.endIndex])
        }
        return journal.path
    }

    private func damage(_ path: String) throws {
        let descriptor = open(path, O_RDWR)
        guard descriptor >= 0 else { throw SinkError("open", path, errorNumber: errno) }
        defer { close(descriptor) }
        for (offset, byte) in changes {
            withUnsafeBytes(of: byte) { _ = pwrite(descriptor, $0.baseAddress, 1, off_t(offset)) }
        }
        let layout = QueueLayout(capacity: 0)
        guard let base = mmap(nil, layout.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), base != MAP_FAILED
        else {
            throw SinkError("map", path, errorNumber: errno)
        }
        if flags.contains(.sealsHeader) { sealHeader(base) }
        if flags.contains(.sealsIntents) { sealIntents(base, layout) }
        munmap(base, layout.size)
        if length < layout.size { ftruncate(descriptor, off_t(length)) }
    }

    private func sealHeader(_ base: UnsafeMutableRawPointer) {
        typealias Offset = QueueLayout.Offset
        let length = Int(base.load(fromByteOffset: Offset.pathLength, as: UInt32.self))
        let capacity = base.load(fromByteOffset: Offset.capacity, as: UInt64.self)
        guard length <= QueueLayout.pathLimit, capacity <= DamagedJournal.capacityLimit else { return }
        let head = Checksum.of(base, count: Offset.checksum, seed: 0)
        let sum = Checksum.of(base + Offset.path, count: length, seed: head)
        base.storeBytes(of: sum, toByteOffset: Offset.checksum, as: UInt64.self)
    }

    private func sealIntents(_ base: UnsafeMutableRawPointer, _ layout: QueueLayout) {
        typealias Offset = QueueLayout.Offset
        for slot in 0..<2 {
            let place = (base + Offset.intents + slot * Offset.intentStride).assumingMemoryBound(
                to: DeliveryIntent.self
            )
            if place.pointee.count <= layout.batchCapacity, place.pointee.lineCount <= layout.lineLimit {
                let table = (base + layout.linesOffset).assumingMemoryBound(to: LineBatch.Line.self)
                place.pointee.contentSum = DeliveryIntent.sum(
                    of: base + layout.batchOffset,
                    Int(place.pointee.count),
                    table,
                    Int(place.pointee.lineCount)
                )
            }
            place.pointee.checksum = place.pointee.computedChecksum
        }
    }

    /// What comes out; `nil` if the file is refused.
    private func recover(_ path: String) throws -> [[UInt8]]? {
        let journal: Journal
        do throws(JournalError) {
            journal = try Journal.takeOver(path)
        } catch {
            if case .system(let failure) = error { throw failure }
            return nil
        }
        let pending = JournalRecovery.pendingLines(of: journal)
        let sink = CollectingSink()
        let report = JournalRecovery.recover(journal, into: sink)
        require(report.failure == nil, "recovery fails: \(report)")
        require(report.lineCount == pending, "\(pending) lines are pending, \(report.lineCount) recovered")
        require(!FileManager.default.fileExists(atPath: path), "a recovered journal stays")
        return sink.lines
    }

    private func examine(_ found: [[UInt8]]) {
        // Sums that fit their damage make it content.
        guard flags.isDisjoint(with: [.sealsHeader, .sealsIntents]) else { return }
        for line in found { require(lines.contains(line), "a line comes out that never went in: \(line)") }
        if changes.isEmpty, length == .max {
            require(found == Array(lines[delivered...]), "an undamaged journal loses, doubles or mixes lines")
        }
        // The header says how far the log has come: damage there can repeat lines, damage elsewhere cannot.
        if changes.allSatisfy({ $0.offset >= QueueLayout.headerSize }), length >= QueueLayout.headerSize {
            var rest = lines[delivered...]
            for line in found {
                guard let place = rest.firstIndex(of: line) else { fatalError("a line comes out twice, or too early") }
                rest = rest[(place + 1)...]
            }
        }
    }
}

/// Keeps what it is given.
private final class CollectingSink: Sink, @unchecked Sendable /* used by one thread */ {
    private(set) var lines: [[UInt8]] = []

    func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) { lines.append(Array(bytes)) }
    func flush() {}
    func close() {}
}
