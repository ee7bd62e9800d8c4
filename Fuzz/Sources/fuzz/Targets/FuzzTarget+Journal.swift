extension FuzzTarget {
    /// Recovering what a killed process has left in a journal, damaged in any way.
    static let journal = FuzzTarget(
        name: "journal",
        summary: "journals with lines and damage to recovered lines",
        seeds: {
            let lines = [3, 10, 0, 200, 1, 2]
            return (0..<16).map { flags in
                [UInt8(flags), 2, 3, UInt8(lines.count)] + lines.map(UInt8.init) + [0x20, 0x40, 1, 0x60, 0x50, 0xFF]
            } + [[0, 0, 0, 1, 5], [1, 1, 1, 2, 9, 9, 0x02, 0x00, 7]]
        },
        check: { bytes in
            var input = InputReader(bytes)
            DamagedJournal(&input).check()
        }
    )
}
