/// What a sink that puts files aside does with them, whatever it puts them aside for: how long they stay, and what compresses
/// them.
struct ArchiveCare: Sendable {
    /// For how long old files are kept, beside their number; with ``Compatibility/python313`` for any time.
    let retention: Retention
    /// What ends the names of old files that were compressed; `nil` where none is.
    let compressedSuffix: String?
    /// Who is told of trouble that costs no line.
    let trouble = SinkTrouble()
    private let schedule: RolloverSchedule?
    private let path: String
    private let exclusion = ArchiveExclusion()
    /// Compresses old files; `nil` where they stay as they are.
    private let keeper: ArchiveKeeper?

    /// Describes it; nothing is done yet.
    ///
    /// - Parameters:
    ///   - settings: the current file.
    ///   - schedule: tells an archive by its name; `nil` for numbers.
    ///   - retention: for how long old files are kept; of no effect with ``Compatibility/python313``.
    ///   - compressor: what compresses old files; of no effect with ``Compatibility/python313``.
    init(
        _ settings: FileSettings,
        schedule: RolloverSchedule?,
        retention: Retention,
        compressor: (any ArchiveCompressor)?
    ) {
        let isPython = settings.compatibility == .python313
        self.retention = isPython ? Retention() : retention
        self.schedule = schedule
        path = settings.path
        guard !isPython, let compressor else {
            compressedSuffix = nil
            keeper = nil
            return
        }
        compressedSuffix = compressor.suffix
        let packer = ArchivePacker(path: path, compressor: compressor, schedule: schedule, exclusion: exclusion)
        keeper = ArchiveKeeper(packer, trouble: trouble)
    }

    /// Sets whose file must not be put aside while archives are named anew.
    func setOwner(_ owner: any ArchiveExclusion.Owner) {
        exclusion.setOwner(owner)
    }

    /// Has what was put aside compressed.
    func wake() {
        keeper?.wake()
    }

    /// The old files that would be removed because of ``retention``, the oldest first.
    ///
    /// - Parameter time: the present.
    /// - Returns: their paths.
    /// - Throws: ``SinkError`` when the directory cannot be listed.
    func expired(at time: WallTime) throws(SinkError) -> [String] {
        try RolloverArchives(of: path, compressedSuffix: compressedSuffix).expired(by: retention, schedule, at: time)
            .map(\.path)
    }
}
