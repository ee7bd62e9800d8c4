/// An iris as Fisher measured it in 1936, lengths in centimetres.
struct Flower {
    let sepalLength: Double
    let sepalWidth: Double
    let petalLength: Double
    let petalWidth: Double
    /// What it was found to be.
    let species: Species

    /// Reads a line of the file: four numbers and a name.
    init?(line: Substring) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 5, let species = Species(rawValue: String(fields[4])) else { return nil }
        let numbers = fields.prefix(4).compactMap { Double($0) }
        guard numbers.count == 4 else { return nil }
        sepalLength = numbers[0]
        sepalWidth = numbers[1]
        petalLength = numbers[2]
        petalWidth = numbers[3]
        self.species = species
    }
}
