/// Colours text for terminals, or leaves it as it is.
struct Paint {
    /// Whether text is coloured.
    let isOn: Bool

    /// Something that is well.
    func green(_ text: String) -> String { wrapped(text, "32") }

    /// Something that is wrong.
    func red(_ text: String) -> String { wrapped(text, "31") }

    /// Something doubtful.
    func yellow(_ text: String) -> String { wrapped(text, "33") }

    /// Something good to know.
    func cyan(_ text: String) -> String { wrapped(text, "36") }

    /// What to look at.
    func strong(_ text: String) -> String { wrapped(text, "1") }

    /// What to look past.
    func dim(_ text: String) -> String { wrapped(text, "2") }

    private func wrapped(_ text: String, _ code: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension Terminal {
    /// Colours what is written here, if it may be coloured.
    var paint: Paint { Paint(isOn: allowsColour) }
}
