internal import CLogRuntime

extension ByteBuffer {
    /// Appends a floating point number as C's `printf` does it, with a point in every locale.
    ///
    /// - Parameters:
    ///   - value: the number.
    ///   - conversion: `e`, `E`, `f`, `F`, `g` or `G`.
    ///   - precision: as in C; at most ``FormattingLimits/characters``.
    ///   - keepsPoint: the flag `#`.
    mutating func append(printed value: Double, as conversion: UInt8, precision: Int, keepsPoint: Bool) {
        if value.isNaN {
            // C shows a sign that Python does not.
            let isCapital = conversion < UInt8(ascii: "a")
            return append(isCapital ? "NAN" : "nan")
        }
        if keepsPoint, conversion | 0x20 == UInt8(ascii: "g"), value.isFinite {
            return append(general: value, capital: conversion == UInt8(ascii: "G"), digits: max(precision, 1))
        }
        reserve(32)
        let wanted = print(value, as: conversion, precision: precision, keepsPoint: keepsPoint)
        if wanted >= capacity - length {
            reserve(wanted + 1)
            length += print(value, as: conversion, precision: precision, keepsPoint: keepsPoint)
        } else {
            length += wanted
        }
    }

    /// Appends a number as `%#g`, which glibc gets wrong where rounding adds a digit (999999.9 becomes `1.e+06`).
    private mutating func append(general value: Double, capital isCapital: Bool, digits: Int) {
        let start = length
        append(
            printed: value,
            as: UInt8(ascii: isCapital ? "E" : "e"),
            precision: digits - 1,
            keepsPoint: true
        )
        let exponent = decimalExponent(from: start)
        guard exponent >= -4, exponent < digits else { return }
        length = start
        append(printed: value, as: UInt8(ascii: "f"), precision: digits - 1 - exponent, keepsPoint: true)
    }

    /// The exponent at the end of a number that was printed with one.
    func decimalExponent(from start: Int) -> Int {
        var exponent = 0
        var scale = 1
        var place = length - 1
        while place > start, 48...57 ~= base[place] {
            exponent += scale * (Int(base[place]) - 48)
            scale *= 10
            place -= 1
        }
        return base[place] == UInt8(ascii: "-") ? -exponent : exponent
    }

    /// Prints behind the content.
    ///
    /// - Returns: the length of the whole text, which may not have fitted.
    private mutating func print(_ value: Double, as conversion: UInt8, precision: Int, keepsPoint: Bool) -> Int {
        (base + length).withMemoryRebound(to: CChar.self, capacity: capacity - length) { place in
            Int(
                clogruntime_print_double(
                    place,
                    capacity - length,
                    CChar(bitPattern: conversion),
                    keepsPoint ? 1 : 0,
                    Int32(clamping: precision),
                    value
                )
            )
        }
    }
}
