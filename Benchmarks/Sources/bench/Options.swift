import Glibc

/// What the command line asks for.
struct Options {
    /// How often every contender runs; the first round warms up and is not counted.
    var rounds = 41
    /// Records of one contender in one round.
    var records: Int64 = 5000
    /// Where the files are written; a directory of a real disk.
    var directory = "bench-output"
    /// The only scenario to run.
    var scenario: String?
    /// The only contender to run, without pairs: for counting instructions.
    var contender: String?
    /// The path of `logconfig`, for the replay.
    var tool: String?
    /// The size of the rows that are replayed.
    var replayMegabytes = 64
    /// The file that the README's table is written to.
    var readme: String?
    /// Whether the result is one JSON object.
    var printsJSON = false

    static let usage = """
        usage: bench [--rounds N] [--records N] [--directory DIR] [--scenario NAME] [--contender NAME]
                     [--logconfig PATH] [--replay-size MB] [--readme FILE] [--json]

          --rounds N        measured rounds (default 41)
          --records N       records of each contender in a round (default 5000)
          --directory DIR   where files are written, on a real disk (default bench-output)
          --scenario NAME   run one scenario: disabled, text-format, loggers, text, text-buffered, json,
                            json-buffered, threads-2, threads-4, rotation, row, row-buffered, batch, swift-log-disabled,
                            swift-log-literal, swift-log, swift-log-metadata, load, latency, replay
          --contender NAME  run one contender alone, as under valgrind --tool=callgrind
          --logconfig PATH  the tool that rows are replayed through; none are without it
          --replay-size MB  the size of the rows that are replayed (default 64; 1000 for a gigabyte)
          --readme FILE     write the table of the README between its marks in a file
          --json            print one JSON object
        """

    init(arguments: ArraySlice<String>) {
        var rest = arguments
        func value(of option: String) -> String {
            guard let value = rest.popFirst() else { stop("option '\(option)' needs a value\n\(Options.usage)") }
            return value
        }
        func number(of option: String) -> Int64 {
            let text = value(of: option)
            guard let number = Int64(text), number > 0 else { stop("'\(text)' is not a positive number") }
            return number
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--rounds": rounds = Int(number(of: argument))
            case "--records": records = number(of: argument)
            case "--directory": directory = value(of: argument)
            case "--scenario": scenario = value(of: argument)
            case "--contender": contender = value(of: argument)
            case "--logconfig": tool = value(of: argument)
            case "--replay-size": replayMegabytes = Int(number(of: argument))
            case "--readme": readme = value(of: argument)
            case "--json": printsJSON = true
            case "--help", "-h":
                print(Options.usage)
                exit(0)
            default: stop("unknown option '\(argument)'\n\(Options.usage)")
            }
        }
    }
}

/// Ends the benchmark with a message on standard error.
func stop(_ message: String) -> Never {
    let line = Array("bench: \(message)\n".utf8)
    _ = write(2, line, line.count)
    exit(1)
}
