import Foundation

/// The program: lists targets, writes their seeds, and runs one of them.
@main
struct Fuzz {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.isEmpty ? "" : arguments.removeFirst() {
        case "list":
            for target in FuzzTarget.all {
                print(target.name.padding(toLength: 14, withPad: " ", startingAt: 0), target.summary)
            }
        case "seeds" where arguments.count == 2:
            try writeSeeds(of: target(arguments[0]), to: arguments[1])
        case "run" where !arguments.isEmpty:
            let target = target(arguments.removeFirst())
            #if LIBFUZZER
            LibraryFuzzer.run(target, arguments)
            #else
            try GeneratingFuzzer.run(target, arguments)
            #endif
        default:
            print("usage: fuzz list | seeds TARGET DIRECTORY | run TARGET [-max_total_time=SECONDS] [CORPUS|FILE]...")
            exit(2)
        }
    }

    private static func target(_ name: String) -> FuzzTarget {
        guard let target = FuzzTarget.named(name) else {
            print("no target is named '\(name)'; there are \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
            exit(2)
        }
        return target
    }

    private static func writeSeeds(of target: FuzzTarget, to directory: String) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for (number, seed) in target.seeds().enumerated() {
            try Data(seed).write(to: URL(fileURLWithPath: "\(directory)/seed-\(number)"))
        }
    }
}
