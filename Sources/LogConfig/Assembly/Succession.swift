internal import LogRuntime

/// What of the configuration in force goes on in the next one: handlers as they are, or their open destinations.
struct Succession {
    /// What becomes of a handler of the new plan.
    enum Share {
        /// A handler in force does the same already, and goes on.
        case whole(Handler)
        /// This handler writes to the open destination of one in force.
        case destination(Handler)
    }

    private let previous: ActiveConfiguration?
    private var left: [Plan.HandlerPlan]
    /// The names of handlers that go on as they are.
    private var goingOn: Set<String> = []

    /// Begins.
    ///
    /// - Parameters:
    ///   - previous: what is in force.
    ///   - plan: what comes next.
    init(from previous: ActiveConfiguration?, to plan: Plan) {
        // Different behaviours do not share; what was shut down or never opened has nothing to share.
        guard let previous, !previous.isPreview, !previous.isShutDown, previous.plan.compatibility == plan.compatibility
        else {
            self.previous = nil
            left = []
            return
        }
        self.previous = previous
        left = Array(previous.plan.handlers)
    }

    /// What the next handler of the plan inherits.
    ///
    /// - Parameter plan: the handler, after those that it refers to.
    /// - Returns: what goes on; `nil` where the handler must be opened.
    mutating func share(of plan: Plan.HandlerPlan) -> Share? {
        let refersToOthers = !plan.blueprint.references.isEmpty
        // A handler holds those that it hands records to: it goes on only if they do.
        guard plan.blueprint.references.allSatisfy(goingOn.contains) else { return nil }
        if let index = left.firstIndex(where: { $0.name == plan.name }), left[index].isAlike(plan),
            let handler = previous?.handler(named: plan.name)
        {
            left.remove(at: index)
            goingOn.insert(plan.name)
            return .whole(handler)
        }
        guard !refersToOthers else { return nil }
        let own = left.firstIndex { $0.name == plan.name && $0.hasDestination(of: plan) }
        guard let index = own ?? left.firstIndex(where: { $0.hasDestination(of: plan) }),
            let successor = previous?.handler(named: left[index].name)?.makeSuccessor()
        else { return nil }
        left.remove(at: index)
        return .destination(successor)
    }
}
