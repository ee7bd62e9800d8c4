internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How processes that write one rotating file agree on it, without a file of their own beside it.
///
/// Four bytes far behind the file's end are locked (`F_OFD_SETLK`); a lock ends with the process, however it ends.
///
/// - *present*: held (shared) by everyone who has the file open for rotation;
/// - *alone*: held (shared) by who believes to be the only one, and therefore writes without asking;
/// - *turn*: held (exclusive) for each line by everyone who knows that there are others, and by everyone who rotates;
/// - *packing*: held (exclusive) on an archive by who compresses it; see `ArchivePacker`.
///
/// Who holds *turn* and finds the path still leading to the locked file can be sure that it is not rotated under the line.
/// Who writes *alone* looks around every ``lookAroundInterval`` of time or lines, and gives *alone* back after a time without
/// lines; so a file on which *alone* is held by another is not rotated. The file grows meanwhile, for ``noticeInterval`` at most: a
/// process that is stopped for longer must not keep the others from rotating. Hence no line of a process that runs can go to
/// a file that is being removed, however long the system lets it wait between looking and writing.
struct FileClaim {
    /// Lines after which who writes alone looks around.
    static let lookAroundLines = 256
    /// Nanoseconds after which who writes alone looks around before the next line.
    static let lookAroundInterval: Int64 = 100_000_000
    /// Nanoseconds without others after which who was not alone believes to be.
    static let companyInterval: Int64 = 1_000_000_000
    /// Nanoseconds after which who holds *alone* is taken for stopped.
    static let noticeInterval: Int64 = 10_000_000_000
    /// Nanoseconds for which nobody waits again for a turn that was waited for in vain: as long as a process is stopped in its turn,
    /// lines must not cost a tenth of a second each.
    static let impatienceInterval: Int64 = 1_000_000_000
    /// Seconds without a line after which who writes alone asks again.
    static let idleInterval = 0.1

    private enum Offset: Int32 {
        case turn = 0
        case present = 1
        case alone = 2
        case packing = 3
    }

    /// The open file.
    let descriptor: Int32

    /// Says that this process has the file open.
    ///
    /// - Returns: `false` if the file system has no such locks; everything else then has no effect.
    func enter() -> Bool { lock(.present, "r") }

    /// Whether somebody else has the file open.
    var hasOthers: Bool { isLocked(.present) }

    /// Says that this process writes without asking.
    func beginAlone() { _ = lock(.alone, "r") }

    /// Says that this process asks from now on.
    func endAlone() { _ = lock(.alone, "u") }

    /// Whether somebody else writes without asking.
    var hasLoner: Bool { isLocked(.alone) }

    /// Whether somebody else has the file open; `nil` if the file system has no such locks.
    var isInUse: Bool? {
        switch clogruntime_byte_is_locked(descriptor, Offset.present.rawValue) {
        case 0: false
        case 1: true
        default: nil
        }
    }

    /// Says that this process compresses the file, unless another does.
    func takePacking() -> Bool { lock(.packing, "w") }

    /// Takes the turn, waiting at most a tenth of a second: a stopped process must not stop the others.
    ///
    /// - Parameter waits: whether to wait at all.
    /// - Returns: whether it was taken.
    func takeTurn(waits: Bool = true) -> Bool {
        for attempt in 0..<200 {
            if lock(.turn, "w") { return true }
            guard waits, errno == EAGAIN || errno == EACCES || errno == EINTR else { return false }
            if attempt < 100 { sched_yield() } else { usleep(1000) }
        }
        return false
    }

    /// Gives the turn to the next.
    func endTurn() { _ = lock(.turn, "u") }

    private func lock(_ offset: Offset, _ kind: Unicode.Scalar) -> Bool {
        clogruntime_lock_byte(descriptor, offset.rawValue, CChar(truncatingIfNeeded: kind.value)) == 0
    }

    private func isLocked(_ offset: Offset) -> Bool {
        clogruntime_byte_is_locked(descriptor, offset.rawValue) == 1
    }
}
