internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension RichHandler.Options {
    /// Takes width and colours from standard output and the environment.
    ///
    /// The width is that of `COLUMNS`, else the terminal's, else stays as it is; there are colours on a terminal unless
    /// `NO_COLOR` is set.
    public mutating func adaptToStandardOutput() {
        hasColors = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
        var size = winsize()
        if let text = getenv("COLUMNS").map({ String(cString: $0) }), let columns = Int(text), columns > 0 {
            width = columns
        } else if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            width = Int(size.ws_col)
        }
    }
}
