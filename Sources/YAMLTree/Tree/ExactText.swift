/// A text that is equal only to the same Unicode scalars.
///
/// Swift's strings are equal when they look alike, Python's when their code points are the same: `é` as one scalar and as
/// two are different keys of a `dict`.
struct ExactText: Hashable {
    /// The text.
    let text: String

    /// Whether the code points are the same.
    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Hashes the code points.
    func hash(into hasher: inout Hasher) {
        var copy = text
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
