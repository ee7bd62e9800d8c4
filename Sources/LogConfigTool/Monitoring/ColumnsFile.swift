import LogMonitor
import LogRuntime

/// The file of `--columns`: `[{"name": …, "role": …, "type": …}, …]`.
struct ColumnsFile {
    /// The file's name.
    let name: String

    /// Reads the columns.
    ///
    /// - Returns: the columns in their order.
    /// - Throws: ``ExitStatus`` once the reason was told.
    func read() throws(ExitStatus) -> [MonitorColumn] {
        let bytes = try InputFile(name: name).readText()
        let result = bytes.withUnsafeBytes { bytes -> Result<LogValue, JSONError> in
            var reader = JSONReader(bytes)
            return Result { () throws(JSONError) in try reader.readDocument() }
        }
        let value: LogValue
        do throws(JSONError) {
            value = try result.get()
        } catch {
            throw refused(error.problem, at: ":\(error.line):\(error.column)")
        }
        guard case .array(let entries) = value else { throw refused("columns are an array of objects") }
        var columns: [MonitorColumn] = []
        for (index, entry) in entries.enumerated() {
            guard case .object(let object) = entry else { throw refused("column \(index) is not an object") }
            let column = MonitorColumn(
                name: try text("name", of: object, index),
                role: MonitorRole(rawValue: try text("role", of: object, index)),
                dataType: MonitorDataType(rawValue: try text("type", of: object, index))
            )
            if let stranger = object.fields.first(where: { !["name", "role", "type"].contains($0.key) }) {
                throw refused("column \(index) has an unknown key '\(stranger.key)'")
            }
            guard !columns.contains(where: { $0.name == column.name }) else {
                throw refused("column '\(column.name)' comes twice")
            }
            columns.append(column)
        }
        return columns
    }

    private func text(_ key: String, of object: LogObject, _ index: Int) throws(ExitStatus) -> String {
        guard case .string(let text)? = object[key] else {
            throw refused("column \(index): '\(key)' must be a string")
        }
        return text
    }

    private func refused(_ problem: String, at place: String = "") -> ExitStatus {
        Terminal.standardError.write("\(InputFile(name: name).displayName)\(place): error: \(problem)\n")
        return .wrongData
    }
}
