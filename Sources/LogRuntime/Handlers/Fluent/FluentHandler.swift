internal import Synchronization

/// Sends records to Fluentd, Fluent Bit or Vector as maps of MessagePack, over TCP or a socket of this machine.
///
/// `["app.access", 1795385687, {"level": "INFO", "message": "paid"}]`. With a ``FluentRecordFormatter`` a record is the map
/// that it makes; with a formatter that writes JSON objects, its fields, and so is a record without a formatter whose
/// message is structured, such as a monitor's row; anything else is `{"message": …}`, which without a formatter has the
/// record's own attributes beside it. The map's bytes are those of fluent-logger 0.11.1; text alone, which it sends for
/// lack of its formatter and which receivers refuse, is sent with ``Compatibility/python313`` only.
///
/// The call packs its record into a buffer of ``FluentOptions/bufferLimit`` bytes and returns; a thread sends what is there. A
/// receiver that is away is tried again after 1, 2, 4 … 30 seconds, and what waits for it then goes first. When the buffer is
/// full, ``FluentOptions/policy`` says which records go; they are counted and reported. Flushing, closing and the end of
/// the process wait until all is sent, for ``FluentOptions/drainLimit`` at most.
///
/// Without acknowledgement, records that the system has taken when a receiver dies are lost unseen, and a batch whose
/// sending was broken off is sent again from its beginning. With `ack: true` records travel in numbered batches which the
/// receiver confirms; one that is not confirmed in time is sent again under its number. A receiver that was slow to confirm may
/// then have it twice.
///
/// Source: Forward Protocol Specification v1; fluent-logger 0.11.1 `FluentHandler`, `FluentSender`.
///
/// ## Configuration keys
/// - `tag` (string, required): what receivers route by.
/// - `host` (string, default `localhost`): the receiver; `unix:///run/fluent.sock` for a socket's path.
/// - `port` (integer, default 24224): the receiver's port.
/// - `timeout` (number, seconds, default 3): how long connecting may take, and a call that waits for room.
/// - `bufmax` (integer, bytes, default 1048576): how much may wait.
/// - `policy` (`drop_oldest`, `drop_newest` or `block`, default `drop_oldest`): what becomes of records when that is full.
/// - `nanosecond_precision` (boolean, default false): whether times have nanoseconds.
/// - `msgpack_kwargs` (mapping): `use_single_float` sends numbers with 32 bits.
/// - `ack` (boolean, default false): whether the receiver confirms what it has got.
/// - `ack_timeout` (number, seconds, default 30): how long it may take to do so.
/// - `drain_limit` (number, seconds, default 5): how long flushing, closing and the end of the process may take.
/// - `verbose`, `buffer_overflow_handler`, `forward_packet_error` (no effect here).
public final class FluentHandler: Handler, @unchecked Sendable /* constants, and a published sender */ {
    /// What receivers route by.
    public let tag: String
    /// How records are sent.
    public let options: FluentOptions
    private let isPython: Bool
    private let network: any NetworkConnecting
    /// The beginning of each record as it is sent: a tag of its own, or none.
    private let recordHead: [UInt8]
    private let packedTag: [UInt8]
    private let slot = PublishedProperty<ForwardSender>(nil)
    // Lets one thread make the sender.
    private let renewal = Turn()

    /// Creates a handler; it connects with its first record.
    ///
    /// - Parameters:
    ///   - name: the handler's name in the configuration.
    ///   - tag: what receivers route by.
    ///   - options: how records are sent.
    ///   - environment: how the receiver is reached.
    ///   - compatibility: whose behaviour the handler has.
    ///   - level: records below are not taken.
    ///   - formatter: what a record's map has; `nil` for its message, or for its fields if the message is structured.
    public init(
        name: String? = nil,
        tag: String,
        options: FluentOptions = FluentOptions(),
        environment: LogEnvironment = .system,
        compatibility: Compatibility = .standard,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) {
        self.tag = tag
        self.options = options
        isPython = compatibility == .python313
        network = environment.network
        var packed = ByteBuffer()
        packed.append(messagePack: tag)
        packedTag = Array(packed.bytes)
        recordHead = options.awaitsAcknowledgement ? [0x92] : [0x93] + packedTag
        super.init(level: level, formatter: formatter)
        self.name = name
    }

    deinit {
        _ = slot.value?.close()
    }

    // MARK: Taking records

    /// Packs the record and lets it wait to be sent.
    ///
    /// - Throws: ``FormattingError`` when the record cannot be written that way, ``SinkError`` when there is no room for it, or
    ///   the handler is closed.
    public override func emit(_ record: inout LogRecord) throws {
        let context = ThreadContext.current
        if let frame = context.pointee.topFrame { return try put(record, through: &frame.pointee.line) }
        // Not inside of a logging call: a record that was stored comes out of a queue.
        guard let frame = context.pointee.enter() else { return }
        defer { context.pointee.leave() }
        try put(record, through: &frame.pointee.line)
    }

    private func put(_ record: borrowing LogRecord, through packed: inout ByteBuffer) throws {
        packed.removeAll()
        packed.append(recordHead)
        appendTime(of: record, to: &packed)
        try appendMap(of: record, to: &packed)
        try put(packed.bytes)
        counters.bytes.add(packed.count, ordering: .relaxed)
    }

    private func put(_ packed: UnsafeRawBufferPointer) throws(SinkError) {
        let sender = slot.load() ?? renew(after: nil)
        switch sender._withUnsafeGuaranteedRef({ $0.put(packed) }) {
        case .taken: return
        case .full: throw SinkError("send", place, problem: "the buffer of \(options.bufferLimit) bytes is full")
        case .closed: throw SinkError("send", place, problem: "the handler is closed")
        case .foreign:
            _ = renew(after: sender)
            try put(packed)
        }
    }

    /// The sender of this process, made by the first thread that needs it.
    private func renew(after old: Unmanaged<ForwardSender>?) -> Unmanaged<ForwardSender> {
        renewal.take()
        defer { renewal.end() }
        if let present = slot.load(), present.toOpaque() != old?.toOpaque() { return present }
        let sender = ForwardSender(
            for: self,
            tag: options.awaitsAcknowledgement ? packedTag : nil,
            network: network
        )
        slot.store(sender)
        return .passUnretained(sender)
    }

    private var place: String { ForwardLink(options, network: network).destination.description }

    // MARK: Packing

    private func appendTime(of record: borrowing LogRecord, to packed: inout ByteBuffer) {
        guard options.hasNanoseconds else {
            // CPython: `int`, which cuts towards zero.
            return packed.append(messagePack: Int64(record.created))
        }
        var nanoseconds = UInt32(record.time.nanoseconds)
        var seconds = record.time.seconds
        if isPython || record.toldTime != nil {
            // As there: the fraction that a floating point number has.
            seconds = Int64(record.created)
            nanoseconds = UInt32(min(max(record.created - record.created.rounded(.down), 0) * 1e9, 999_999_999))
        }
        packed.append(eventTime: UInt32(truncatingIfNeeded: seconds), nanoseconds: nanoseconds)
    }

    private func appendMap(of record: borrowing LogRecord, to packed: inout ByteBuffer) throws(FormattingError) {
        let isSingle = options.usesSingleFloats
        if let formatter {
            if let fluent = formatter as? FluentRecordFormatter {
                return try fluent.appendMap(of: record, to: &packed, isSingle: isSingle)
            }
            return try appendText(of: record, to: &packed)
        }
        if isPython { return try appendText(of: record, to: &packed) }
        if let fields = record.renderedFields {
            let start = packed.count
            var reader = JSONReader(fields.bytes, acceptsNonFinite: true)
            do throws(JSONError) {
                return try reader.transcodeFields(to: &packed, isSingle: isSingle)
            } catch {
                packed.truncate(to: start)
            }
        }
        var object = LogObject()
        if let message = record.structuredMessage {
            object = message
        } else {
            var text = ByteBuffer()
            try MessageFormatter.shared.format(record, into: &text)
            object["message"] = .string(text.string())
        }
        for field in record.extra.fields { object[field.key] = field.value }
        packed.append(messagePack: object, isSingle: isSingle)
    }

    /// Appends what the formatter writes: the fields of a JSON object, or a text under `message`.
    private func appendText(of record: borrowing LogRecord, to packed: inout ByteBuffer) throws(FormattingError) {
        let context = ThreadContext.current
        guard let frame = context.pointee.enter() else {
            var text = ByteBuffer()
            return try appendText(of: record, to: &packed, through: &text)
        }
        defer { context.pointee.leave() }
        frame.pointee.line.removeAll()
        try appendText(of: record, to: &packed, through: &frame.pointee.line)
    }

    private func appendText(
        of record: borrowing LogRecord,
        to packed: inout ByteBuffer,
        through text: inout ByteBuffer
    ) throws(FormattingError) {
        try format(record, into: &text)
        if isPython { return packed.append(messagePackText: text.bytes) }
        if text.bytes.first == UInt8(ascii: "{") {
            let start = packed.count
            var reader = JSONReader(text.bytes, acceptsNonFinite: true)
            do throws(JSONError) {
                return try reader.transcodeObject(to: &packed, isSingle: options.usesSingleFloats)
            } catch {
                packed.truncate(to: start)
            }
        }
        packed.appendMessagePackMapHead(1)
        packed.append(messagePack: "message")
        packed.append(messagePackText: text.bytes)
    }

    // MARK: Flushing and closing

    /// Waits until everything that waits is sent.
    ///
    /// - Throws: ``SinkError`` when that takes longer than ``FluentOptions/drainLimit``.
    public override func flush() throws {
        guard let sender = slot.value, !sender.isForeign.load(ordering: .relaxed) else { return }
        guard sender.drain(seconds: options.drainLimit) else {
            throw SinkError("flush", place, problem: "not all was sent in \(options.drainLimit) s")
        }
    }

    /// Sends what waits and ends the connection.
    ///
    /// What cannot be sent in time is lost and counted. May be called more than once.
    public override func close() {
        let sender = slot.load() ?? renew(after: nil)
        let lost = sender.takeUnretainedValue().close()
        if lost > 0 { tellLoss(lost, because: "closed before all was sent") }
    }

    /// How many records wait to be sent, or for an acknowledgement.
    public override var pendingRecords: Int {
        guard let sender = slot.value, !sender.isForeign.load(ordering: .relaxed) else { return 0 }
        return sender.pending
    }

    /// Counts and reports records that were taken and are lost now.
    func tellLoss(_ count: Int, because reason: String) {
        drop(count, because: reason)
        fail("cannot send '\(place)': \(reason)", records: count)
    }
}
