/// How a process shares a rotating file with others: whether it is alone, and when it looks around next.
///
/// The rules are those of ``FileClaim``.
struct FileSharing {
    /// Whether this process writes without asking.
    private(set) var isAlone = true
    /// Whether processes can agree at all: the file system has locks, and the file is an ordinary one.
    private(set) var hasLocks = false
    private var linesLeft = 0
    private var lastLook: Int64 = 0
    /// When others were last known of, in nanoseconds of the records' time.
    private var lastCompany: Int64 = 0
    /// When another was first seen writing without asking, by a clock that nobody sets.
    private var lonerSeen: Int64?
    /// Until when nobody waits for a turn, by a clock that nobody sets.
    private var impatientUntil: Int64?
    /// Whether a timer looks after this process' writing without asking.
    private var isWatched = false
    /// Where the counts stood when the timer last looked.
    private var watchMark: (linesLeft: Int, lastLook: Int64) = (.min, 0)

    /// Whether the next line may be written without looking around.
    @inline(__always) mutating func countDown(at time: WallTime, lines: Int = 1) -> Bool {
        linesLeft &-= lines
        let passed = nanoseconds(time) &- lastLook
        return linesLeft >= 0 && passed.magnitude < FileClaim.lookAroundInterval
    }

    @inline(__always) private func nanoseconds(_ time: WallTime) -> Int64 {
        time.seconds &* 1_000_000_000 &+ Int64(time.nanoseconds)
    }

    /// Starts over with a file that was just opened.
    ///
    /// Who was not alone with the file before is not alone with the new one, even if the others have yet to open it.
    ///
    /// - Parameters:
    ///   - claim: the file's locks.
    ///   - usesLocks: whether processes are to agree on the file.
    ///   - triesAlone: whether a line follows at once: nobody writes without asking who does not write.
    mutating func adopt(_ claim: FileClaim, usesLocks: Bool, triesAlone: Bool = true) {
        lonerSeen = nil
        hasLocks = usesLocks && claim.enter()
        if !hasLocks {
            isAlone = true
        } else if isAlone {
            isAlone = false
            linesLeft = 0
            if triesAlone { tryAlone(claim) }
        }
    }

    /// Whether a timer must look after this process' writing without asking from now on.
    mutating func needsWatch() -> Bool {
        guard isAlone, hasLocks, !isWatched else { return false }
        isWatched = true
        return true
    }

    /// Asks again from now on, if no line was written since the last call.
    ///
    /// - Returns: whether this is to be called again.
    mutating func endAloneIfIdle(_ claim: FileClaim) -> Bool {
        guard isAlone, hasLocks else {
            isWatched = false
            return false
        }
        let isBusy = watchMark != (linesLeft, lastLook)
        watchMark = (linesLeft, lastLook)
        if isBusy { return true }
        claim.endAlone()
        isAlone = false
        // The next line looks around.
        linesLeft = 0
        isWatched = false
        return false
    }

    /// Finds out whether there are others, before a line at a given time.
    mutating func lookAround(_ claim: FileClaim, at time: WallTime) {
        let isDue = !countDown(at: time)
        if isDue {
            linesLeft = FileClaim.lookAroundLines
            lastLook = nanoseconds(time)
        }
        guard hasLocks else { return }
        if isAlone {
            if claim.hasOthers {
                claim.endAlone()
                isAlone = false
                lastCompany = nanoseconds(time)
            }
        } else if isDue {
            if claim.hasOthers {
                lastCompany = nanoseconds(time)
            } else if (nanoseconds(time) &- lastCompany).magnitude >= FileClaim.companyInterval {
                // Sooner, others who have yet to open a new file would be taken for gone.
                tryAlone(claim)
            }
        }
    }

    /// Writes without asking from now on, if nobody else has the file open.
    private mutating func tryAlone(_ claim: FileClaim) {
        guard !claim.hasOthers else { return }
        // Said first and checked then, so that of two who come at once at least one sees the other.
        claim.beginAlone()
        isAlone = !claim.hasOthers
        if !isAlone { claim.endAlone() }
    }

    /// Takes the turn; for some time after it was waited for in vain, only if nobody has it.
    ///
    /// - Returns: whether it was taken.
    mutating func takeTurn(of claim: FileClaim) -> Bool {
        let waits = impatientUntil.map { MonotonicTime.now >= $0 } ?? true
        let isTaken = claim.takeTurn(waits: waits)
        if isTaken {
            impatientUntil = nil
        } else if waits {
            impatientUntil = MonotonicTime.now + FileClaim.impatienceInterval
        }
        return isTaken
    }

    /// Whether another process writes without asking and may not have noticed this one yet.
    mutating func mustWait(for claim: FileClaim) -> Bool {
        guard hasLocks, claim.hasLoner else {
            lonerSeen = nil
            return false
        }
        let now = MonotonicTime.now
        let since = lonerSeen ?? now
        lonerSeen = since
        return now - since < FileClaim.noticeInterval
    }
}
