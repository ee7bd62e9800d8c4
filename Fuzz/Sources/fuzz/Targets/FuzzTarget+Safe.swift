@testable import LogConfig
@testable import LogRuntime

extension FuzzTarget {
    /// Writing text that cannot be forged.
    static let safe = FuzzTarget(
        name: "safe",
        summary: "records by SafeFormatter: one line, nothing hidden, nothing endless",
        seeds: {
            ["ok\n2026 ERROR forged", "\u{1B}[2J\u{9B}31m\r", "\u{202E}gnp.exe", "e\u{301}\u{0}\u{7F}"].map { text in
                [0x3F, 30, 0, 1, 0, 1] + Array("shop\n\u{0}\(text)\u{0}a\n/b.swift\u{0}".utf8) + [0, 0]
                    + Array(text.utf8)
                    + [0] + Array(text.utf8)
            } + [[0, 30, 0, 1, 0, 1, 0, 0xFF, 0xC3, 0xED, 0xA0, 0x80, 0xF0, 0x9F]]
        },
        check: { bytes in
            var input = InputReader(bytes)
            let limit = Int(input.byte())
            let record = FuzzedRecord(&input)
            let format = "%(levelname)s %(name)s %(pathname)s: %(message)s"
            guard let text = try? TextFormatter(format: format),
                case .success(let line) = record.written(by: SafeFormatter(text, limit: limit))
            else { return }
            guard let shown = String(validating: line, as: UTF8.self) else { fatalError("\(line) is no text") }
            for scalar in shown.unicodeScalars {
                let isHarmless =
                    scalar == "\n" || scalar == "\t" || !hidden.contains(where: { $0.contains(scalar.value) })
                require(isHarmless, "U+\(String(scalar.value, radix: 16)) is shown")
            }
            for trailer in line.split(separator: 0x0A, omittingEmptySubsequences: false).dropFirst() {
                require(trailer.starts(with: "    ".utf8), "a line begins like a record's: \(trailer)")
            }
        }
    )

    /// What is more, or less, than a character on the line.
    private static let hidden: [ClosedRange<UInt32>] = [
        0x00...0x1F, 0x7F...0x9F, 0x061C...0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
    ]
}
