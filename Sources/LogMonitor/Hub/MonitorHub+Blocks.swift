public import LogRuntime

extension MonitorHub {
    /// Runs a block whose values become rows of a monitor.
    ///
    /// The rows are exported when the block ends. If it ends by an error, what was logged until then is exported as it is,
    /// and the error goes on. Nothing that fails in monitoring reaches the block: it is reported and counted.
    ///
    /// - Parameters:
    ///   - name: the monitor's name; the first use makes it.
    ///   - type: the monitor type; `nil` for the configured one. Counts at the first use.
    ///   - options: the type's options, in place of those configured. Count at the first use.
    ///   - body: does the work and logs through the session.
    /// - Returns: what the block returns.
    /// - Throws: what the block throws.
    @discardableResult
    @inlinable
    public func monitor<Result, Failure: Error>(
        _ name: String,
        type: String? = nil,
        options: LogObject? = nil,
        _ body: (MonitorSession) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let block = open(name, type: type, options: options)
        let result: Result
        do {
            result = try body(block.session)
        } catch {
            block.close()
            throw error
        }
        block.close()
        return result
    }

    /// Runs an asynchronous block whose values become rows of a monitor.
    ///
    /// As the synchronous form; the block stays on its caller's executor.
    ///
    /// - Parameters:
    ///   - name: the monitor's name; the first use makes it.
    ///   - type: the monitor type; `nil` for the configured one. Counts at the first use.
    ///   - options: the type's options, in place of those configured. Count at the first use.
    ///   - body: does the work and logs through the session.
    /// - Returns: what the block returns.
    /// - Throws: what the block throws.
    @discardableResult
    @inlinable
    public func monitor<Result, Failure: Error>(
        _ name: String,
        type: String? = nil,
        options: LogObject? = nil,
        _ body: (MonitorSession) async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let block = open(name, type: type, options: options)
        let result: Result
        do {
            result = try await body(block.session)
        } catch {
            block.close()
            throw error
        }
        block.close()
        return result
    }

    /// Starts a block.
    @usableFromInline
    func open(_ name: String, type: String?, options: LogObject?) -> MonitorBlock {
        if type == nil, options == nil, let core = takeCore(name), let channel = core.channel {
            return MonitorBlock(session: MonitorChannel.open(core, of: channel))
        }
        return openUnprepared(name, type: type, options: options)
    }

    /// Starts a block of a monitor that may not exist yet.
    @inline(never)
    private func openUnprepared(_ name: String, type: String?, options: LogObject?) -> MonitorBlock {
        guard let channel = channel(name, type: type, options: options) else {
            return MonitorBlock(session: .inactive)
        }
        return MonitorBlock(session: MonitorChannel.open(channel.takeCore(), of: .passUnretained(channel)))
    }
}
