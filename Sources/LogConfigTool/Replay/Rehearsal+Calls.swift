import LogRuntime

extension Rehearsal {
    /// Makes the calls of a script.
    ///
    /// - Returns: the report's entry for each call, and the lines that are not calls.
    func makeCalls(
        _ script: [UInt8],
        on tree: LoggerTree,
        clock: ManualClock?,
        log: ReplayLog
    ) -> (calls: [LogValue], problems: [String]) {
        var entries: [LogValue] = []
        var problems: [String] = []
        let names = tree.levelNames
        script.withUnsafeBytes { bytes in
            var lineNumber = 0
            for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                lineNumber += 1
                if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t") })
                {
                    continue
                }
                do throws(ReplayScriptError) {
                    let call = try ReplayCall(line: UnsafeRawBufferPointer(rebasing: line))
                    let level = try level(of: call, names: names)
                    let sequence = LogValue.int(Int64(entries.count))
                    log.begin(sequence)
                    if let created = call.created { clock?.set(WallTime(epochSeconds: created)) }
                    entries.append(
                        .object(make(call, at: level, sequence: sequence, line: lineNumber, on: tree, log: log))
                    )
                } catch {
                    problems.append("\(lineNumber):\(error.column): error: \(error.problem)")
                }
            }
        }
        return (entries, problems)
    }

    /// Where records say that they come from: the script's line, unless the rehearsal is pinned.
    private func source(line: Int) -> (file: RawText, function: RawText, line: UInt) {
        options.pins ? (RawText("/app/main.py"), RawText("main"), 1) : (scriptName, RawText("replay"), UInt(line))
    }

    private func level(of call: ReplayCall, names: LevelNames) throws(ReplayScriptError) -> Level {
        switch call.level {
        case .int(let number): return Level(rawValue: Int(number))
        case .string(let name):
            guard let level = names.level(named: name) else { throw ReplayScriptError("unknown level '\(name)'") }
            return level
        default: throw ReplayScriptError("'level' must be a name or a number")
        }
    }

    /// Makes one call.
    private func make(
        _ call: ReplayCall,
        at level: Level,
        sequence: LogValue,
        line: Int,
        on tree: LoggerTree,
        log: ReplayLog
    ) -> LogObject {
        let logger = tree.logger(call.logger)
        let isEnabled = logger.isEnabled(for: level)
        if isEnabled {
            logger.log(
                level,
                message: call.message,
                arguments: call.arguments,
                extra: call.extra,
                exceptionText: call.exceptionText,
                stackText: call.stackText,
                created: call.created,
                source: source(line: line)
            )
        }
        return [
            "seq": sequence, "logger": .string(call.logger), "enabled": .bool(isEnabled),
            "handlers": .array(log.handlers(of: sequence).map { .string($0) }),
        ]
    }
}
