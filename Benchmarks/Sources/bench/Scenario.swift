/// Several ways to do the same work.
struct Scenario {
    /// The name on the command line and in the table.
    let name: String
    /// What a record is.
    let subject: String
    /// The ways; ratios are taken against the first.
    let contenders: [Contender]
}

/// One way to do a scenario's work.
struct Contender {
    /// The name in the table.
    let name: String
    /// What is cut to nothing before each slice.
    var file: BenchFile?
    /// Logs records: the number of the first, and how many.
    let run: (_ first: Int64, _ count: Int64) -> Void
}
