/// A sink that writes to a file with a name.
public protocol FileBackedSink: Sink {
    /// Which file, and how it is written.
    var settings: FileSettings { get }

    /// Whether the file is open now.
    var isOpen: Bool { get }
}

/// A sink whose file can gather lines before it writes them.
///
/// Only ``FileSink`` does so by configuration; a program that feeds a file as fast as it can, and says itself when to flush,
/// has others do so, too.
package protocol GatheringSink: FileBackedSink {
    /// Gathers lines until they are flushed or are too many.
    ///
    /// - Parameter limit: how many bytes are held back at most.
    func gather(_ limit: Int)

    /// Forgets the lines that are held back.
    ///
    /// - Returns: how many they were.
    func dropHeld() -> Int
}

extension SinkHandler {
    /// Which file the handler writes, and how; `nil` if it writes to something else.
    public final var fileSettings: FileSettings? { (sink as? any FileBackedSink)?.settings }

    /// Whether the handler's file is open now; `false` if it writes to something else.
    public final var isFileOpen: Bool { (sink as? any FileBackedSink)?.isOpen ?? false }
}
