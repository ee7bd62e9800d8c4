public import LogRuntime

/// The columns of a monitor's rows and where they come from.
public struct MonitorSchema: Sendable, Hashable {
    /// The monitor's name.
    public var monitorName: String
    /// The name of the service that logs (`bento_name`).
    public var serviceName: String
    /// The version of the service that logs (`bento_version`).
    public var serviceVersion: String
    /// The columns in the order logged.
    public var columns: [MonitorColumn]

    /// Creates a schema.
    public init(monitorName: String, serviceName: String, serviceVersion: String, columns: [MonitorColumn]) {
        self.monitorName = monitorName
        self.serviceName = serviceName
        self.serviceVersion = serviceVersion
        self.columns = columns
    }

    /// The schema as it is written, in the reference's words:
    /// `{"meta_data": {"bento_name": "", "bento_version": "not available"}, "columns": [{"name": "x", "role": "feature",
    /// "type": "numerical"}]}`.
    public var object: LogObject {
        let metadata: LogObject = ["bento_name": .string(serviceName), "bento_version": .string(serviceVersion)]
        let described = columns.map { column -> LogValue in
            .object([
                "name": .string(column.name),
                "role": .string(column.role.rawValue),
                "type": .string(column.dataType.rawValue),
            ])
        }
        return ["meta_data": .object(metadata), "columns": .array(described)]
    }
}
