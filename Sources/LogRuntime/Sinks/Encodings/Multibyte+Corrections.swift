extension Multibyte {
    /// Characters that the system has and Python has not: the first, how many.
    var superfluous: [(first: Int, count: Int)] {
        let text =
            switch self {
            case .big5:
                """
                80 AF 2027 20AC 2215 2295 2299 2551+13 255F+2 2562+8 256B+2 2593 58BB 5AFA 6052 7881 7CA7 88CF 92B9 \
                F6B1+408 FE51 FE68 FF5E FFE0+2 FFE5
                """
            case .cp950: "80 F6B1+408"
            case .cp932: "A5 2014 203E"
            case .gbk: "20AC"
            case .eucJapanese: "80+32 FF5E"
            case .johab: "20A9 327E"
            case .shiftJIS: "FFE0+3"
            default: ""
            }
        return text.split(separator: " ").map { Multibyte.run(in: $0) }
    }

    /// Characters that Python has elsewhere than the system: the first, its code, how many.
    var further: [(first: Int, code: UInt32, count: Int)] {
        let text =
            switch self {
            case .big5: Multibyte.furtherOfBig5 + " 203E=A1C2 223C=A1E3 FF0F=A241 FF3C=A242"
            case .cp950: Multibyte.furtherOfBig5 + " 203E=A1C2 223C=A1E3"
            case .cp932: "80=80 F8F0=A0 F8F1=FD+3"
            case .gb18030:
                """
                1E3F=8135F437 9FB4=82359037+3 9FB7=82359130+5 E78D=A6D9+7 E794=A6EC+2 E796=A6F3 E7C7=A8BC E816=FE51+3 \
                E81E=FE59 E826=FE61 E82B=FE66+2 E831=FE6C+2 E83B=FE76 E843=FE7E E854=FE90+2 E864=FEA0 FE10=84318236+4 \
                FE14=84318330+6
                """
            default: ""
            }
        return text.split(separator: " ").map { entry in
            let halves = entry.split(separator: "=")
            let code = Multibyte.run(in: halves[1])
            return (Int(halves[0], radix: 16) ?? 0, UInt32(code.first), code.count)
        }
    }

    private static let furtherOfBig5 = """
        A2=A246+2 A5=A244 401=C7B3 414=C7B1+2 416=C7B4+7 423=C7BB+19 436=C7CF+26 451=C7CE 2022=A145 2460=C7E9+10 \
        2474=C7F3+10 2609=A1F3 2641=A1F2 3005=C6A4 3041=C6A5+83 309D=C6A2+2 30A1=C6F8+7 30A8=C740+63 30E7=C7A1+16 \
        30FE=C6A1 FF64=A14E
        """

    /// A number in hexadecimal, and how many follow one another from there.
    private static func run(in text: Substring) -> (first: Int, count: Int) {
        let pieces = text.split(separator: "+")
        return (Int(pieces[0], radix: 16) ?? 0, pieces.count > 1 ? Int(pieces[1]) ?? 1 : 1)
    }
}
