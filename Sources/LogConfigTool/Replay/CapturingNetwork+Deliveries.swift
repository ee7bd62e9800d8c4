#if Network
import LogNetwork
import LogRuntime

extension CapturingNetwork: DeliveryCapturing {
    func capture(_ mail: CapturedMail, for handler: String) {
        log.capture(
            "smtp",
            handler: handler,
            [
                "mailhost": .string(mail.host), "mailport": .int(Int64(mail.port)),
                "dialogue": .array(mail.dialogue.map { .string($0) }),
                "headers": .array(mail.headers.map { .array([.string($0.name), .string($0.value)]) }),
                "body": .string(mail.body),
            ]
        )
    }

    func capture(_ request: CapturedRequest, for handler: String) {
        log.capture(
            "http",
            handler: handler,
            [
                "host": .string(request.host), "secure": .bool(request.isSecure),
                "headers": .array(request.headers.map { .array([.string($0.name), .string($0.value)]) }),
                "body": .string(request.body), "method": .string(request.method), "url": .string(request.url),
            ]
        )
    }
}
#endif
