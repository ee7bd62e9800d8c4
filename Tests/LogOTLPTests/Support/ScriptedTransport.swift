#if OTLP
import LogOTLP
import LogRuntime
import SwiftProtobuf

/// A collector that answers as it was told, and keeps what it got.
final class ScriptedTransport: OTLPTransport {
    private struct State {
        var answers: [OTLPAnswer]
        var requests: [OTLPRequest] = []
        var isClosed = false
        var held: [CheckedContinuation<Void, Never>] = []
        var isHolding: Bool
    }

    private let state: WaitingLock<State>

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - answers: one a request; then it takes everything.
    ///   - isHolding: whether requests are held until ``release()``.
    init(_ answers: [OTLPAnswer] = [], isHolding: Bool = false) {
        state = WaitingLock(State(answers: answers, isHolding: isHolding))
    }

    func send(_ request: OTLPRequest, timeout: Double) async -> OTLPAnswer {
        let answer = state.withLock { state -> OTLPAnswer in
            state.requests.append(request)
            return state.answers.isEmpty ? .accepted(rejected: 0, message: "") : state.answers.removeFirst()
        }
        state.wakeAll()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passes = state.withLock { state -> Bool in
                    if state.isHolding { state.held.append(continuation) }
                    return !state.isHolding
                }
                if passes { continuation.resume() }
            }
        } onCancel: {
            release()
        }
        return answer
    }

    func close() async { state.withLock { $0.isClosed = true } }

    /// Lets requests pass.
    func release() {
        let held = state.withLock { state in
            defer { state.held = [] }
            state.isHolding = false
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    /// Waits until some requests have come.
    func waitForRequests(_ count: Int) -> Bool {
        state.wait(until: WallTime(epochSeconds: WallTime.now().epochSeconds + 10)) { $0.requests.count >= count }
    }

    var requests: [OTLPRequest] { state.withLock { $0.requests } }
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// The texts of the records of each request.
    var texts: [[String]] {
        requests.map { request in
            guard let message = try? Request(serializedBytes: request.bytes) else { return ["undecodable"] }
            return message.records.map(\.body.stringValue)
        }
    }
}

/// Failures told to a status channel.
final class FailureList: Sendable {
    private let list = Lock<[LogFailure]>([])
    /// Takes failures.
    let status = StatusChannel()

    init() {
        status.setHook { [self] failure in list.withLock { $0.append(failure) } }
    }

    /// What was told, each text once.
    var messages: [String] {
        list.withLock { list in
            var seen: Set<String> = []
            return list.map(\.message).filter { seen.insert($0).inserted }
        }
    }

    var lossCount: Int { status.lossCount }
}
#endif
