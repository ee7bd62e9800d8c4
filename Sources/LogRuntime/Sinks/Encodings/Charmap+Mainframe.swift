extension Charmap {
    /// Code pages of mainframes (EBCDIC), in which nothing is ASCII.
    ///
    /// See ``Charmap/standard`` for the form. Source: the decoding tables of CPython's `encodings`.
    static let mainframe: [Row] = [
        (
            "cp037", "037 csibm037 ebcdic_cp_ca ebcdic_cp_nl ebcdic_cp_us ebcdic_cp_wt ibm037 ibm039",
            """
            00:0+4 9C 9 86 7F 97 8D+2 B+9 9D 85 8 87 18+2 92 8F 1C+4 80+5 A 17 1B 88+5 5+3 90+2 16 93+4 4 98+4 14+2 \
            9E 1A 20 A0 E2 E4 E0+2 E3 E5 E7 F1 A2 2E 3C 28 2B 7C 26 E9+3 E8 ED+3 EC DF 21 24 2A 29 3B AC 2D 2F C2 C4 \
            C0+2 C3 C5 C7 D1 A6 2C 25 5F 3E+2 F8 C9+3 C8 CD+3 CC 60 3A 23 40 27 3D 22 D8 61+9 AB BB F0 FD+2 B1 B0 \
            6A+9 AA BA E6 B8 C6 A4 B5 7E 73+8 A1 BF D0 DD+2 AE 5E A3 A5 B7 A9 A7 B6 BC+3 5B 5D AF A8 B4 D7 7B 41+9 \
            AD F4 F6 F2+2 F5 7D 4A+9 B9 FB+2 F9+2 FF 5C F7 53+8 B2 D4 D6 D2+2 D5 30+10 B3 DB+2 D9+2 9F
            """
        ),
        (
            "cp1026", "1026 csibm1026 ibm1026",
            """
            00:0+4 9C 9 86 7F 97 8D+2 B+9 9D 85 8 87 18+2 92 8F 1C+4 80+5 A 17 1B 88+5 5+3 90+2 16 93+4 4 98+4 14+2 \
            9E 1A 20 A0 E2 E4 E0+2 E3 E5 7B F1 C7 2E 3C 28 2B 21 26 E9+3 E8 ED+3 EC DF 11E 130 2A 29 3B 5E 2D 2F C2 \
            C4 C0+2 C3 C5 5B D1 15F 2C 25 5F 3E+2 F8 C9+3 C8 CD+3 CC 131 3A D6 15E 27 3D DC D8 61+9 AB BB 7D 60 A6 \
            B1 B0 6A+9 AA BA E6 B8 C6 A4 B5 F6 73+8 A1 BF 5D 24 40 AE A2+2 A5 B7 A9 A7 B6 BC+3 AC 7C AF A8 B4 D7 E7 \
            41+9 AD F4 7E F2+2 F5 11F 4A+9 B9 FB 5C F9+2 FF FC F7 53+8 B2 D4 23 D2+2 D5 30+10 B3 DB 22 D9+2 9F
            """
        ),
        (
            "cp1140", "1140 ibm1140",
            """
            00:0+4 9C 9 86 7F 97 8D+2 B+9 9D 85 8 87 18+2 92 8F 1C+4 80+5 A 17 1B 88+5 5+3 90+2 16 93+4 4 98+4 14+2 \
            9E 1A 20 A0 E2 E4 E0+2 E3 E5 E7 F1 A2 2E 3C 28 2B 7C 26 E9+3 E8 ED+3 EC DF 21 24 2A 29 3B AC 2D 2F C2 C4 \
            C0+2 C3 C5 C7 D1 A6 2C 25 5F 3E+2 F8 C9+3 C8 CD+3 CC 60 3A 23 40 27 3D 22 D8 61+9 AB BB F0 FD+2 B1 B0 \
            6A+9 AA BA E6 B8 C6 20AC B5 7E 73+8 A1 BF D0 DD+2 AE 5E A3 A5 B7 A9 A7 B6 BC+3 5B 5D AF A8 B4 D7 7B 41+9 \
            AD F4 F6 F2+2 F5 7D 4A+9 B9 FB+2 F9+2 FF 5C F7 53+8 B2 D4 D6 D2+2 D5 30+10 B3 DB+2 D9+2 9F
            """
        ),
        (
            "cp273", "273 csibm273 ibm273",
            """
            00:0+4 9C 9 86 7F 97 8D+2 B+9 9D 85 8 87 18+2 92 8F 1C+4 80+5 A 17 1B 88+5 5+3 90+2 16 93+4 4 98+4 14+2 \
            9E 1A 20 A0 E2 7B E0+2 E3 E5 E7 F1 C4 2E 3C 28 2B 21 26 E9+3 E8 ED+3 EC 7E DC 24 2A 29 3B 5E 2D 2F C2 5B \
            C0+2 C3 C5 C7 D1 F6 2C 25 5F 3E+2 F8 C9+3 C8 CD+3 CC 60 3A 23 A7 27 3D 22 D8 61+9 AB BB F0 FD+2 B1 B0 \
            6A+9 AA BA E6 B8 C6 A4 B5 DF 73+8 A1 BF D0 DD+2 AE A2+2 A5 B7 A9 40 B6 BC+3 AC 7C 203E A8 B4 D7 E4 41+9 \
            AD F4 A6 F2+2 F5 FC 4A+9 B9 FB 7D F9+2 FF D6 F7 53+8 B2 D4 5C D2+2 D5 30+10 B3 DB 5D D9+2 9F
            """
        ),
        (
            "cp424", "424 csibm424 ebcdic_cp_he ibm424",
            """
            00:0+4 9C 9 86 7F 97 8D+2 B+9 9D 85 8 87 18+2 92 8F 1C+4 80+5 A 17 1B 88+5 5+3 90+2 16 93+4 4 98+4 14+2 \
            9E 1A 20 5D0+9 A2 2E 3C 28 2B 7C 26 5D9+9 21 24 2A 29 3B AC 2D 2F 5E2+8 A6 2C 25 5F 3E+2 71:5EA 74:A0 \
            78:2017 60 3A 23 40 27 3D 22 81:61+9 AB BB 8F:B1 B0 6A+9 9D:B8 9F:A4 B5 7E 73+8 AF:AE 5E A3 A5 B7 A9 A7 \
            B6 BC+3 5B 5D AF A8 B4 D7 7B 41+9 AD D0:7D 4A+9 B9 E0:5C F7 53+8 B2 F0:30+10 B3 FF:9F
            """
        ),
        (
            "cp500", "500 csibm500 ebcdic_cp_be ebcdic_cp_ch ibm500",
            """
            00:0+4 9C 9 86 7F 97 8D+2 B+9 9D 85 8 87 18+2 92 8F 1C+4 80+5 A 17 1B 88+5 5+3 90+2 16 93+4 4 98+4 14+2 \
            9E 1A 20 A0 E2 E4 E0+2 E3 E5 E7 F1 5B 2E 3C 28 2B 21 26 E9+3 E8 ED+3 EC DF 5D 24 2A 29 3B 5E 2D 2F C2 C4 \
            C0+2 C3 C5 C7 D1 A6 2C 25 5F 3E+2 F8 C9+3 C8 CD+3 CC 60 3A 23 40 27 3D 22 D8 61+9 AB BB F0 FD+2 B1 B0 \
            6A+9 AA BA E6 B8 C6 A4 B5 7E 73+8 A1 BF D0 DD+2 AE A2+2 A5 B7 A9 A7 B6 BC+3 AC 7C AF A8 B4 D7 7B 41+9 AD \
            F4 F6 F2+2 F5 7D 4A+9 B9 FB+2 F9+2 FF 5C F7 53+8 B2 D4 D6 D2+2 D5 30+10 B3 DB+2 D9+2 9F
            """
        ),
        (
            "cp875", "",
            """
            00:0+4 9C 9 86 7F 97 8D+2 B+9 9D 85 8 87 18+2 92 8F 1C+4 80+5 A 17 1B 88+5 5+3 90+2 16 93+4 4 98+4 14+2 \
            9E 40:20 391+9 5B 2E 3C 28 2B 21 26 39A+8 3A3 5D 24 2A 29 3B 5E 2D 2F 3A4+8 7C 2C 25 5F 3E+2 A8 386 \
            388+2 A0 38A 38C 38E+2 60 3A 23 40 27 3D 22 385 61+9 3B1+6 B0 6A+9 3B7+6 B4 7E 73+8 3BD+5 3C3 A3 3AC+3 \
            3CA 3AF 3CC+2 3CB 3CE 3C2 3C4+5 7B 41+9 AD 3C9 390 3B0 2018 2015 7D 4A+9 B1 BD DD:387 2019 A6 5C E2:53+8 \
            B2 A7 EE:AB+2 30+10 B3 A9 FD:1A BB 9F
            """
        ),
    ]
}
