/// How an error shows in a record.
package enum ErrorText {
    /// The error's type and description, such as `FileError: no such file`.
    package static func describe(_ error: any Error) -> String {
        let type = String(describing: type(of: error))
        let text = String(describing: error)
        return text.hasPrefix(type) ? text : "\(type): \(text)"
    }
}
