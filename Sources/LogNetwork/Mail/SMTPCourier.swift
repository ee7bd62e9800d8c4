#if Network
internal import LogRuntime

/// Brings mails to their server, a conversation each.
final class SMTPCourier: Courier {
    /// How the server is spoken to.
    struct Settings: Sendable {
        var host: String
        var port: Int
        var credentials: SMTPHandler.Credentials?
        var tls: TLSContext?
        /// Whether the conversation is secured even when nobody logs in, which CPython leaves out.
        var alwaysSecures: Bool
        var timeout: Double?
        /// Why the settings cannot work, which CPython finds out once it has connected.
        var failure: SinkError?
        /// Seconds between two mails.
        var interval: Double
    }

    private let settings: Settings

    init(_ settings: Settings) {
        self.settings = settings
    }

    var interval: Double { settings.interval }

    func deliver(_ mail: MailMessage) -> DeliveryOutcome {
        do throws(SinkError) {
            try mail.check()
            try converse(mail)
            return .delivered
        } catch {
            return isLasting(error) ? .lost(error) : .postponed(error)
        }
    }

    private func converse(_ mail: MailMessage) throws(SinkError) {
        var session = try SMTPSession(
            host: settings.host,
            port: settings.port,
            localName: LocalHostName.text,
            timeout: settings.timeout
        )
        defer { session.close() }
        if settings.credentials != nil || settings.alwaysSecures, let tls = settings.tls {
            try session.greet()
            try session.secure(with: tls)
            try session.greet()
        }
        if let failure = settings.failure { throw failure }
        if let credentials = settings.credentials {
            try session.logIn(user: credentials.user, password: credentials.password)
        }
        let refusals = try session.send(mail)
        do throws(SinkError) {
            try session.quit()
        } catch {
            // The mail is the server's by now: to send it again would double it.
            if !settings.alwaysSecures { throw error }
        }
        // CPython keeps quiet about recipients that were refused beside others that were not.
        if !refusals.isEmpty, settings.alwaysSecures {
            throw SinkError(
                "send",
                settings.host,
                problem: "refused \(refusals.joined(separator: ", "))",
                pythonType: "smtplib.SMTPRecipientsRefused"
            )
        }
    }

    /// Whether trying again would not help: what the server refuses for good, and what cannot be said at all.
    private func isLasting(_ error: SinkError) -> Bool {
        switch error.pythonType {
        case "smtplib.SMTPSenderRefused", "smtplib.SMTPRecipientsRefused", "smtplib.SMTPDataError",
            "smtplib.SMTPAuthenticationError":
            // 4xx are for the time being (RFC 5321 §4.2.1).
            !error.problem.hasPrefix("the server answers 4")
        case "ValueError", "IndexError", "TypeError", "smtplib.SMTPNotSupportedError", "smtplib.SMTPException": true
        default: false
        }
    }

    /// Makes one mail of several: their texts one below the other.
    func gather(_ mails: [MailMessage]) -> MailMessage {
        guard var gathered = mails.last, mails.count > 1 else { return mails[0] }
        gathered.subject = "\(mails[0].subject) (\(mails.count) records)"
        gathered.text = Array(mails.map(\.text).joined(separator: Array("\n\n".utf8)))
        return gathered
    }

    func close() {}
}
#endif
