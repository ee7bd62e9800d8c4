extension Logger {
    /// Logs what is finer than debugging.
    @inlinable @inline(__always) public func trace(
        _ message: @autoclosure () -> LogMessage,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.trace, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs what is finer than debugging.
    ///
    /// The message is a string that exists already.
    @_disfavoredOverload
    @inlinable @inline(__always) public func trace(
        _ message: @autoclosure () -> String,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.trace, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs for debugging.
    @inlinable @inline(__always) public func debug(
        _ message: @autoclosure () -> LogMessage,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.debug, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs for debugging.
    ///
    /// The message is a string that exists already.
    @_disfavoredOverload
    @inlinable @inline(__always) public func debug(
        _ message: @autoclosure () -> String,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.debug, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs that things work.
    @inlinable @inline(__always) public func info(
        _ message: @autoclosure () -> LogMessage,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.info, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs that things work.
    ///
    /// The message is a string that exists already.
    @_disfavoredOverload
    @inlinable @inline(__always) public func info(
        _ message: @autoclosure () -> String,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.info, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs something normal but significant.
    @inlinable @inline(__always) public func notice(
        _ message: @autoclosure () -> LogMessage,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.notice, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs something normal but significant.
    ///
    /// The message is a string that exists already.
    @_disfavoredOverload
    @inlinable @inline(__always) public func notice(
        _ message: @autoclosure () -> String,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.notice, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs something unexpected.
    @inlinable @inline(__always) public func warning(
        _ message: @autoclosure () -> LogMessage,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.warning, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs something unexpected.
    ///
    /// The message is a string that exists already.
    @_disfavoredOverload
    @inlinable @inline(__always) public func warning(
        _ message: @autoclosure () -> String,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.warning, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs that something could not be done.
    @inlinable @inline(__always) public func error(
        _ message: @autoclosure () -> LogMessage,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.error, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs that something could not be done.
    ///
    /// The message is a string that exists already.
    @_disfavoredOverload
    @inlinable @inline(__always) public func error(
        _ message: @autoclosure () -> String,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.error, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs that the program may be unable to go on.
    @inlinable @inline(__always) public func critical(
        _ message: @autoclosure () -> LogMessage,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.critical, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }

    /// Logs that the program may be unable to go on.
    ///
    /// The message is a string that exists already.
    @_disfavoredOverload
    @inlinable @inline(__always) public func critical(
        _ message: @autoclosure () -> String,
        extra: @autoclosure () -> LogObject? = nil,
        error: (any Error)? = nil,
        file: StaticString = #fileID,
        function: StaticString = #function,
        line: UInt = #line
    ) {
        log(.critical, message(), extra: extra(), error: error, file: file, function: function, line: line)
    }
}
