#if Network
import Foundation
import LogRuntime

/// A tree whose records say the same each time, and the same records for Python.
enum PinnedTree {
    static func make(compatibility: Compatibility = .standard) -> LoggerTree {
        let environment = LogEnvironment(
            clock: ManualClock(WallTime(seconds: 1_717_243_380)),
            timeZone: .utc,
            process: ProcessIdentity(
                identifier: 4242,
                name: "MainProcess",
                thread: ProcessIdentity.Thread(identifier: 1, name: "MainThread"),
                start: nil
            )
        )
        let tree = LoggerTree(environment: environment, compatibility: compatibility)
        tree.root.level = .debug
        return tree
    }

    /// Logs the records that ``python`` makes, on a thread that belongs to no task.
    static func log(to tree: LoggerTree) {
        let done = DispatchSemaphore(value: 0)
        Thread {
            logHere(to: tree)
            done.signal()
        }.start()
        done.wait()
    }

    private static func logHere(to tree: LoggerTree) {
        let source = (RawText("/app/main.py"), RawText("main"), UInt(1))
        let logger = tree.logger("shop.cart")
        logger.log(
            .warning,
            message: .string("order %d of %s: 100 %% & naïve + ~tilde"),
            arguments: .positional([7, "Ann Lee"]),
            extra: ["user": "zoë", "count": 3, "ratio": 0.5, "tags": ["a", "b"], "none": nil],
            exceptionText: nil,
            stackText: nil,
            created: 1_717_243_380.5,
            source: source
        )
        logger.log(
            .error,
            message: .string(".a line\n..another\n日本語"),
            arguments: nil,
            extra: [:],
            exceptionText: "Traceback (most recent call last):\nValueError: bad",
            stackText: nil,
            created: 1_717_243_381.5,
            source: source
        )
    }

    /// Python text that makes a list `records`.
    static let python = """
        import logging, logging.handlers
        def record(level, msg, args, created, exc_text=None, extra={}):
            r = logging.LogRecord('shop.cart', level, '/app/main.py', 1, msg, args, None, 'main')
            r.__dict__.update(process=4242, processName='MainProcess', thread=1, threadName='MainThread', taskName=None,
                              created=created, msecs=float(int(created * 1000) % 1000), relativeCreated=0.0,
                              exc_text=exc_text)
            r.__dict__.update(extra)
            return r
        records = [
            record(30, 'order %d of %s: 100 %% & naïve + ~tilde', (7, 'Ann Lee'), 1717243380.5,
                   extra={'user': 'zoë', 'count': 3, 'ratio': 0.5, 'tags': ['a', 'b'], 'none': None}),
            record(40, '.a line\\n..another\\n日本語', (), 1717243381.5,
                   exc_text='Traceback (most recent call last):\\nValueError: bad'),
        ]

        """
}
#endif
