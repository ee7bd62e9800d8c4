#if !LIBFUZZER
/// Makes inputs out of others: bytes changed, removed, repeated, put in, and pieces of others mixed in.
struct Mutation {
    private var state: UInt64
    private let corpus: [[UInt8]]
    private let lengthLimit: Int
    private static let remarkable: [UInt8] =
        Array("%{}()[]$\"'\\:#&*!|>-,?\n\r\t \u{0}0123456789nsdxg".utf8) + [0x7F, 0x80, 0xC3, 0xED, 0xFF]

    /// Begins with a number that makes the same inputs again.
    init(seed: UInt64, corpus: [[UInt8]], lengthLimit: Int) {
        state = seed
        self.corpus = corpus.isEmpty ? [[]] : corpus
        self.lengthLimit = lengthLimit
    }

    /// The next input.
    mutating func next() -> [UInt8] {
        var input = corpus[number(below: corpus.count)]
        for _ in 0...number(below: 6) { change(&input) }
        return Array(input.prefix(lengthLimit))
    }

    private mutating func change(_ input: inout [UInt8]) {
        let place = number(below: input.count + 1)
        switch number(below: 7) {
        case 0 where place < input.count: input[place] ^= 1 << UInt8(number(below: 8))
        case 1 where place < input.count: input[place] = Mutation.remarkable[number(below: Mutation.remarkable.count)]
        case 2: input.insert(Mutation.remarkable[number(below: Mutation.remarkable.count)], at: place)
        case 3: input.removeSubrange(place..<min(input.count, place + number(below: 16)))
        case 4:
            let piece = input[place..<min(input.count, place + number(below: 64))]
            input.insert(contentsOf: piece, at: number(below: input.count + 1))
        case 5:
            let other = corpus[number(below: corpus.count)]
            let start = number(below: other.count + 1)
            input.replaceSubrange(place..., with: other[start...])
        default: input.insert(UInt8(number(below: 256)), at: place)
        }
    }

    private mutating func number(below limit: Int) -> Int {
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        value ^= value >> 31
        return limit > 0 ? Int(value % UInt64(limit)) : 0
    }
}
#endif
