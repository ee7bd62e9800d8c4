import LogRuntime

/// What a rehearsal sees: which handlers each call reaches, what would have left the machine, what failed.
final class ReplayLog: DeliveryObserver {
    private struct State {
        /// The call being made, or the name of the step after the last call.
        var step: LogValue = .null
        /// The handlers that got a record, each with the step that the record belongs to.
        var deliveries: [(step: LogValue, handler: String)] = []
        var captured: [LogValue] = []
        var errors: [LogValue] = []

        /// Says who has written what a stream has captured since the last delivery: the stream does not know its handler.
        mutating func claimCaptured(for handler: String) {
            for index in captured.indices.reversed() {
                guard case .object(var entry) = captured[index], entry["handler"] == .null else { return }
                entry["handler"] = .string(handler)
                captured[index] = .object(entry)
            }
        }
    }

    private let state = Lock(State())

    /// Says what the deliveries from now on belong to.
    func begin(_ step: LogValue) {
        state.withLock { $0.step = step }
    }

    /// A record has passed a handler's filters.
    func delivered(to handler: Handler) {
        let name = handler.displayName
        state.withLock { state in
            state.deliveries.append((state.step, name))
            state.claimCaptured(for: name)
        }
    }

    /// Keeps what would have left the machine.
    ///
    /// - Parameters:
    ///   - kind: the way it would have left.
    ///   - handler: the handler that sent it.
    ///   - fields: what was sent.
    func capture(_ kind: String, handler: String?, _ fields: LogObject) {
        state.withLock { state in
            var entry = fields
            entry["kind"] = .string(kind)
            entry["handler"] = handler.map { .string($0) } ?? .null
            entry["seq"] = state.step
            state.captured.append(.object(entry))
        }
    }

    /// Keeps a failure of a handler.
    func failed(_ failure: LogFailure) {
        state.withLock { state in
            state.errors.append(
                .object([
                    "seq": state.step, "handler": .string(failure.handler),
                    "type": .string(failure.pythonType ?? "OSError"), "message": .string(failure.message),
                ])
            )
        }
    }

    /// The handlers that a step reached, in order.
    func handlers(of step: LogValue) -> [String] {
        state.withLock { state in state.deliveries.filter { $0.step == step }.map(\.handler) }
    }

    /// The report's parts that are not about single calls.
    var summary: (captured: [LogValue], errors: [LogValue], late: [LogValue]) {
        state.withLock { state in
            let late = state.deliveries.compactMap { delivery -> LogValue? in
                guard case .string = delivery.step else { return nil }
                return .array([delivery.step, .string(delivery.handler)])
            }
            return (state.captured, state.errors, late)
        }
    }
}
