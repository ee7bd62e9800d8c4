import LogMonitor

/// The kinds of iris in the data.
enum Species: String {
    case setosa
    case versicolor
    case virginica
}

extension Species: MonitorValue {
    func write(to cell: inout MonitorCell) { cell.append(rawValue) }
}
