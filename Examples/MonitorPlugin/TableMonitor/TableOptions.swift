internal import LogMonitor

/// The options of the monitor type `example.TableMonitor`.
struct TableOptions {
    /// Where the tables are (`directory`, default `tables`).
    let directory: String
    /// What stands between values (`separator`, default a comma).
    let separator: Character
    /// How many bytes are gathered before they are written (`buffer_size`, default 0: each block is written at once).
    let bufferSize: Int

    /// Reads the options.
    ///
    /// - Throws: `MonitorError` with all that is wrong.
    init(_ options: LogObject) throws(MonitorError) {
        var reader = MonitorOptionReader(options, of: "example.TableMonitor")
        directory = reader.text("directory", wanted: "the name of a directory") ?? "tables"
        separator = reader.choice("separator", of: [",", ";", "\t"]).map { Character($0) } ?? ","
        bufferSize = reader.integer("buffer_size", in: 0...1_000_000_000, wanted: "a number of bytes") ?? 0
        try reader.finish()
    }
}
