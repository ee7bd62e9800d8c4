extension Logger {
    /// Logs at any level.
    ///
    /// - Parameters:
    ///   - level: how severe the event is.
    ///   - message: what happened; not built when the level is disabled.
    ///   - extra: attributes of the caller's own, for formatters and filters.
    ///   - error: what went wrong; formatters show it below the message.
    ///   - file: the caller's file.
    ///   - function: the caller's function.
    ///   - line: the caller's line.
    @inlinable @inline(__always) public func log(
        _ level: Level,
        _ message: @autoclosure () -> LogMessage,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        guard isEnabled(for: level), let frame = begin() else { return }
        send(level, message(), extra(), error, file, function, line, in: frame)
    }

    /// Logs a string at any level.
    @_disfavoredOverload
    @inlinable @inline(__always) public func log(
        _ level: Level,
        _ message: @autoclosure () -> String,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        guard isEnabled(for: level), let frame = begin() else { return }
        send(level, LogMessage(message()), extra(), error, file, function, line, in: frame)
    }

    /// Logs a structured message: what Python does with a dictionary as `msg`.
    ///
    /// A JSON formatter writes its fields as fields of the line.
    ///
    /// - Parameters:
    ///   - level: how severe the event is.
    ///   - object: what happened, by name.
    ///   - extra: attributes of the caller's own.
    ///   - error: what went wrong.
    ///   - file: the caller's file.
    ///   - function: the caller's function.
    ///   - line: the caller's line.
    @inlinable @inline(__always) public func log(
        _ level: Level,
        object: @autoclosure () -> LogObject,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        guard isEnabled(for: level), let frame = begin() else { return }
        emit(level, object: object(), extra(), error, file, function, line, in: frame)
    }
}
