/// Several ways to do the same work.
struct Scenario {
    /// The name on the command line and in the table.
    let name: String
    /// What a record is.
    let subject: String
    /// How many of the records asked for a slice makes one of, because they are dear.
    var slices: Int64 = 1
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
    /// Logs records and measures itself: what runs in another process.
    var measured: ((_ first: Int64, _ count: Int64) -> Sample)?

    init(
        name: String,
        file: BenchFile? = nil,
        run: @escaping (_ first: Int64, _ count: Int64) -> Void,
        measured: ((_ first: Int64, _ count: Int64) -> Sample)? = nil
    ) {
        self.name = name
        self.file = file
        self.run = run
        self.measured = measured
    }
}
