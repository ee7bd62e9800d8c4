internal import LogRuntime
internal import Logging

/// What a handler adds to its records: its own metadata, ready to use, and where more come from; and its own level.
///
/// One object, so that the handler is small enough to lie in swift-log's logger itself.
final class Additions: @unchecked Sendable /* changed only while the handler that changes it is its only owner */ {
    /// The handler's metadata.
    var metadata: Logging.Logger.Metadata {
        didSet { fields = RecordFields(metadata, attributes: attributes) }
    }
    /// What adds metadata to each record.
    var provider: Logging.Logger.MetadataProvider?
    /// The level that was set; `nil` follows the tree.
    var level: Logging.Logger.Level?
    /// The attributes of values that are kept.
    let attributes: [MetadataAttribute]
    /// The metadata as fields, made once and not for each record.
    private(set) var fields: RecordFields

    init(
        provider: Logging.Logger.MetadataProvider? = nil,
        attributes: [MetadataAttribute] = []
    ) {
        metadata = [:]
        self.provider = provider
        self.attributes = attributes
        fields = RecordFields([:], attributes: attributes)
    }

    /// Creates the same additions once more.
    init(copying other: Additions) {
        metadata = other.metadata
        provider = other.provider
        level = other.level
        attributes = other.attributes
        fields = other.fields
    }
}
