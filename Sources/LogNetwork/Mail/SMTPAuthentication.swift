#if Network
/// Ways to log in at a mail server, the preferred first.
///
/// CPython: `smtplib.SMTP.login`.
enum SMTPAuthentication: String, CaseIterable {
    case challenge = "CRAM-MD5"
    case plain = "PLAIN"
    case login = "LOGIN"

    /// What is said to the server.
    ///
    /// - Parameters:
    ///   - challenge: what the server has asked; `nil` at first.
    ///   - count: how many times something was said, this one included.
    ///   - user: the name.
    ///   - password: the password.
    /// - Returns: the answer; `nil` when there is nothing to say before the server asks.
    func answer(to challenge: [UInt8]?, count: Int, user: String, password: String) -> String? {
        switch self {
        case .challenge: challenge.map { user + " " + MD5.keyedHex($0, key: Array(password.utf8)) }
        case .plain: "\0\(user)\0\(password)"
        case .login: challenge == nil || count < 2 ? user : password
        }
    }
}
#endif
