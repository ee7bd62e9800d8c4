internal import Synchronization

/// A tree of loggers with one root: what Python keeps once per process, here as many times as wanted.
///
/// A program uses ``shared``; each monitor and each test has a tree of its own, so that one configuration cannot disturb
/// another. A tree and its loggers live as long as the process.
public final class LoggerTree: Sendable {
    /// The program's tree.
    public static let shared = LoggerTree()

    // Guards the trees that have loggers: these live for good, and are held here for whoever looks for memory that nobody holds.
    private static let kept = Lock<[LoggerTree]>([])

    /// Where handlers report until they are attached to a configuration.
    static let defaultStatus = StatusChannel()

    private struct State {
        let places: LoggerPlaces
        var levelNames: LevelNames
        var disabledThrough = Level(rawValue: Int.min)
        var lastResort: Handler?
        var compatibility: Compatibility
        /// Levels that count for a while, the latest last.
        var overrides: [LevelOverride] = []
        /// Whether the tree is among those kept for good.
        var isKept = false
    }

    /// The world as this tree sees it.
    public let environment: LogEnvironment
    /// Where this tree's handlers report trouble.
    public let status: StatusChannel
    // Guards the nodes and the names. Never held while a record is on its way.
    private let state: Lock<State>
    /// The texts of levels, for logging calls to read without a lock.
    private let levelTexts: PublishedReference<LevelTexts>
    /// How many records loggers' own filters did not let pass.
    let filteredByLoggers = Atomic<Int>(0)
    /// How many records were dropped because logging called itself too often.
    let recursionLosses = Atomic<Int>(0)
    /// What gets records that no handler takes.
    let lastResortChain: PublishedReference<DispatchChain>

    /// Creates a tree whose root is at level WARNING and has no handlers.
    ///
    /// - Parameters:
    ///   - environment: the world as the tree sees it.
    ///   - status: where handlers report trouble.
    ///   - compatibility: whose behaviour the tree has where CPython's is a defect.
    public init(
        environment: LogEnvironment = .system,
        status: StatusChannel = StatusChannel(),
        compatibility: Compatibility = .standard
    ) {
        self.environment = environment
        self.status = status
        let names = LevelNames(compatibility: compatibility)
        levelTexts = PublishedReference(LevelTexts(names))
        let root = LoggerNode(name: "", parent: nil, chain: DispatchChain([]))
        root.level = .warning
        let lastResort = StreamHandler(stream: .standardError, level: .warning)
        lastResort.name = "lastResort"
        lastResort.status = status
        lastResortChain = PublishedReference(DispatchChain([lastResort]))
        state = Lock(
            State(
                places: LoggerPlaces(root: root),
                levelNames: names,
                lastResort: lastResort,
                compatibility: compatibility
            )
        )
    }

    // Of a tree without loggers: others live for good.
    deinit {
        _ = levelTexts.replace(with: nil)
        _ = lastResortChain.replace(with: nil)
    }

    /// The logger at the root.
    public var root: Logger { logger("") }

    /// How many parts the name of a logger has at most.
    ///
    /// Each part is a place in the tree, and CPython keeps the name of every one: a name of a hundred thousand dots would take
    /// gigabytes.
    package static let partLimit = 256

    /// The logger of a name, made when it is asked for the first time.
    ///
    /// - Parameter name: dotted names form the tree; the empty name and `root` are the root, as in CPython. What comes after the
    ///   255th dot is one part, dots included.
    /// - Returns: the logger; the same name gives the same one each time.
    public func logger(_ name: String) -> Logger {
        state.withLock { state in
            let node = state.places.node(named: name)
            if let core = node.core { return Logger(core: core) }
            if !state.isKept {
                state.isKept = true
                LoggerTree.kept.withLock { $0.append(self) }
            }
            let core = UnsafeMutablePointer<LoggerCore>.allocate(capacity: 1)
            core.initialize(
                to: LoggerCore(
                    name: RawText(immortal: node.parent == nil ? "root" : name),
                    tree: self,
                    node: node,
                    chain: node.chain
                )
            )
            node.core = core
            node.refresh(
                inherited: node.parent?.effectiveLevel ?? .notSet,
                disabledThrough: state.disabledThrough
            )
            return Logger(core: core)
        }
    }

    /// Counts a record that a logger's own filters did not let pass.
    func countFiltered() {
        filteredByLoggers.add(1, ordering: .relaxed)
    }

    /// Counts a record that was dropped because logging called itself too often.
    func countRecursion() {
        recursionLosses.add(1, ordering: .relaxed)
    }

    /// The names of all loggers that were asked for, the root left out, sorted.
    public var loggerNames: [String] {
        state.withLock { state in
            var names: [String] = []
            LoggerTree.collectNames(below: state.places.root, into: &names)
            return names.sorted()
        }
    }

    /// The handlers of all loggers, those of the root first, then by the loggers' names.
    var attachedHandlers: [Handler] {
        func handlers(from node: LoggerNode) -> [Handler] {
            let below = node.children.values.sorted { $0.name < $1.name }
            return node.handlers + below.flatMap { handlers(from: $0) }
        }
        return state.withLock { handlers(from: $0.places.root) }
    }

    private static func collectNames(below node: LoggerNode, into names: inout [String]) {
        for child in node.children.values {
            if child.core != nil { names.append(child.name) }
            collectNames(below: child, into: &names)
        }
    }

    /// Switches off all levels up to one, in every logger.
    ///
    /// Source: CPython `logging.disable`.
    ///
    /// - Parameter level: the highest level that is off; `nil` ends it.
    public func disable(through level: Level?) {
        state.withLock { state in
            state.disabledThrough = level ?? Level(rawValue: Int.min)
            state.places.root.refresh(inherited: .notSet, disabledThrough: state.disabledThrough)
        }
        RetiredObjects.releaseIfMany()
    }

    /// Whether a level is switched off in every logger.
    func disables(_ level: Level) -> Bool { state.withLock { level <= $0.disabledThrough } }

    /// Whose behaviour the tree has.
    public var compatibility: Compatibility {
        state.withLock { $0.compatibility }
    }

    /// Changes whose behaviour the tree has, and with it the names of levels.
    package func setCompatibility(_ compatibility: Compatibility) {
        state.withLock { state in
            guard state.compatibility != compatibility else { return }
            state.compatibility = compatibility
            state.levelNames = LevelNames(compatibility: compatibility)
            RetiredObjects.add(levelTexts.replace(with: LevelTexts(state.levelNames)))
        }
    }

    /// The names of levels.
    public var levelNames: LevelNames {
        state.withLock { $0.levelNames }
    }

    /// Names a level.
    ///
    /// Source: CPython `logging.addLevelName`.
    public func addLevelName(_ name: String, for level: Level) {
        defer { RetiredObjects.releaseIfMany() }
        state.withLock { state in
            state.levelNames.add(name, for: level)
            RetiredObjects.add(levelTexts.replace(with: LevelTexts(state.levelNames)))
        }
    }

    /// The bytes of a level's name.
    @inline(__always) func levelText(_ level: Level) -> RawText {
        if let text = levelTexts.load()?._withUnsafeGuaranteedRef({ $0.text(of: level) }) { return text }
        return nameLevel(level)
    }

    /// Gives a level without a name the text that CPython shows for it.
    @inline(never) private func nameLevel(_ level: Level) -> RawText {
        state.withLock { state in
            if let text = levelTexts.value?.text(of: level) { return text }
            let text = RawText(interned: state.levelNames.name(of: level))
            let known = levelTexts.value ?? LevelTexts(state.levelNames)
            RetiredObjects.add(levelTexts.replace(with: LevelTexts(known, adding: text, for: level)))
            return text
        }
    }

    /// What gets records that reach no handler at all; `nil` drops them.
    ///
    /// Source: CPython `logging.lastResort`.
    public var lastResort: Handler? {
        get { state.withLock { $0.lastResort } }
        set {
            let handler = newValue
            state.withLock { state in
                state.lastResort = handler
                RetiredObjects.add(lastResortChain.replace(with: DispatchChain(handler.map { [$0] } ?? [])))
            }
            RetiredObjects.releaseIfMany()
        }
    }

    /// Changes any number of loggers in one step: no record sees some of the changes and not the others.
    ///
    /// - Parameter body: gets an editor that is valid until it returns; must not log.
    /// - Returns: what the closure returns.
    /// - Throws: what the closure throws; changes made before the error stay.
    @discardableResult
    public func edit<Result, Failure: Error>(
        _ body: (borrowing LoggerTreeEditor) throws(Failure) -> sending Result
    ) throws(Failure) -> Result {
        defer { RetiredObjects.releaseIfMany() }
        return try state.withLock { (state) throws(Failure) -> sending Result in
            let editor = LoggerTreeEditor(places: state.places)
            defer { state.places.root.refresh(inherited: .notSet, disabledThrough: state.disabledThrough) }
            return try body(editor)
        }
    }

    /// Changes the levels that count for a while, and drops those whose time has passed.
    ///
    /// - Parameter body: changes the list, the latest last; it may name loggers that do not exist yet.
    /// - Returns: those that have not ended.
    @discardableResult
    func editOverrides(_ body: (inout [LevelOverride]) -> Void) -> [LevelOverride] {
        let now = environment.now()
        return state.withLock { state in
            let before = state.overrides
            body(&state.overrides)
            state.overrides.removeAll { $0.hasEnded(at: now) }
            guard !before.elementsEqual(state.overrides, by: ===) else { return before }
            for name in Set((before + state.overrides).map(\.loggerName)) {
                let level = state.overrides.last { $0.loggerName == name }?.level
                state.places.node(named: name).overridingLevel = level
            }
            state.places.root.refresh(inherited: .notSet, disabledThrough: state.disabledThrough)
            return state.overrides
        }
    }

    /// The names of a logger and of the places above it, the nearest first, without the root's.
    package static func lineage(of name: String) -> [String] {
        var names: [String] = []
        let bytes = name.utf8
        var place = bytes.startIndex
        while names.count < partLimit - 1, let dot = bytes[place...].firstIndex(of: UInt8(ascii: ".")) {
            names.append(String(name[..<dot]))
            place = bytes.index(after: dot)
        }
        names.append(name)
        return names.reversed()
    }
}
