extension Charmap {
    /// Character sets of the Macintosh and of other makers.
    ///
    /// See ``Charmap/standard`` for the form. Source: the decoding tables of CPython's `encodings`.
    static let apple: [Row] = [
        (
            "hp_roman8", "cp1051 csHPRoman8 ibm1051 r8 roman8",
            """
            00:0+161 C0 C2 C8 CA+2 CE+2 B4 2CB 2C6 A8 2DC D9 DB 20A4 AF DD FD B0 C7 E7 D1 F1 A1 BF A4 A3 A5 A7 192 \
            A2 E2 EA F4 FB E1 E9 F3 FA E0 E8 F2 F9 E4 EB F6 FC C5 EE D8 C6 E5 ED F8 E6 C4 EC D6 DC C9 EF DF D4 C1 C3 \
            E3 D0 F0 CD CC D3 D2 D5 F5 160+2 DA 178 FF DE FE B7 B5+2 BE 2014 BC+2 AA BA AB 25A0 BB B1
            """
        ),
        (
            "mac_arabic", "",
            """
            00:0+32 25:25 2C:2C 30:30+10 3B:3B 3F:3F+28 60:60+27 7E:7E+2 C4 A0 C7 C9 D1 D6 DC E1 E0 E2 E4 6BA AB E7 \
            E9 E8 EA+2 ED 2026 EE+2 F1 F3 BB F4 F6+2 FA F9 FB+2 20+5 66A 26+6 60C 2D+3 660+10 3A 61B 3C+3 61F 274A \
            621+26 5B+5 640+19 67E 679 686 6D5 6A4 6AF 688 691 7B+3 698 6D2
            """
        ),
        (
            "mac_croatian", "",
            """
            80:C4+2 C7 C9 D1 D6 DC E1 E0 E2 E4 E3 E5 E7 E9 E8 EA+2 ED EC EE+2 F1 F3 F2 F4 F6 F5 FA F9 FB+2 2020 B0 \
            A2+2 A7 2022 B6 DF AE 160 2122 B4 A8 2260 17D D8 221E B1 2264+2 2206 B5 2202 2211 220F 161 222B AA BA \
            3A9 17E F8 BF A1 AC 221A 192 2248 106 AB 10C 2026 A0 C0 C3 D5 152+2 110 2014 201C+2 2018+2 F7 25CA F8FF \
            A9 2044 20AC 2039+2 C6 BB 2013 B7 201A 201E 2030 C2 107 C1 10D C8 CD+3 CC D3+2 111 D2 DA+2 D9 131 2C6 \
            2DC AF 3C0 CB 2DA B8 CA E6 2C7
            """
        ),
        (
            "mac_cyrillic", "maccyrillic",
            """
            80:410+32 2020 B0 490 A3 A7 2022 B6 406 AE A9 2122 402 452 2260 403 453 221E B1 2264+2 456 B5 491 408 \
            404 454 407 457 409 459 40A 45A 458 405 AC 221A 192 2248 2206 AB BB 2026 A0 40B 45B 40C 45C 455 2013+2 \
            201C+2 2018+2 F7 201E 40E 45E 40F 45F 2116 401 451 44F 430+31 20AC
            """
        ),
        (
            "mac_farsi", "",
            """
            00:0+32 25:25 2C:2C 30:30+10 3B:3B 3F:3F+28 60:60+27 7E:7E+2 C4 A0 C7 C9 D1 D6 DC E1 E0 E2 E4 6BA AB E7 \
            E9 E8 EA+2 ED 2026 EE+2 F1 F3 BB F4 F6+2 FA F9 FB+2 20+5 66A 26+6 60C 2D+3 6F0+10 3A 61B 3C+3 61F 274A \
            621+26 5B+5 640+19 67E 679 686 6D5 6A4 6AF 688 691 7B+3 698 6D2
            """
        ),
        (
            "mac_greek", "macgreek",
            """
            80:C4 B9 B2 C9 B3 D6 DC 385 E0 E2 E4 384 A8 E7 E9 E8 EA+2 A3 2122 EE+2 2022 BD 2030 F4 F6 A6 20AC F9 \
            FB+2 2020 393+2 398 39B 39E 3A0 DF AE A9 3A3 3AA A7 2260 B0 B7 391 B1 2264+2 A5 392 395+3 399+2 39C 3A6 \
            3AB 3A8+2 3AC 39D AC 39F 3A1 2248 3A4 AB BB 2026 A0 3A5 3A7 386 388 153 2013 2015 201C+2 2018+2 F7 389+2 \
            38C 38E 3AD+3 3CC 38F 3CD 3B1+2 3C8 3B4+2 3C6 3B3 3B7 3B9 3BE 3BA+4 3BF+2 3CE 3C1 3C3+2 3B8 3C9 3C2 3C7 \
            3C5 3B6 3CA+2 390 3B0 AD
            """
        ),
        (
            "mac_iceland", "maciceland",
            """
            80:C4+2 C7 C9 D1 D6 DC E1 E0 E2 E4 E3 E5 E7 E9 E8 EA+2 ED EC EE+2 F1 F3 F2 F4 F6 F5 FA F9 FB+2 DD B0 \
            A2+2 A7 2022 B6 DF AE A9 2122 B4 A8 2260 C6 D8 221E B1 2264+2 A5 B5 2202 2211 220F 3C0 222B AA BA 3A9 E6 \
            F8 BF A1 AC 221A 192 2248 2206 AB BB 2026 A0 C0 C3 D5 152+2 2013+2 201C+2 2018+2 F7 25CA FF 178 2044 \
            20AC D0 F0 DE FE FD B7 201A 201E 2030 C2 CA C1 CB C8 CD+3 CC D3+2 F8FF D2 DA+2 D9 131 2C6 2DC AF 2D8+3 \
            B8 2DD 2DB 2C7
            """
        ),
        (
            "mac_latin2", "mac_centeuro maccentraleurope maclatin2",
            """
            80:C4 100+2 C9 104 D6 DC E1 105 10C E4 10D 106+2 E9 179+2 10E ED 10F 112+2 116 F3 117 F4 F6 F5 FA 11A+2 \
            FC 2020 B0 118 A3 A7 2022 B6 DF AE A9 2122 119 A8 2260 123 12E+2 12A 2264+2 12B 136 2202 2211 142 13B+4 \
            139+2 145+2 143 AC 221A 144 147 2206 AB BB 2026 A0 148 150 D5 151 14C 2013+2 201C+2 2018+2 F7 25CA 14D \
            154+2 158 2039+2 159 156+2 160 201A 201E 161 15A+2 C1 164+2 CD 17D+2 16A D3+2 16B 16E DA 16F+5 DD FD 137 \
            17B 141 17C 122 2C7
            """
        ),
        (
            "mac_roman", "macintosh macroman",
            """
            80:C4+2 C7 C9 D1 D6 DC E1 E0 E2 E4 E3 E5 E7 E9 E8 EA+2 ED EC EE+2 F1 F3 F2 F4 F6 F5 FA F9 FB+2 2020 B0 \
            A2+2 A7 2022 B6 DF AE A9 2122 B4 A8 2260 C6 D8 221E B1 2264+2 A5 B5 2202 2211 220F 3C0 222B AA BA 3A9 E6 \
            F8 BF A1 AC 221A 192 2248 2206 AB BB 2026 A0 C0 C3 D5 152+2 2013+2 201C+2 2018+2 F7 25CA FF 178 2044 \
            20AC 2039+2 FB01+2 2021 B7 201A 201E 2030 C2 CA C1 CB C8 CD+3 CC D3+2 F8FF D2 DA+2 D9 131 2C6 2DC AF \
            2D8+3 B8 2DD 2DB 2C7
            """
        ),
        (
            "mac_romanian", "",
            """
            80:C4+2 C7 C9 D1 D6 DC E1 E0 E2 E4 E3 E5 E7 E9 E8 EA+2 ED EC EE+2 F1 F3 F2 F4 F6 F5 FA F9 FB+2 2020 B0 \
            A2+2 A7 2022 B6 DF AE A9 2122 B4 A8 2260 102 218 221E B1 2264+2 A5 B5 2202 2211 220F 3C0 222B AA BA 3A9 \
            103 219 BF A1 AC 221A 192 2248 2206 AB BB 2026 A0 C0 C3 D5 152+2 2013+2 201C+2 2018+2 F7 25CA FF 178 \
            2044 20AC 2039+2 21A+2 2021 B7 201A 201E 2030 C2 CA C1 CB C8 CD+3 CC D3+2 F8FF D2 DA+2 D9 131 2C6 2DC AF \
            2D8+3 B8 2DD 2DB 2C7
            """
        ),
        (
            "mac_turkish", "macturkish",
            """
            80:C4+2 C7 C9 D1 D6 DC E1 E0 E2 E4 E3 E5 E7 E9 E8 EA+2 ED EC EE+2 F1 F3 F2 F4 F6 F5 FA F9 FB+2 2020 B0 \
            A2+2 A7 2022 B6 DF AE A9 2122 B4 A8 2260 C6 D8 221E B1 2264+2 A5 B5 2202 2211 220F 3C0 222B AA BA 3A9 E6 \
            F8 BF A1 AC 221A 192 2248 2206 AB BB 2026 A0 C0 C3 D5 152+2 2013+2 201C+2 2018+2 F7 25CA FF 178 11E+2 \
            130+2 15E+2 2021 B7 201A 201E 2030 C2 CA C1 CB C8 CD+3 CC D3+2 F8FF D2 DA+2 D9 F8A0 2C6 2DC AF 2D8+3 B8 \
            2DD 2DB 2C7
            """
        ),
        (
            "palmos", "",
            """
            80:20AC 81 201A 192 201E 2026 2020+2 2C6 2030 160 2039 152 2666 2663 2665 2660 2018+2 201C+2 2022 2013+2 \
            2DC 2122 161 9B 153 9D+2 178 A0+96
            """
        ),
    ]
}
