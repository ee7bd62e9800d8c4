internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A pipe that a thread waits on: for a call, for `SIGHUP`, or for time to pass.
///
/// The signal handler does nothing but write a byte. Pipes are kept and used again: one that were closed while the handler is
/// writing could have become another file.
package final class WakingPipe: Sendable {
    /// Why a wait has ended.
    package enum Cause: Sendable {
        /// The time has passed.
        case time
        /// ``wake()`` was called.
        case call
        /// The process got `SIGHUP`.
        case hangup
    }

    private struct Ends: Sendable {
        var reading: Int32
        var writing: Int32
    }

    /// Pipes that nobody uses; also keeps those who subscribe apart.
    private static let spare = Lock<[Ends]>([])

    private let ends: Ends
    private let place: Int32

    /// Makes a pipe.
    ///
    /// - Parameter hearsHangup: whether `SIGHUP` ends a wait; it then does not end the process any more.
    /// - Throws: ``SinkError`` when the process may open no more files, or too many listen to the signal already.
    package init(hearsHangup: Bool) throws(SinkError) {
        let (ends, place, failure) = WakingPipe.spare.withLock { spare -> (Ends, Int32, Int32) in
            guard let ends = spare.popLast() ?? WakingPipe.makeEnds() else {
                return (Ends(reading: -1, writing: -1), -1, errno)
            }
            guard hearsHangup else { return (ends, -1, 0) }
            let place = clogruntime_hangup_subscribe(ends.writing)
            guard place < 0 else { return (ends, place, 0) }
            spare.append(ends)
            return (ends, -1, ENOSPC)
        }
        guard failure == 0 else { throw SinkError("open", "the watcher's pipe", errorNumber: failure) }
        self.ends = ends
        self.place = place
    }

    private static func makeEnds() -> Ends? {
        var both: [Int32] = [-1, -1]
        guard pipe(&both) == 0 else { return nil }
        for end in both {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return Ends(reading: both[0], writing: both[1])
    }

    deinit {
        let ends = ends
        let place = place
        WakingPipe.spare.withLock { spare in
            if place >= 0 { clogruntime_hangup_unsubscribe(place) }
            spare.append(ends)
        }
    }

    /// Ends the wait.
    package func wake() {
        _ = write(ends.writing, "c", 1)
    }

    /// Has the calling thread take `SIGHUP`, if this pipe hears it.
    ///
    /// All other threads may hold the signal back: a program inherits that from the one that started it.
    package func takeHangup() {
        guard place >= 0 else { return }
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGHUP)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Waits.
    ///
    /// - Parameter seconds: how long; `nil` for good.
    /// - Returns: why the wait has ended; the call where both came.
    package func wait(seconds: Double?) -> Cause {
        var entry = pollfd(fd: ends.reading, events: Int16(POLLIN), revents: 0)
        let milliseconds = seconds.map { Int32(min(max(($0 * 1000).rounded(.up), 0), 86_400_000)) } ?? -1
        var ready = poll(&entry, 1, milliseconds)
        while ready < 0, errno == EINTR { ready = poll(&entry, 1, milliseconds) }
        guard ready > 0 else { return .time }
        var bytes = [UInt8](repeating: 0, count: 256)
        var cause = Cause.time
        while true {
            let count = read(ends.reading, &bytes, bytes.count)
            guard count > 0 else { return cause }
            for byte in bytes[..<count] {
                if byte == UInt8(ascii: "c") { cause = .call } else if cause == .time { cause = .hangup }
            }
        }
    }
}
