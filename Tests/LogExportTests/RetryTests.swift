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

    @Test(arguments: [
        ("120", 120.0), ("0", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 37), ("Sun, 06 Nov 1994 08:48:00 GMT", 0),
        ("soon", nil), ("-1", nil),
    ])
    func `Retry-After is a number of seconds or a date`(_ text: String, _ seconds: Double?) {
        #expect(RetryAfter.seconds(text, now: WallTime(seconds: 784_111_740)) == seconds)
    }
}
