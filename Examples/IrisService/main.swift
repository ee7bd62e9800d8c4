// A small inference service: it classifies flowers and monitors each prediction. Where the rows go, and what they look like,
// is for the logging configuration to say.
import Foundation
import LogMonitor

/// Ends the program with a message.
func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(status)
}

let arguments = CommandLine.arguments.dropFirst()
guard let options = ServiceOptions(arguments, environment: ProcessInfo.processInfo.environment) else {
    fail(ServiceOptions.usage, status: 2)
}
guard let text = try? String(contentsOfFile: options.data, encoding: .utf8) else {
    fail("iris-service: cannot read '\(options.data)'", status: 1)
}
do {
    Monitoring.configure(try options.monitoring())
    // Whatever is wrong with the configuration shows now, not at the first prediction.
    try Monitoring.prepare(["iris_classifier_prediction"])
} catch {
    fail("iris-service: \(error)", status: 1)
}

let model = IrisClassifier()
var rows = 0
var hits = 0
for line in text.split(separator: "\n").dropFirst() {
    guard let flower = Flower(line: line) else { fail("iris-service: cannot read the flower '\(line)'", status: 1) }
    let prediction = monitor("iris_classifier_prediction") { mon in
        mon.log(flower.sepalLength, name: "sepal length", role: .feature, dataType: .numerical)
        mon.log(flower.sepalWidth, name: "sepal width", role: .feature, dataType: .numerical)
        mon.log(flower.petalLength, name: "petal length", role: .feature, dataType: .numerical)
        mon.log(flower.petalWidth, name: "petal width", role: .feature, dataType: .numerical)
        let prediction = model.predict(flower)
        mon.log(prediction, name: "pred", role: .prediction, dataType: .categorical)
        mon.log(flower.species, name: "target", role: .target, dataType: .categorical)
        return prediction
    }
    rows += 1
    if prediction == flower.species { hits += 1 }
}
Monitoring.shutdown()
let accuracy = rows == 0 ? 0 : Double(hits) / Double(rows)
FileHandle.standardError.write(Data("iris-service: \(rows) rows, accuracy \(accuracy)\n".utf8))
