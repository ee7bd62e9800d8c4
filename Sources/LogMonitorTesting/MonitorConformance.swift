internal import Dispatch
public import LogMonitor
internal import LogRuntime

/// Puts a monitor type of one's own through what it will meet in a program.
///
/// The answer is what is wrong, in sentences; an empty list is what one wants:
///
/// ```swift
/// var types = MonitorTypeRegistry.standard
/// types.addTable()
/// let problems = MonitorConformance.problems(ofType: "table", in: types, options: ["directory": "/tmp/rows"]) { _ in
///     try countLines(below: "/tmp/rows")
/// }
/// #expect(problems == [])
/// ```
public enum MonitorConformance {
    /// Looks at a monitor type.
    ///
    /// It must
    /// - take its options when the program starts, refuse one that it does not know, and name that option;
    /// - deliver every row once: values of all kinds, rows of batches, columns that change, names of all kinds, from several
    ///   threads at once, and several monitors of the type beside each other;
    /// - report nothing while it loses nothing;
    /// - bear to be flushed and closed more than once, and a row after the end, which it may refuse;
    /// - let go of itself when it is closed.
    ///
    /// Every row has a prediction and a target, for types that want them.
    ///
    /// - Parameters:
    ///   - type: the type's name.
    ///   - types: where it is registered.
    ///   - options: options that it can work with; its destination is empty.
    ///   - delivered: how many rows have arrived at its destination, asked after `flush()`; may wait a little until there are as
    ///     many as expected.
    /// - Returns: the problems.
    public static func problems(
        ofType type: String,
        in types: MonitorTypeRegistry,
        options: LogObject = LogObject(),
        delivered: (_ expected: Int) throws -> Int
    ) -> [String] {
        guard let entry = try? types.entry(type) else { return ["no monitor type is named '\(type)'"] }
        var trial = ConformanceTrial(entry: entry, options: options)
        trial.tryOptions()
        trial.tryRows(delivered)
        return trial.problems
    }
}
