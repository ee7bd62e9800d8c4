/// The model: a decision tree of depth three, as it comes out of training on the data.
struct IrisClassifier {
    /// The species that a flower most likely is.
    func predict(_ flower: Flower) -> Species {
        if flower.petalLength < 2.45 { return .setosa }
        if flower.petalWidth >= 1.75 { return .virginica }
        return flower.petalLength < 4.95 ? .versicolor : .virginica
    }
}
