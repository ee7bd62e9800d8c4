import ArgumentParser

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The `logconfig` tool.
@main
struct LogConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logconfig",
        abstract: "Checks, explains and rehearses logging configurations.",
        discussion: """
            Exit status: 0 fine, 1 the file or the data is wrong, 2 usage, 3 the environment failed.
            """,
        version: "0.1.0",
        subcommands: [
            CheckCommand.self, DocumentCommand.self, TreeCommand.self, ExplainCommand.self, ScheduleCommand.self,
            RetentionCommand.self, SchemaCommand.self, ReplayCommand.self, MonitorCommand.self, RecoverCommand.self,
        ]
    )

    /// Parses and runs, with the exit statuses that scripts rely on.
    static func main() {
        // A file that reaches the process's limit is an error of a write, as in CPython, and does not end the tool.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let status as ExitStatus {
            status.leave()
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                // Asked for: help, version, completions.
                exit(withError: error)
            }
            Terminal.standardError.write(fullMessage(for: error) + "\n")
            ExitStatus.usage.leave()
        }
    }
}
