/// A sink that writes to a file with a name.
public protocol FileBackedSink: Sink {
    /// Which file, and how it is written.
    var settings: FileSettings { get }

    /// Whether the file is open now.
    var isOpen: Bool { get }
}

extension SinkHandler {
    /// Which file the handler writes, and how; `nil` if it writes to something else.
    public final var fileSettings: FileSettings? { (sink as? any FileBackedSink)?.settings }

    /// Whether the handler's file is open now; `false` if it writes to something else.
    public final var isFileOpen: Bool { (sink as? any FileBackedSink)?.isOpen ?? false }
}
