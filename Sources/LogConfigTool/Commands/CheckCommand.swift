import ArgumentParser
import LogConfig
import LogMonitor
import LogRuntime

/// `logconfig check`: all diagnostics of configuration files, nothing opened.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reports everything that is wrong with configuration files, and opens nothing.",
        discussion: "A file with a section 'monitoring' and none of loggers is a service file; that section is judged."
    )

    @Argument(help: ArgumentHelp("Configuration files; '-' is standard input.", valueName: "file"))
    var files: [String]

    @Flag(help: "Warnings fail, too.")
    var strict = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var behavior: BehaviorOptions

    func run() throws {
        var reports: [LogValue] = []
        var allFine = true
        for file in files {
            let input = InputFile(name: file)
            let bytes = try input.readYAML()
            let (accepted, diagnostics) = judge(bytes, input)
            let fine = accepted && !(strict && diagnostics.contains { $0.severity == .warning })
            allFine = allFine && fine
            reports.append(
                .object([
                    "file": .string(input.displayName), "accepted": .bool(fine),
                    "diagnostics": .array(diagnostics.map { .object($0.object) }),
                ])
            )
            if !json {
                DiagnosticPrinter.print(diagnostics)
                let out = Terminal.standardOutput
                if fine { try out.put("\(input.displayName): \(out.paint.green("fine"))\n") }
            }
        }
        if json { try Terminal.standardOutput.put(json: .object(["files": .array(reports)])) }
        if !allFine { throw ExitStatus.wrongData }
    }

    /// Judges a logging configuration, or the section `monitoring` of a service file.
    private func judge(_ bytes: [UInt8], _ input: InputFile) -> (accepted: Bool, diagnostics: [Diagnostic]) {
        let file = input.displayName
        let exposure = input.name == "-" ? nil : FileExposure.ofFile(at: input.name)
        if let service = try? ServiceFile(bytes: bytes, file: file, exposure: exposure), service.isServiceFile {
            let (isAccepted, diagnostics) = judge(service)
            return (isAccepted, service.warnings + diagnostics)
        }
        return LoggingConfiguration.check(
            bytes: bytes,
            file: file,
            options: behavior.options,
            files: FileNaming(),
            exposure: exposure
        )
    }

    private func judge(_ service: ServiceFile) -> (accepted: Bool, diagnostics: [Diagnostic]) {
        do {
            _ = try service.configuration(service: nil, base: MonitorConfiguration(types: .tool, registry: .tool))
            return (true, [])
        } catch let error as MonitorConfigurationError {
            return (false, error.diagnostics)
        } catch let error as LoggingConfigurationError {
            return (false, error.diagnostics)
        } catch {
            return (false, [service.diagnostic(of: error)])
        }
    }
}
