#if LIBFUZZER
import Foundation

/// libFuzzer's loop: makes inputs that reach new code, and keeps the one that ended the process.
enum LibraryFuzzer {
    /// The target that the library calls back for; set once, before it runs.
    nonisolated(unsafe) private static var target: FuzzTarget?

    /// Runs a target with the library's own options.
    static func run(_ target: FuzzTarget, _ arguments: [String]) {
        self.target = target
        var words = (["fuzz"] + arguments).map { strdup($0) } + [nil]
        let status = words.withUnsafeMutableBufferPointer { words in
            var count = CInt(words.count - 1)
            var start = words.baseAddress
            return runDriver(&count, &start) { bytes, count in
                LibraryFuzzer.target?.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            }
        }
        exit(status)
    }
}

/// libFuzzer's own `main`, as a function.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
#endif
