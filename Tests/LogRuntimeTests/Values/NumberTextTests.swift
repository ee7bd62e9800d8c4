import LogRuntime
import Testing

/// Digits beside those of Swift's own printing.
@Suite struct NumberTextTests {
    private func text(_ write: (inout ByteBuffer) -> Void) -> String {
        var buffer = ByteBuffer()
        buffer.append("<")
        write(&buffer)
        return String(buffer.string().dropFirst())
    }

    @Test func `integers of every length have the digits that Swift prints`() {
        var values: [UInt64] = Array(0...1100) + [.max, .max - 1]
        var power: UInt64 = 1
        for _ in 0..<19 {
            power *= 10
            values += [power - 1, power, power + 1, power / 2, power &* 7 / 3]
        }
        for value in values {
            #expect(text { $0.append(decimal: value) } == "\(value)")
            let signed = Int64(truncatingIfNeeded: value)
            #expect(text { $0.append(decimal: signed) } == "\(signed)")
        }
    }

    @Test func `numbers of three digits keep their zeros`() {
        for value in 0..<1000 {
            let digits = "\(value)"
            let expected = String(repeating: "0", count: 3 - digits.count) + digits
            #expect(text { $0.append(padded: value, digits: 3) } == expected)
        }
    }

    @Test func `decimals of one place are what Swift and Python print`() {
        let places = Array(0...2000) + [9999, 10_000, 12_345, 99_999, 1_234_567, 9_999_999, 99_999_999]
        for tenths in places {
            for value in [Double(tenths) / 10, -Double(tenths) / 10] {
                #expect(text { $0.append(pythonFloat: value) } == "\(value)")
            }
        }
        for value in [0.04, 0.05, 0.15, 0.25, 4.95, 10.05, 12_345.67, 9_999_999.96, 1e7, 12_345_678.9, 0.1 + 0.2] {
            #expect(text { $0.append(pythonFloat: value) } == "\(value)")
        }
    }
}
