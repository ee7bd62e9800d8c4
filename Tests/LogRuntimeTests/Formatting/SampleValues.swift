@testable import LogRuntime

/// Values with something to get wrong.
enum SampleValues {
    static let integers: [LogValue] = [
        0, 1, -1, 7, 42, -42, 255, 999, 1000, -1000, 12345, 1_234_567, 0x10FFFF, 0x110000, 65, 233, 0x65E5,
        .int(.max), .int(.min), .uint(.max), .uint(1 << 63), .digits("18446744073709551616"),
        .digits("-123456789012345678901234567890"), .digits("9223372036854775808"),
        .digits("340282366920938463463374607431768211456"),
        .digits("1" + String(repeating: "0", count: 400)),
    ]

    static let doubles: [LogValue] = [
        0.0, -0.0, 1.0, -1.0, 0.1, 4.9, 1.5, 2.5, -2.5, 0.5, 123.456, 1234567.891, 1e-5, 1e-4, 9.999e-5, 1e15, 1e16,
        1.2e16, 12345678901234567.0, 18014398509481984.0, 1e17, 1e22, 1e23, 1e100, 1.7976931348623157e308,
        .double(.leastNonzeroMagnitude),
        2.2250738585072014e-308, 0.30000000000000004, 999999.9999999, 99999.5, -0.0004, 0.00001234, 100.0, 1e6,
        .double(.infinity), .double(-.infinity), .double(.nan), .double(.pi), 1e9, 999_999_999.999999, 0.999999, 1e-7,
    ]

    static let strings: [LogValue] = [
        "", "a", "é", "日", "😀", "abc", "Grüße aus Köln", "it's", "say \"hi\"", "both ' and \"",
        "tab\tnewline\nreturn\r",
        "null\u{0} bell\u{7} escape\u{1B} delete\u{7F} next\u{85} nbsp\u{A0}", "zero\u{200B}width bom\u{FEFF}",
        "line\u{2028}sep \u{2029}para", "\u{E000}private \u{10FFFF}", "back\\slash", "{braces} %s $x", "e\u{301}",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "日本語テキスト", "\u{AD}soft", "\u{E0001}tag",
    ]

    static let others: [LogValue] = [
        nil, true, false, [], [:], [1, 2.5, "x", nil, true], ["x": 1, "y": [true, nil], "it's": "é"],
        [["a": ["b": ["c": [1, [2, [3]]]]]]],
    ]

    static let all = integers + doubles + strings + others
}
