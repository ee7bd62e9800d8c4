import YAMLTree

/// What a text is as canonical JSON, or the error as text.
func reading(_ text: String, limits: YAMLLimits = .default) -> String {
    reading(Array(text.utf8), limits: limits)
}

/// What bytes are as canonical JSON, or the error as text.
func reading(_ bytes: [UInt8], limits: YAMLLimits = .default) -> String {
    do throws(YAMLError) {
        let document = try YAMLReader.read(bytes, file: "f.yaml", limits: limits)
        return String(decoding: try document.canonicalJSON(), as: UTF8.self)
    } catch {
        return "\(error)"
    }
}

/// The document of a text.
func document(_ text: String) throws(YAMLError) -> YAMLDocument {
    try YAMLReader.read(Array(text.utf8), file: "f.yaml")
}

/// The error of a text.
func failure(_ text: String) -> YAMLError? {
    do throws(YAMLError) {
        _ = try document(text)
        return nil
    } catch {
        return error
    }
}
