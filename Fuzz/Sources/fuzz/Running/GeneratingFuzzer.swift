#if !LIBFUZZER
import Foundation

/// A loop for toolchains without libFuzzer: changes the seeds at random, blind to what the code does with them.
///
/// It takes libFuzzer's `-max_total_time` and `-seed`, and directories and files to begin with. The input in hand lies in a
/// mapped file, so that it is there after a crash.
enum GeneratingFuzzer {
    /// The longest input.
    private static let lengthLimit = 4096

    /// Runs a target.
    static func run(_ target: FuzzTarget, _ arguments: [String]) throws {
        let options = arguments.filter { $0.hasPrefix("-") }
        func option(_ name: String) -> Int? {
            options.compactMap { $0.hasPrefix("-\(name)=") ? Int($0.dropFirst(name.count + 2)) : nil }.last
        }
        let paths = arguments.filter { !$0.hasPrefix("-") }
        let files = try paths.flatMap(files(at:))
        // As with libFuzzer, files that are named are run and nothing else is.
        if !paths.isEmpty, files == paths {
            for file in files { target.check(Array(try Data(contentsOf: URL(fileURLWithPath: file)))) }
            print("\(files.count) inputs passed")
            return
        }
        let prefix = options.last { $0.hasPrefix("-artifact_prefix=") }.map { String($0.dropFirst(17)) } ?? ""
        let kept = InputFile(path: prefix + "crash-" + target.name, limit: lengthLimit)
        var corpus = target.seeds()
        for file in files { corpus.append(Array(try Data(contentsOf: URL(fileURLWithPath: file)))) }
        let seed = UInt64(option("seed") ?? Int.random(in: 0...999_999_999))
        print("seed \(seed); if the process ends early, the input is \(kept.path)")
        var mutation = Mutation(seed: seed, corpus: corpus, lengthLimit: lengthLimit)
        let end = Date().addingTimeInterval(Double(option("max_total_time") ?? 60))
        var count = corpus.count
        for input in corpus {
            kept.keep(input)
            target.check(input)
        }
        while Date() < end {
            for _ in 0..<64 {
                let input = mutation.next()
                kept.keep(input)
                target.check(input)
                count += 1
            }
        }
        kept.remove()
        print("\(count) inputs passed")
    }

    private static func files(at path: String) throws -> [String] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return [] }
        guard isDirectory.boolValue else { return [path] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { path + "/" + $0 }
    }
}

/// The input in hand, in a file that outlives the process.
private struct InputFile {
    let path: String
    private let memory: UnsafeMutableRawPointer?
    private let descriptor: Int32
    private let limit: Int

    init(path: String, limit: Int) {
        self.path = path
        self.limit = limit
        descriptor = open(path, O_RDWR | O_CREAT, 0o644)
        ftruncate(descriptor, off_t(limit))
        let mapped = mmap(nil, limit, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        memory = mapped == MAP_FAILED ? nil : mapped
    }

    func keep(_ input: [UInt8]) {
        let count = min(input.count, limit)
        // The mapping stays; the file's end says how long the input is.
        ftruncate(descriptor, off_t(max(count, 1)))
        input.withUnsafeBytes { if let start = $0.baseAddress { memory?.copyMemory(from: start, byteCount: count) } }
    }

    func remove() { unlink(path) }
}
#endif
