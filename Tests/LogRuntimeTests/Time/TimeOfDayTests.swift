import LogRuntime
import Testing

struct TimeOfDayTests {
    @Test(arguments: [
        ("02:30:00", 9000), ("02:30", 9000), ("2:30", 9000), ("00:00", 0), ("23:59:59", 86399),
    ])
    func `a time is read from text`(text: String, seconds: Int) {
        #expect(TimeOfDay(text)?.secondsSinceMidnight == seconds)
    }

    @Test(arguments: [
        "", "2", "24:00", "12:60", "12:00:60", "1:2", "12:3", "012:00", "-1:00", "12:00:00:00", ":30", "12:00 ",
    ])
    func `other text is not a time`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test(arguments: [(9000, "02:30:00"), (0, "00:00:00"), (86399, "23:59:59")])
    func `a time is made from seconds since midnight`(seconds: Int, text: String) {
        #expect(TimeOfDay(secondsSinceMidnight: seconds)?.description == text)
    }

    @Test func `numbers out of range make no time`() {
        #expect(TimeOfDay(secondsSinceMidnight: 86400) == nil)
        #expect(TimeOfDay(secondsSinceMidnight: -1) == nil)
        #expect(TimeOfDay(hour: 24) == nil)
        #expect(TimeOfDay(hour: 1, minute: -1) == nil)
    }
}
