import ArgumentParser
import LogRuntime

/// The values of `--compat`.
enum CompatibilityOption: String, ExpressibleByArgument, CaseIterable {
    /// CPython 3.13, defects included.
    case python313 = "python3.13"

    /// The behaviour asked for.
    var compatibility: Compatibility { .python313 }
}
