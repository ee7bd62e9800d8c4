/// One piece of a pattern that depends on the time, such as `%_5d`.
struct StrftimeConversion: Sendable, Hashable {
    /// What is shown.
    enum Field: Sendable, Hashable {
        /// `%a`
        case weekdayAbbreviation
        /// `%A`
        case weekdayName
        /// `%b`, `%h`
        case monthAbbreviation
        /// `%B`
        case monthName
        /// `%p`, `%P`
        case halfOfDay
        /// `%Z`
        case zoneAbbreviation
        /// `%z`
        case offset
        /// `%:z`, an extension
        case offsetWithColon
        /// `%s`
        case epochSeconds
        /// `%f`, `%3f`: so many digits of the second's fraction, an extension
        case fraction(digits: Int)
        /// A number with at least so many digits.
        case number(Number, digits: Int)
    }

    /// A number that is shown.
    enum Number: Sendable, Hashable {
        /// `%C`
        case century
        /// `%Y`
        case year
        /// `%y`
        case yearOfCentury
        /// `%G`
        case isoYear
        /// `%g`
        case isoYearOfCentury
        /// `%m`
        case month
        /// `%d`, `%e`
        case day
        /// `%j`
        case yearDay
        /// `%H`, `%k`
        case hour
        /// `%I`, `%l`
        case twelveHour
        /// `%M`
        case minute
        /// `%S`
        case second
        /// `%U`
        case weekFromSunday
        /// `%W`
        case weekFromMonday
        /// `%V`
        case isoWeek
        /// `%u`
        case weekdayFrom1
        /// `%w`
        case weekdayFromSunday
    }

    /// What fills a piece up to its width.
    enum Padding: Sendable, Hashable {
        /// Nothing was said: zeros for numbers, spaces for text.
        case standard
        /// `-`: numbers are not filled up to their digits; a width is filled with spaces.
        case none
        /// `_`
        case space
        /// `0`
        case zero
    }

    /// How letters are shown.
    enum LetterCase: Sendable, Hashable {
        case unchanged
        case upper
        case lower
    }

    /// What is shown.
    var field: Field
    /// What fills the piece up to its width.
    var padding = Padding.standard
    /// The least number of characters; 0 if nothing was said.
    var width = 0
    /// How letters are shown.
    var letterCase = LetterCase.unchanged
}
