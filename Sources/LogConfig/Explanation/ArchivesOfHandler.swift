package import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The old files of a handler, with what becomes of them.
package struct ArchivesOfHandler: Sendable {
    /// The handler's name.
    package let handler: String
    /// The absolute path of its log.
    package let path: String
    /// Its old files, the oldest first.
    package let archives: [ArchiveReview]
}

extension LoggingConfiguration {
    /// Says which old files go when handlers put their logs aside next.
    ///
    /// Nothing is opened or changed.
    ///
    /// - Parameters:
    ///   - time: when that happens.
    ///   - files: where relative names start.
    ///   - zone: the zone of local time.
    /// - Returns: the handlers that put files aside, in the order of the file.
    /// - Throws: ``SinkError`` when a directory is there and cannot be listed.
    package func reviewArchives(
        at time: WallTime,
        files: FileNaming = FileNaming(),
        zone: LogTimeZone = .system
    ) throws(SinkError) -> [ArchivesOfHandler] {
        var found: [ArchivesOfHandler] = []
        for handler in plan.handlerNames.compactMap(plan.handler(named:)) {
            guard let file = handler.file, let rules = try? handler.blueprint.archiveRules?(zone, plan.compatibility)
            else { continue }
            let path = files.absolutePath(of: file.filename)
            var archives: [ArchiveReview] = []
            do {
                archives = try rules.review(path, at: time)
            } catch {
                // Where there is no directory there are no old files.
                guard error.errorNumber == ENOENT else { throw error }
            }
            found.append(ArchivesOfHandler(handler: handler.name, path: path, archives: archives))
        }
        return found
    }
}
