#if Network
import Testing

@testable import LogNetwork

struct AuthenticationTests {
    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        (
            "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a"
        ),
    ])
    func `the digests of RFC 1321`(text: String, digits: String) {
        let digest = MD5.digest(Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digest == digits)
    }

    @Test func `the example of RFC 2195`() {
        let challenge = Array("<1896.697170952@postoffice.reston.mci.net>".utf8)
        #expect(
            SMTPAuthentication.challenge.answer(to: challenge, count: 1, user: "tim", password: "tanstaaftanstaaf")
                == "tim b913a602c7eda7a495b4e6e7334d3890"
        )
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func `the examples of RFC 4648`(text: String, encoded: String) {
        #expect(Base64.text(Array(text.utf8)) == encoded)
        #expect(Base64.bytes(encoded.utf8) == Array(text.utf8))
    }
}
#endif
