import LogConfig
import LogMonitor

/// The file of `--options`: a service file with a section `monitoring`, that section, or its options.
struct MonitorOptionsFile {
    /// The file's name.
    let name: String

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - type: the type in place of the file's.
    ///   - base: what the file leaves open.
    /// - Returns: the configuration, judged.
    /// - Throws: ``ExitStatus`` once the reason was told.
    func configuration(type: String?, base: MonitorConfiguration) throws(ExitStatus) -> MonitorConfiguration {
        let input = InputFile(name: name)
        let bytes = try input.readYAML()
        do {
            let exposure = name == "-" ? nil : FileExposure.ofFile(at: name)
            let file = try ServiceFile(bytes: bytes, file: input.displayName, exposure: exposure)
            DiagnosticPrinter.print(file.warnings)
            return try file.looseConfiguration(type: type, base: base)
        } catch let error as MonitorConfigurationError {
            DiagnosticPrinter.print(error.diagnostics)
            throw .wrongData
        } catch {
            Terminal.standardError.write("logconfig: \(error)\n")
            throw ExitStatus(ofMonitor: error)
        }
    }
}
