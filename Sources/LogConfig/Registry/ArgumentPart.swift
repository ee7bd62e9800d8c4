internal import YAMLTree

/// A step into the value of an argument.
enum ArgumentPart: Sendable, Hashable {
    /// To an item of a list.
    case item(Int)
    /// To the value of a key.
    case value(String)
    /// To a key itself.
    case key(String)
}

extension Value {
    /// Where a part of the value is, and its path from here; as near to it as the file shows.
    func place(of parts: [ArgumentPart]) -> (path: String, mark: Mark) {
        var path = ""
        var mark = mark
        var node = node
        for part in parts {
            switch part {
            case .item(let index):
                path += "[\(index)]"
                let items = node?.sequence ?? []
                node = items.indices.contains(index) ? items[index] : nil
            case .value(let key):
                path += "." + key
                node = node?.mapping?[key]
            case .key(let key):
                path += "." + key
                node = node?.mapping?.keyNode(for: key)
            }
            guard let node else { continue }
            mark = node.mark
        }
        return (path, mark)
    }
}
