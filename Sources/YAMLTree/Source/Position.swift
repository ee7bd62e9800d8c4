/// A place in the text, counted as libyaml and PyYAML count: from 0, in characters.
struct Position: Hashable {
    /// The line, from 0.
    var line: Int

    /// The column, from 0.
    var column: Int

    /// The number of characters before this place.
    var index: Int
}
