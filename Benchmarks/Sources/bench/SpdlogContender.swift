import CSpdlog

/// spdlog, where its headers were found.
enum SpdlogContender {
    /// Lines of text.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - isBuffered: whether lines stay in stdio's buffer.
    ///   - maximumSize: the size at which the file is rolled over; 0 for none.
    /// - Returns: the contender, or none.
    static func text(_ file: BenchFile, isBuffered: Bool = false, maximumSize: Int64 = 0) -> [Contender] {
        guard cspdlog_is_available() else { return [] }
        let logger = cspdlog_make_text(file.path, isBuffered, maximumSize)
        return [
            Contender(name: "spdlog", file: maximumSize > 0 ? nil : file) { first, count in
                cspdlog_log_text(logger, first, count)
                if isBuffered { cspdlog_flush(logger) }
            }
        ]
    }

    /// The same lines as JSON; spdlog escapes nothing in them.
    static func json(_ file: BenchFile, isBuffered: Bool = false) -> [Contender] {
        guard cspdlog_is_available() else { return [] }
        let logger = cspdlog_make_json(file.path, isBuffered)
        return [
            Contender(name: "spdlog", file: file) { first, count in
                cspdlog_log_text(logger, first, count)
                if isBuffered { cspdlog_flush(logger) }
            }
        ]
    }

    /// Rows of a monitor, their text made by fmt.
    static func rows(_ file: BenchFile, isBuffered: Bool = false) -> [Contender] {
        guard cspdlog_is_available() else { return [] }
        let logger = cspdlog_make_plain(file.path, isBuffered)
        return [
            Contender(name: "spdlog", file: file) { first, count in
                cspdlog_log_rows(logger, first, count)
                if isBuffered { cspdlog_flush(logger) }
            }
        ]
    }
}
