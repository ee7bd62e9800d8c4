@testable import LogConfig
@testable import LogRuntime

extension FuzzTarget {
    /// A format string of a style: compiled, checked and used, it says the same each time.
    static func format(_ style: FormatStyle) -> FuzzTarget {
        FuzzTarget(
            name: "\(style)",
            summary: "format strings in the style \(style.rawValue)",
            seeds: { seeds(style).map { Array("\($0)\u{0}%Y-%m-%d %H:%M:%S\u{0}".utf8) + record } },
            check: { bytes in
                var input = InputReader(bytes)
                let format = input.text()
                let date = input.text()
                let flags = input.byte()
                let record = FuzzedRecord(&input)
                let defaults: LogObject = flags & 1 == 0 ? [:] : ["user": 7, "message": "own"]
                var isValid = true
                do { try style.validate(format.isEmpty ? style.defaultFormat : format) } catch { isValid = false }
                let checked = try? TextFormatter(
                    format: format,
                    dateFormat: flags & 2 == 0 ? nil : date,
                    style: style,
                    defaults: defaults
                )
                require((checked != nil) == isValid, "validation and making differ on '\(format)'")
                let unchecked = try? TextFormatter(
                    format: format,
                    dateFormat: flags & 2 == 0 ? nil : date,
                    style: style,
                    validate: false,
                    defaults: defaults
                )
                guard let unchecked else { fatalError("'\(format)' is refused without validation") }
                _ = style.fields(of: format)
                let line = record.written(by: unchecked)
                if let checked {
                    require(record.written(by: checked).isEqual(to: line), "two formatters differ on '\(format)'")
                }
                if case .success(let bytes) = line, record.isWellFormed {
                    require(String(validating: bytes, as: UTF8.self) != nil, "'\(format)' makes ill-formed text")
                }
            }
        )
    }

    /// Flags, and a record with everything.
    private static var record: [UInt8] {
        [3, 0x3F, 30] + [0, 1, 0, 1] + Array("shop.cart\u{0}%s has %d of %(user)s\u{0}Shop/Cart.swift\u{0}".utf8)
            + [2] + Array("user\u{0}".utf8) + [2, 0, 0, 0, 0, 0, 0, 0, 7] + Array("ratio\u{0}".utf8)
            + [5, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0]
    }

    private static func seeds(_ style: FormatStyle) -> [String] {
        switch style {
        case .percent:
            [
                "%(asctime)s %(levelname)-8s %(name)s: %(message)s", "%(msecs)03d %(created)+.6f %(process)#x %(user)r",
                "%% %(relativeCreated)*d %(lineno)5.3i %(ratio)e %(ratio)G %(message).5s %(funcName)c",
                "%(message)a %(",
            ]
        case .brace:
            [
                "{asctime} {levelname:<8} {name!r:>20}: {message}",
                "{msecs:03.0f} {created:,.2f} {process:#x} {user!s}",
                "{{}} {ratio:e} {ratio:%} {user:_b} {lineno:=+8n} {message:^{user}} {args[0]} {message:.5}", "{message",
            ]
        case .dollar:
            ["$asctime ${levelname} $name: $message", "$$ ${user} $ratio $lineno", "${message", "$1"]
        }
    }
}

extension Result<[UInt8], FormattingError> {
    /// Whether both are the same text, or errors in the same words.
    fileprivate func isEqual(to other: Self) -> Bool {
        switch (self, other) {
        case (.success(let left), .success(let right)): left == right
        case (.failure(let left), .failure(let right)): "\(left)" == "\(right)"
        default: false
        }
    }
}
