/// What a plan finds by name.
protocol PlanEntry {
    /// The name in the configuration.
    var name: String { get }
}

extension Plan.HandlerPlan: PlanEntry {}
extension Plan.LoggerPlan: PlanEntry {}

/// The entries of a section in their order, each found by its name without a search: configurations have been seen with
/// thousands of loggers.
struct PlanList<Entry: PlanEntry & Sendable>: Sendable {
    private var entries: [Entry] = []
    /// Where the entries of a name stand.
    private var places: [String: [Int]] = [:]

    init() {}

    /// The entries of that name, in order.
    subscript(name: String) -> [Entry] { (places[name] ?? []).map { entries[$0] } }

    /// The first entry of that name.
    func first(named name: String) -> Entry? { places[name]?.first.map { entries[$0] } }

    /// Changes each entry; names stay.
    mutating func modifyEach(_ body: (inout Entry) -> Void) {
        for index in entries.indices { body(&entries[index]) }
    }
}

extension PlanList: RandomAccessCollection, RangeReplaceableCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { entries.count }
    subscript(position: Int) -> Entry { entries[position] }

    mutating func append(_ entry: Entry) {
        places[entry.name, default: []].append(entries.count)
        entries.append(entry)
    }

    mutating func replaceSubrange(_ range: Range<Int>, with new: some Collection<Entry>) {
        let isAtEnd = range.lowerBound == entries.count
        let start = entries.count
        entries.replaceSubrange(range, with: new)
        if !isAtEnd { places = [:] }
        for index in (isAtEnd ? start : 0)..<entries.count { places[entries[index].name, default: []].append(index) }
    }
}
