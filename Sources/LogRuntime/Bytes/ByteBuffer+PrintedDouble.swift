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
        reserve(32)
        let wanted = print(value, as: conversion, precision: precision, keepsPoint: keepsPoint)
        if wanted >= capacity - length {
            reserve(wanted + 1)
            length += print(value, as: conversion, precision: precision, keepsPoint: keepsPoint)
        } else {
            length += wanted
        }
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
