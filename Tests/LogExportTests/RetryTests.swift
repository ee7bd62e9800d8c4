import LogExport
import LogRuntime
import Testing

struct RetryTests {
    @Test func `delays double up to half a minute, a fifth more or less`() {
        var schedule = RetrySchedule()
        for expected in [1.0, 2, 4, 8, 16, 30, 30] {
            #expect((expected * 0.8...expected * 1.2).contains(schedule.delay()))
        }
        #expect(schedule.delay(retryAfter: 7) == 7)
        #expect(schedule.failures == 8)
    }

    @Test func `a connection that broke is tried anew at once the first time`() {
        var schedule = RetrySchedule()
        #expect(schedule.delay(isBrokenConnection: true) == 0)
        #expect(schedule.delay(isBrokenConnection: true) > 0)
    }

    @Test func `a receiver that wants a request at once is obeyed once, one that wants it in years after an hour`() {
        for wanted: Double in [0, -5, -.infinity] {
            var schedule = RetrySchedule()
            #expect(schedule.delay(retryAfter: wanted) == 0)
            #expect(schedule.delay(retryAfter: wanted) == 1)
            #expect(schedule.delay(retryAfter: 0.2) == 1)
        }
        var schedule = RetrySchedule()
        #expect(schedule.delay(retryAfter: 1e300) == 3600)
        #expect(schedule.delay(retryAfter: .infinity) == 3600)
    }

    @Test func `what a receiver says is told in one line, and not all of it`() {
        #expect(ReceiverText.excerpt("a\nb\u{1B}[31m\u{2028}c\r\nd é") == "a b [31m c  d é")
        #expect(ReceiverText.excerpt(String(repeating: "x", count: 100_000)).count == 200)
    }

    @Test(arguments: [
        ("120", 120.0), ("0", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 37), ("Sun, 06 Nov 1994 08:48:00 GMT", 0),
        ("soon", nil), ("-1", nil), ("Sunday, 06-Nov-94 08:49:37 GMT", 37), ("Sun Nov  6 08:49:37 1994", 37),
        ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sun, 06 Nov 1994 24:49:37 GMT", nil), ("1.5", 1.5), ("0x10", nil),
        ("", nil), ("nan", nil), ("inf", nil), ("1e400", nil), ("\(Int64.max)", Double(Int64.max)),
        ("Sun, 06 Nov 1994 9223372036854775807:49:37 GMT", nil), ("Sun, 06 Nov 99999 08:49:37 GMT", nil),
        ("Sun, 99 Nov 1994 08:49:37 GMT", nil),
    ])
    func `Retry-After is a number of seconds or a date`(_ text: String, _ seconds: Double?) {
        #expect(RetryAfter.seconds(text, now: WallTime(seconds: 784_111_740)) == seconds)
    }
}
