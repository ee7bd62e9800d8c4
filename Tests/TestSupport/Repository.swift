import Foundation

/// The files that belong to the package, found from this file's own place.
public enum Repository {
    /// The package's root directory.
    public static let root: String = {
        let file = #filePath as NSString
        return ((file.deletingLastPathComponent as NSString).deletingLastPathComponent as NSString)
            .deletingLastPathComponent
    }()

    /// Material for tests that lies beside a checkout and is not part of it; `nil` where it is absent.
    ///
    /// - Parameter name: a path below the folder `shared`.
    /// - Returns: the path of the file or folder.
    public static func shared(_ name: String) -> String? {
        let path = (root as NSString).deletingLastPathComponent + "/shared/" + name
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}
