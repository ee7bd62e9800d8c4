internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The open file of a sink: opened on demand, written whole lines at a time.
///
/// Guarded by the lock of the sink that it belongs to.
struct LogFile: ~Copyable {
    // What each line looks at comes first, side by side.
    private var descriptor: Int32 = -1
    /// Whether lines go to the file as they are.
    private var isPlain = false
    /// Whether a broken pipe must not raise `SIGPIPE`.
    private var sparesSignal = false
    /// How many bytes are gathered at most; 0 writes each line at once.
    private var heldLimit = 0
    /// How many lines are held back.
    private(set) var heldLines = 0
    /// Lines that are gathered to be written at once.
    private var held = ByteBuffer()
    /// Where the file ends.
    private var end = FileEnd()
    /// What the file's sink was told.
    let settings: FileSettings
    /// How the file is open; `nil` while it is not.
    private(set) var status: FileStatus? {
        didSet { sparesSignal = status?.isStream == true }
    }
    /// What the sink has done.
    var counts = SinkCounts()
    /// Whether the handler was closed, after which mode `w` does not open the file again.
    private(set) var wasClosed = false
    private var mode: FileMode?
    /// Whether the file has been opened before.
    private var wasOpen = false
    private var encoding = TextEncoding.utf8
    /// Whether a signature belongs before the next bytes.
    private var isAtStart = false
    /// The rest of a line that the system took in part only; it goes out before anything else.
    private var rest: [UInt8] = []
    private var encoded = ByteBuffer()
    /// The batch whose lines are gathered, while they are.
    private var batch: LineBatch?
    /// How many bytes of the batch, behind those that are dealt with, are to go to the file with the next call.
    private var gathered = 0
    /// How the file is opened.
    private let opening: FileOpening
    /// Whether the owner holds the turn of ``claim`` just now.
    var hasTurn = false

    /// Checks the settings, and opens the file unless it waits for the first record.
    ///
    /// - Parameter settings: which file, and how.
    /// - Throws: ``SinkError`` when the settings cannot work or the file cannot be opened. With
    ///   ``Compatibility/python313`` and `delay` nothing is checked before the first record, as in CPython.
    init(_ settings: FileSettings) throws(SinkError) {
        self.settings = settings
        opening = FileOpening(settings)
        if let buffering = settings.buffering { gather(buffering.size) }
        if !settings.delay {
            try open()
        } else if settings.compatibility == .standard {
            try interpretSettings()
        }
    }

    /// Reads mode and encoding.
    private mutating func interpretSettings() throws(SinkError) {
        mode = try opening.readMode()
        if mode?.isBinary != true { encoding = try opening.readEncoding() }
    }

    deinit {
        guard descriptor >= 0 else { return }
        _ = SystemCalls.write(held.bytes, to: descriptor, sparesSignal: true)
        SystemCalls.close(descriptor)
    }

    /// Gathers lines from now on; with CPython's ways kept, nothing is ever held back.
    ///
    /// - Parameter limit: how many bytes are held back at most.
    mutating func gather(_ limit: Int) {
        heldLimit = isPython ? 0 : max(limit, 0)
    }

    /// Whether the file is open.
    var isOpen: Bool { descriptor >= 0 }

    /// Whether CPython's ways are kept, defects included.
    private var isPython: Bool { settings.compatibility == .python313 }

    /// Opens the file.
    ///
    /// - Throws: ``SinkError`` when the settings cannot work or the system refuses.
    mutating func open() throws(SinkError) {
        var failure: SinkError?
        do {
            try interpretSettings()
        } catch {
            // What the system says of the path comes first, as in CPython, but a wrong encoding should not empty the file.
            guard error.pythonType == "LookupError" else { throw error }
            failure = error
        }
        guard let mode else { return }
        // A file that is opened again after others were put aside may be somebody else's by now.
        let mustKeep = failure != nil || settings.keepsMode && wasOpen
        let flags = isPython || !mustKeep ? mode.flags : mode.flags & ~O_TRUNC
        let opened = try opening.openDescriptor(flags: flags)
        if let failure {
            SystemCalls.close(opened)
            throw failure
        }
        let status = try SystemCalls.status(of: opened, place: settings.path)
        close()
        descriptor = opened
        wasOpen = true
        if mode.appends { SystemCalls.seekToEnd(of: opened) }
        self.status = status
        isAtStart = !encoding.signature.isEmpty && !(status.isRegular && mode.appends && status.size > 0)
        end.begin(isWatched: status.isRegular && mode.appends && encoding.isUTF8 && !isPython)
        updatePlain()
    }

    /// Opens the file if it is not open.
    ///
    /// - Returns: `false` if it stays closed and the record is to be dropped without a word, as in CPython.
    /// - Throws: ``SinkError`` when it cannot be opened, or was closed for good.
    @inline(__always) mutating func prepare() throws(SinkError) -> Bool {
        if _fastPath(descriptor >= 0) { return true }
        return try openOnDemand()
    }

    @inline(never) private mutating func openOnDemand() throws(SinkError) -> Bool {
        if wasClosed, settings.mode == "w" {
            if isPython {
                counts.discarded += 1
                return false
            }
            throw SinkError("write", settings.path, problem: "the file was closed, and mode 'w' does not open it again")
        }
        try open()
        return true
    }

    /// Writes a line to the open file.
    ///
    /// - Parameter line: the line in UTF-8.
    /// - Returns: how many bytes went into the file.
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written. A line that is written in part is completed
    ///   before the next one, so that no two lines run together.
    @discardableResult
    @inline(__always) mutating func write(_ line: UnsafeRawBufferPointer) throws(SinkError) -> Int {
        if _fastPath(isPlain) {
            try put(line)
            return line.count
        }
        return try writeSpecially(line)
    }

    /// Whether several lines can go to the file at once, each as it is.
    var takesRuns: Bool { isPlain && isOpen && heldLimit == 0 }

    /// Keeps lines for later.
    ///
    /// - Returns: `false` if lines are not gathered, or there is no room for all of these.
    mutating func hold(_ lines: RenderedLines) -> Bool {
        guard isPlain, isOpen, heldLimit > 0, held.count + lines.bytes.count <= heldLimit else { return false }
        if held.isEmpty { held.reserve(heldLimit) }
        held.append(lines.bytes)
        heldLines += lines.count
        return true
    }

    /// Writes lines.
    ///
    /// - Returns: how many bytes the system has taken, and the error number that kept it from taking the others, or 0.
    @inline(__always)
    mutating func putRun(_ bytes: UnsafeRawBufferPointer) -> (written: Int, errorNumber: Int32) {
        if _slowPath(end.isDue()) {
            return end.write(bytes, to: descriptor, sparesSignal: sparesSignal, hasTurn: hasTurn)
        }
        let result = SystemCalls.write(bytes, to: descriptor, sparesSignal: sparesSignal)
        end.advance(by: result.written)
        return result
    }

    /// Remembers what is missing of a line of a run.
    mutating func tear(_ line: UnsafeRawBufferPointer, after written: Int) {
        rest = Array(line[written...])
        updatePlain()
    }

    private mutating func updatePlain() {
        let takesText = mode?.isWritable == true && !(isPython && mode?.isBinary == true)
        isPlain = encoding.isUTF8 && rest.isEmpty && takesText && batch == nil
    }

    @inline(never) private mutating func writeSpecially(_ line: UnsafeRawBufferPointer) throws(SinkError) -> Int {
        if !rest.isEmpty { try writeRest() }
        if isPython { try opening.refuseLikePython(mode) }
        if encoding.isUTF8 {
            guard batch == nil else {
                gathered += line.count
                return line.count
            }
            try put(line)
            return line.count
        }
        encoded.removeAll()
        if isAtStart { encoded.append(encoding.signature) }
        try encoding.encode(line, into: &encoded, place: settings.path)
        // What is missing of the line after an error is written before the next one.
        defer { if !rest.isEmpty { batch?.finish(line.count) } }
        try put(encoded.bytes)
        isAtStart = false
        batch?.finish(line.count)
        return encoded.count
    }

    /// How many bytes a line takes in the file.
    @inline(__always) mutating func sizeInFile(of line: UnsafeRawBufferPointer) throws(SinkError) -> Int {
        if _fastPath(encoding.isUTF8) { return line.count }
        encoded.removeAll()
        try encoding.encode(line, into: &encoded, place: settings.path)
        return encoded.count
    }

    @inline(__always) private mutating func put(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
        if heldLimit > 0 {
            try hold(bytes)
        } else {
            try putAtOnce(bytes)
        }
    }

    /// Keeps a line for later; writes those before it when they leave no room.
    ///
    /// - Throws: ``SinkError`` when they cannot be written: the line is not kept then, those before it are.
    @inline(__always) private mutating func hold(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
        if _slowPath(held.count + bytes.count > heldLimit) {
            try flush()
            if bytes.count > heldLimit { return try putAtOnce(bytes) }
        }
        // All of the memory at once: it does not grow line by line.
        if _slowPath(held.isEmpty) { held.reserve(heldLimit) }
        held.append(bytes)
        heldLines &+= 1
    }

    /// Writes the lines that are held back.
    ///
    /// - Throws: ``SinkError`` when the system does not take them; what it has not taken is kept.
    mutating func flush() throws(SinkError) {
        guard !held.isEmpty else { return }
        guard try prepare() else { return }
        let result = putRun(held.bytes)
        guard result.errorNumber != 0 else {
            held.removeAll()
            heldLines = 0
            return
        }
        if result.written > 0 {
            held.removeFirst(result.written)
            let ends = held.bytes.count { $0 == UInt8(ascii: "\n") }
            heldLines = max(1, min(heldLines, ends))
        }
        throw SinkError("write", settings.path, errorNumber: result.errorNumber)
    }

    /// Forgets the lines that are held back.
    ///
    /// - Returns: how many they were.
    mutating func dropHeld() -> Int {
        defer {
            held.removeAll()
            heldLines = 0
        }
        return heldLines
    }

    @inline(__always) private mutating func putAtOnce(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
        let result = putRun(bytes)
        if _slowPath(result.errorNumber != 0) { try keepRest(of: bytes, after: result) }
    }

    /// Remembers what is missing of a line.
    @inline(never) private mutating func keepRest(
        of bytes: UnsafeRawBufferPointer,
        after result: (written: Int, errorNumber: Int32)
    ) throws(SinkError) {
        if result.written > 0 { rest = Array(bytes[result.written...]) }
        updatePlain()
        throw SinkError("write", settings.path, errorNumber: result.errorNumber)
    }

    /// Completes the line that was written in part.
    private mutating func writeRest() throws(SinkError) {
        let pending = rest
        let result = pending.withUnsafeBytes {
            SystemCalls.write($0, to: descriptor, sparesSignal: sparesSignal)
        }
        end.advance(by: result.written)
        rest = Array(pending[result.written...])
        updatePlain()
        if result.errorNumber != 0 { throw SinkError("write", settings.path, errorNumber: result.errorNumber) }
    }

    // MARK: Many lines at once

    /// Whether part of a line is still to be written before anything else.
    var hasTornLine: Bool { !rest.isEmpty }

    /// Begins to combine the lines of a batch instead of writing each; without a batch, writes what is gathered and ends it.
    ///
    /// - Throws: ``SinkError`` when what is gathered, or what was written in part before, is not wholly written.
    mutating func combine(_ batch: LineBatch?) throws(SinkError) {
        guard let batch else {
            defer {
                self.batch = nil
                updatePlain()
            }
            try settle()
            return
        }
        if !rest.isEmpty, isOpen { try writeRest() }
        // What is held back for itself comes before.
        try flush()
        gathered = 0
        self.batch = batch
        isPlain = false
    }

    /// Writes what is gathered, with one system call.
    ///
    /// - Throws: ``SinkError`` when it is not, or not wholly, written.
    mutating func settle() throws(SinkError) {
        guard let batch, gathered > 0 else { return }
        let run = batch.done..<batch.done + gathered
        gathered = 0
        if let observer = batch.observer {
            let status = try SystemCalls.status(of: descriptor, place: settings.path)
            observer.willWrite(run, to: status.isRegular ? status.identity : nil, ofSize: status.size)
        }
        let bytes = batch.slice(run)
        let result = putRun(bytes)
        guard result.errorNumber != 0 else { return batch.finish(run.count) }
        if result.written > 0 {
            let end = batch.lineEnd(at: run.lowerBound + result.written)
            rest = Array(batch.slice(run.lowerBound + result.written..<end))
            batch.finish(end - run.lowerBound)
        }
        throw SinkError("write", settings.path, errorNumber: result.errorNumber)
    }

    /// Asks the system anew what it knows about the open file.
    mutating func refreshStatus() throws(SinkError) -> FileStatus {
        let fresh = try SystemCalls.status(of: descriptor, place: settings.path)
        status = fresh
        return fresh
    }

    /// Where the next byte goes; `nil` where there are no positions.
    func position() -> Int? { SystemCalls.position(of: descriptor) }

    /// The right to write, agreed with other processes that have the file open.
    var claim: FileClaim { FileClaim(descriptor: descriptor) }

    /// Closes the file, so that the next record opens it again.
    mutating func close() {
        guard descriptor >= 0 else { return }
        // Lines that cannot be written are not dealt with: they follow the ones to come.
        try? settle()
        // What cannot be written now goes to the file that is opened next.
        try? flush()
        if !rest.isEmpty {
            // What cannot be completed now never will be.
            try? writeRest()
            rest = []
        }
        SystemCalls.close(descriptor)
        descriptor = -1
        status = nil
    }

    /// Closes the file for its handler: mode `w` does not open it again.
    mutating func closeForGood() {
        close()
        wasClosed = true
    }
}
