extension TextProgram {
    /// Appends a record's line.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - message: its message, arguments merged in.
    ///   - overlay: attributes that a formatter adds to the record's or puts in their place.
    ///   - buffer: takes the UTF-8.
    /// - Throws: ``FormattingError``; a missing attribute is a `ValueError`. CPython: `PercentStyle.format`.
    func append(
        _ record: borrowing LogRecord,
        message: RawText,
        overlay: AttributeOverlay? = nil,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        let room = fixedRoom + record.loggerName.count + message.count
        buffer.reserve(room)
        var first = 0
        if prefixCount > 0, record.hasLastingNames, overlay == nil {
            try appendPrefix(record, message: message, to: &buffer)
            first = prefixCount
        }
        if first &+ 1 == segmentCount, segments[first].kind == .message, !segments[first].hasLayout,
            segments[first].escaping == .none
        {
            return buffer.append(message)
        }
        try append(first..<segmentCount, record, message: message, overlay: overlay, to: &buffer)
    }

    /// Appends what the first steps write, from memory if this thread has written the same before.
    @inline(__always) private func appendPrefix(
        _ record: borrowing LogRecord,
        message: RawText,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        let known = ThreadContext.current.pointee.linePrefix(
            of: number,
            record.loggerName,
            record.level,
            record.levelText,
            record.time,
            record.world
        )
        if let known {
            buffer.append(known, at: record.time)
        } else {
            try rememberPrefix(record, message: message, &buffer)
        }
    }

    /// Carries out the first steps and keeps what they have written.
    @inline(never) private func rememberPrefix(
        _ record: borrowing LogRecord,
        message: RawText,
        _ buffer: inout ByteBuffer
    ) throws(FormattingError) {
        let cache = ThreadContext.current.pointee.renewedLinePrefix(of: number, record.loggerName, record.level)
        cache.pointee.owner = 0
        let start = buffer.length
        var milliseconds = -1
        for index in 0..<prefixCount {
            try append(index..<(index + 1), record, message: message, overlay: nil, to: &buffer)
            if segments[index].kind == .time, date.endsInMilliseconds { milliseconds = buffer.length - start - 3 }
        }
        // Shown a second later than it was, or too long to be worth it.
        guard record.shownTime.seconds == record.time.seconds, buffer.length - start <= LinePrefix.limit else { return }
        cache.pointee.text.removeAll()
        cache.pointee.text.append(UnsafeRawPointer(buffer.base + start), count: buffer.length - start)
        cache.pointee.milliseconds = milliseconds
        cache.pointee.own(number, record.loggerName, record.levelText, record.time, record.world)
    }

    /// Carries out some of the steps.
    @inline(__always) private func append(
        _ range: Range<Int>,
        _ record: borrowing LogRecord,
        message: RawText,
        overlay: AttributeOverlay?,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        for index in range {
            let segment = segments + index
            let start = buffer.length
            switch segment.pointee.kind {
            case .shortLiteral:
                UnsafeMutableRawPointer(buffer.base + start).storeBytes(
                    of: segment.pointee.bytes,
                    as: (UInt64, UInt64).self
                )
                buffer.length = start &+ Int(segment.pointee.count)
                continue
            case .longLiteral:
                buffer.append(
                    UnsafeRawPointer(literals + Int(segment.pointee.index)),
                    count: Int(segment.pointee.count)
                )
                continue
            case .name: buffer.append(record.loggerName)
            case .levelName: buffer.append(record.levelText)
            case .message:
                guard segment.pointee.escaping == .none else {
                    // Where it goes at once: messages may need escapes.
                    let isASCII = segment.pointee.escaping == .asciiJSON
                    buffer.append(jsonCharacters: message.bytes, isASCII: isASCII)
                    buffer.reserve(16)
                    continue
                }
                buffer.append(message)
            case .time: try date.append(record, to: &buffer)
            case .path: buffer.append(record.origin.file)
            case .fileName: buffer.append(record.fileNameText)
            case .module: buffer.append(record.moduleText)
            case .function: buffer.append(record.origin.function)
            case .line: buffer.append(decimal: UInt64(record.origin.line))
            case .levelNumber: buffer.append(decimal: Int64(record.level.rawValue))
            case .process: buffer.append(decimal: Int64(record.processIdentifier))
            case .thread: buffer.append(decimal: record.threadIdentifier)
            case .milliseconds: buffer.append(decimal: UInt64(record.shownTime.milliseconds))
            case .threadName: buffer.append(record.threadName)
            case .processName: buffer.append(record.processName)
            case .taskName: buffer.append(record.taskName ?? "None")
            case .general:
                try append(
                    generals[Int(segment.pointee.index)],
                    Attributes(program: self, message: message, overlay: overlay),
                    record,
                    to: &buffer
                )
            }
            if segment.pointee.hasLayout { buffer.apply(segment.pointee.layout, from: start) }
            if segment.pointee.escaping != .none { buffer.apply(segment.pointee.escaping, from: start) }
            // What came before may have used the room that a short literal relies on.
            buffer.reserve(16)
        }
    }

    /// Carries out a general step.
    @inline(never) private func append(
        _ step: General,
        _ attributes: Attributes,
        _ record: borrowing LogRecord,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        do throws(FormattingError) {
            switch step {
            case .percent(let name, let directive):
                try buffer.append(try attributes.require(name, record), directive)
            case .dollar(let name):
                buffer.append(pythonStr: try attributes.require(name, record))
            case .brace(let field):
                try field.append(from: try attributes.object(of: field.names, record), to: &buffer)
            case .wholePercent(let format):
                try format.format(.mapping(try attributes.all(record)), into: &buffer)
            case .defect(let error): throw error
            case .jsonField(let field, let style): buffer.append(json: field, of: record, style)
            case .jsonExtra(let name, let style):
                buffer.append(json: record.extra[name] ?? .null, style: style, depth: 1)
            }
        } catch {
            guard error.pythonType == "KeyError" else { throw error }
            throw FormattingError("ValueError", "Formatting field not found in record: \(error.message)")
        }
    }
}

extension ByteBuffer {
    /// Appends text that a record points to.
    @inline(__always) fileprivate mutating func append(_ text: RawText) {
        append(piece: text.start, count: text.count)
    }
}
