import Foundation
import LogRuntime
import TestSupport

/// What a handler is told to do, so that ours and CPython's can do the same.
struct FileRehearsal: Codable, CustomStringConvertible {
    /// What happens, in order.
    enum Step: Codable {
        /// A record is logged at a time.
        case log(Double, String)
        /// The handler is closed.
        case close
        /// A file is given another name.
        case rename(String, String)
        /// A file is removed.
        case remove(String)
        /// Another program writes a file.
        case write(String, String)
    }

    /// What came of it.
    struct Outcome: Codable, Equatable {
        /// The type and the text of the exception that kept the handler from being made.
        var refusal: [String]?
        /// The files in the directory, in hexadecimal.
        var files: [String: String] = [:]
        /// The types and texts of the exceptions of records.
        var errors: [[String]] = []
        /// The deadline of a timed handler at the end.
        var deadline: Int64?
    }

    /// The handler's class without its module.
    var kind = "FileHandler"
    var mode: String?
    var encoding: String?
    var errors: String?
    var delay = false
    var maxBytes: Int?
    var backupCount: Int?
    var when: String?
    var interval: Double?
    var utc: Bool?
    var atTime: Int?
    /// Files that are there before.
    var before: [String: String] = [:]
    /// The name of the log.
    var filename = "app.log"
    /// The time at which the handler is made.
    var start: Double = 1_717_243_380
    var steps: [Step] = []

    var description: String {
        let data = (try? JSONEncoder().encode(self)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}

extension FileRehearsal {
    /// Does it with this library.
    func run(_ compatibility: Compatibility, zone: LogTimeZone = .utc) throws -> Outcome {
        let directory = try TemporaryDirectory()
        for (name, text) in before { try directory.write(text, to: name) }
        let clock = ManualClock(WallTime(epochSeconds: start))
        let environment = LogEnvironment(clock: clock, timeZone: zone)
        let status = StatusChannel()
        let outcome = Lock(Outcome())
        // The tree lives on, and with it whatever the hook holds.
        let root = directory.path
        status.setHook { failure in
            guard failure.isLoss else { return }
            let text = (failure.pythonMessage ?? failure.message).replacingOccurrences(of: root, with: "DIR")
            outcome.withLock { $0.errors.append([failure.pythonType ?? "?", text]) }
        }
        let tree = LoggerTree(environment: environment, status: status, compatibility: compatibility)
        let handler: SinkHandler
        do {
            handler = try makeHandler(directory.file(filename), environment, compatibility)
        } catch {
            let text = error.pythonMessage.replacingOccurrences(of: directory.path, with: "DIR")
            return Outcome(refusal: [error.pythonType, text], files: FileRehearsal.contents(of: directory))
        }
        handler.status = status
        tree.root.handlers = [handler]
        tree.root.level = .debug
        for step in steps {
            switch step {
            case .log(let time, let text):
                clock.set(WallTime(epochSeconds: time))
                tree.root.info("\(text)")
            case .close: handler.close()
            case .rename(let from, let to): rename(directory.file(from), directory.file(to))
            case .remove(let name): unlink(directory.file(name))
            case .write(let name, let text): try directory.write(text, to: name)
            }
        }
        handler.close()
        return outcome.withLock { outcome in
            outcome.files = FileRehearsal.contents(of: directory)
            outcome.deadline = (handler as? TimedRotatingFileHandler)?.rotatingSink?.rolloverDeadline
            return outcome
        }
    }

    private static func contents(of directory: TemporaryDirectory) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: directory.names.map { name in
                (name, (directory.data(name) ?? Data()).map { String(format: "%02x", $0) }.joined())
            }
        )
    }

    private func makeHandler(
        _ path: String,
        _ environment: LogEnvironment,
        _ compatibility: Compatibility
    ) throws(SinkError) -> SinkHandler {
        switch kind {
        case "RotatingFileHandler":
            try RotatingFileHandler(
                filename: path,
                mode: mode ?? "a",
                maximumSize: maxBytes ?? 0,
                backupCount: backupCount ?? 0,
                encoding: encoding,
                delay: delay,
                errors: errors,
                environment: environment,
                compatibility: compatibility
            )
        case "TimedRotatingFileHandler":
            try TimedRotatingFileHandler(
                filename: path,
                when: when ?? "h",
                interval: interval ?? 1,
                backupCount: backupCount ?? 0,
                encoding: encoding,
                delay: delay,
                utc: utc ?? false,
                atTime: atTime.flatMap { TimeOfDay(secondsSinceMidnight: $0) },
                errors: errors,
                environment: environment,
                compatibility: compatibility
            )
        case "WatchedFileHandler":
            try WatchedFileHandler(
                filename: path,
                mode: mode ?? "a",
                encoding: encoding,
                delay: delay,
                errors: errors,
                environment: environment,
                compatibility: compatibility
            )
        default:
            try FileHandler(
                filename: path,
                mode: mode ?? "a",
                encoding: encoding,
                delay: delay,
                errors: errors,
                environment: environment,
                compatibility: compatibility
            )
        }
    }
}

extension FileRehearsal {
    /// Lets CPython do a number of them, in one process.
    static func runPython(_ rehearsals: [FileRehearsal], zone: String = "UTC") throws -> [Outcome] {
        let input = try rehearsals.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        return try CPython313.run(script: script, zone: zone, input: input).map {
            try JSONDecoder().decode(Outcome.self, from: Data($0.utf8))
        }
    }

    private static let script = """
        import datetime, json, logging, logging.handlers, os, shutil, sys, tempfile, time, types
        clock = [0.0]
        class Proxy:
            def __init__(self, real, **over):
                self.__dict__.update(over); self.__dict__["_real"] = real
            def __getattr__(self, name):
                return getattr(self._real, name)
        def stat(path, *a, **k):
            st = os.stat(path, *a, **k)
            return types.SimpleNamespace(st_dev=st.st_dev, st_ino=st.st_ino, st_mode=st.st_mode, st_size=st.st_size,
                                         st_mtime=clock[0])
        logging.handlers.time = Proxy(time, time=lambda: clock[0])
        logging.handlers.os = Proxy(os, stat=stat)
        def named(e, d):
            t = type(e); m = "" if t.__module__ == "builtins" else t.__module__ + "."
            return [m + t.__name__, str(e).replace(d, "DIR")]
        def contents(d):
            return {n: open(os.path.join(d, n), "rb").read().hex() for n in os.listdir(d)}
        for line in sys.stdin:
            case = json.loads(line)
            d = tempfile.mkdtemp(); clock[0] = case["start"]; errors = []
            for n, t in case["before"].items(): open(os.path.join(d, n), "w", encoding="utf-8").write(t)
            kind = getattr(logging.handlers, case["kind"], None) or getattr(logging, case["kind"])
            names = ("mode", "encoding", "errors", "delay", "maxBytes", "backupCount", "when", "interval", "utc", "atTime")
            args = {k: case[k] for k in names if case.get(k) is not None}
            if "interval" in args and args["interval"] == int(args["interval"]): args["interval"] = int(args["interval"])
            if "atTime" in args:
                s = args["atTime"]; args["atTime"] = datetime.time(s // 3600, s // 60 % 60, s % 60)
            result = {"errors": errors, "files": {}}
            try:
                handler = kind(os.path.join(d, case["filename"]), **args)
                handler.handleError = lambda record: errors.append(named(sys.exc_info()[1], d))
                for step in case["steps"]:
                    (what, values), = step.items()
                    v = [values["_%d" % i] for i in range(len(values))]
                    if what == "log":
                        clock[0] = v[0]
                        try: handler.handle(logging.makeLogRecord({"msg": v[1], "created": v[0], "levelno": 20}))
                        except Exception as e: errors.append(named(e, d))  # what would reach the program
                    elif what == "close": handler.close()
                    elif what == "rename": os.rename(os.path.join(d, v[0]), os.path.join(d, v[1]))
                    elif what == "remove": os.unlink(os.path.join(d, v[0]))
                    elif what == "write": open(os.path.join(d, v[0]), "w", encoding="utf-8").write(v[1])
                handler.close()
                if hasattr(handler, "rolloverAt"): result["deadline"] = int(handler.rolloverAt)
            except Exception as e:
                result["refusal"] = named(e, d)
            result["files"] = contents(d)
            print(json.dumps(result))
            shutil.rmtree(d)
        """
}
