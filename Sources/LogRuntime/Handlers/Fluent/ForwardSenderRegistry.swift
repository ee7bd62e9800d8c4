internal import CLogRuntime
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The senders of this process, for the moments that concern all of them: its end, and its forking.
///
/// At the end each sender sends what waits. A forked child knows its senders for its parent's, who sends what is in them,
/// and makes its own.
final class ForwardSenderRegistry: @unchecked Sendable /* the turn guards the list */ {
    /// The one of this process.
    static let shared = ForwardSenderRegistry()

    private let turn = Turn()
    private var senders: [ForwardSender] = []

    private init() {
        _ = clogruntime_at_fork(
            { ForwardSenderRegistry.shared.stop() },
            { ForwardSenderRegistry.shared.goOn() },
            { ForwardSenderRegistry.shared.goOnInChild() }
        )
        atexit { ForwardSenderRegistry.shared.endProcess() }
    }

    /// Takes a sender in.
    func add(_ sender: ForwardSender) {
        turn.take()
        senders.append(sender)
        turn.end()
    }

    /// Lets a sender go.
    func remove(_ sender: ForwardSender) {
        turn.take()
        senders.removeAll { $0 === sender }
        turn.end()
    }

    private func endProcess() {
        turn.take()
        let all = senders
        turn.end()
        for sender in all { sender.end() }
    }

    /// Nobody else changes a sender while the process is copied.
    private func stop() {
        turn.take()
        for sender in senders { sender.turn.take() }
    }

    private func goOn() {
        for sender in senders { sender.turn.end() }
        turn.end()
    }

    private func goOnInChild() {
        for sender in senders {
            sender.isForeign.store(true, ordering: .relaxed)
            sender.turn.end()
        }
        senders = []
        turn.end()
    }
}
