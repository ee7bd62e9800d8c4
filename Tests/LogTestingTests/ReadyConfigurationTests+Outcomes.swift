extension ReadyConfigurationTests {
    /// What the world holds at the end, by configuration: files by their names, `stdout`, `stderr`, and what was sent by its
    /// destination; numbers of lines are `#`.
    static let outcomes: [String: [String: String]] = [
        "daily-files.yaml": [
            "logs/app.log": #"""
            2026-01-02 00:00:00,000 ERROR    shop.cart: no such item

            """#,
            "logs/app.log.2026-01-01": #"""
            2026-01-01 00:00:00,000 INFO     shop.cart: added
            2026-01-01 00:00:00,000 INFO     access: GET /cart

            """#,
        ],
        "development-console.yaml": [
            "stderr": #"""
            00:00:00.000 DEBUG    shop.cart: looking
            00:00:00.000 DEBUG    shop.cart: looking closely debug=true
            00:00:00.000 INFO     shop.cart: added user=7
            00:00:00.000 INFO     access: GET /cart
            00:00:00.000 ERROR    shop.cart: no such item

            """#
        ],
        "high-throughput.yaml": [
            "logs/app.log": #"""
            2026-01-01 00:00:00,000 INFO shop.cart: added
            2026-01-01 00:00:00,000 INFO access: GET /cart
            2026-01-02 00:00:00,000 ERROR shop.cart: no such item

            """#
        ],
        "journald.yaml": [
            "/run/systemd/journal/socket": #"""
            MESSAGE=added
            PRIORITY=6
            LOGGER=shop.cart
            THREAD_NAME=MainThread
            PROCESS_NAME=MainProcess
            CODE_FILE=LogTestingTests/ReadyConfigurationTests.swift
            CODE_LINE=#
            CODE_FUNC=a ready-made configuration does what it says(name:)
            SYSLOG_IDENTIFIER=shop
            DEPLOYMENT=production
            USER=7

            MESSAGE=GET /cart
            PRIORITY=6
            LOGGER=access
            THREAD_NAME=MainThread
            PROCESS_NAME=MainProcess
            CODE_FILE=LogTestingTests/ReadyConfigurationTests.swift
            CODE_LINE=#
            CODE_FUNC=a ready-made configuration does what it says(name:)
            SYSLOG_IDENTIFIER=shop
            DEPLOYMENT=production

            MESSAGE=no such item
            PRIORITY=3
            LOGGER=shop.cart
            THREAD_NAME=MainThread
            PROCESS_NAME=MainProcess
            CODE_FILE=LogTestingTests/ReadyConfigurationTests.swift
            CODE_LINE=#
            CODE_FUNC=a ready-made configuration does what it says(name:)
            SYSLOG_IDENTIFIER=shop
            DEPLOYMENT=production


            """#
        ],
        "json-presets.yaml": [
            "stdout": #"""
            {"@timestamp": "2026-01-01T00:00:00.000Z", "log.level": "info", "message": "added", "ecs.version": \#
            "1.6.0", "service.name": "shop", "log": {"logger": "shop.cart", "origin": {"file": {"name": \#
            "ReadyConfigurationTests.swift", "line": #}, "function": "a ready-made configuration does what it \#
            says(name:)"}}, "process": {"pid": 1, "name": "MainProcess", "thread": {"id": 1, "name": \#
            "MainThread"}}, "user": 7}
            {"@timestamp": "2026-01-01T00:00:00.000Z", "log.level": "info", "message": "GET /cart", \#
            "ecs.version": "1.6.0", "service.name": "shop", "log": {"logger": "access", "origin": {"file": \#
            {"name": "ReadyConfigurationTests.swift", "line": #}, "function": "a ready-made configuration does \#
            what it says(name:)"}}, "process": {"pid": 1, "name": "MainProcess", "thread": {"id": 1, "name": \#
            "MainThread"}}}
            {"@timestamp": "2026-01-02T00:00:00.000Z", "log.level": "error", "message": "no such item", \#
            "ecs.version": "1.6.0", "service.name": "shop", "log": {"logger": "shop.cart", "origin": {"file": \#
            {"name": "ReadyConfigurationTests.swift", "line": #}, "function": "a ready-made configuration does \#
            what it says(name:)"}}, "process": {"pid": 1, "name": "MainProcess", "thread": {"id": 1, "name": \#
            "MainThread"}}}

            """#
        ],
        "json-stdout.yaml": [
            "stdout": #"""
            {"level": "INFO", "logger": "shop.cart", "message": "added", "user": 7, "timestamp": \#
            "2026-01-01T00:00:00+00:00"}
            {"level": "INFO", "logger": "access", "message": "GET /cart", "timestamp": \#
            "2026-01-01T00:00:00+00:00"}
            {"level": "ERROR", "logger": "shop.cart", "message": "no such item", "timestamp": \#
            "2026-01-02T00:00:00+00:00"}

            """#
        ],
        "logfmt-stdout.yaml": [
            "stdout": #"""
            time=2026-01-01T00:00:00.000Z level=info logger=shop.cart msg=added user=7
            time=2026-01-01T00:00:00.000Z level=info logger=access msg="GET /cart"
            time=2026-01-02T00:00:00.000Z level=error logger=shop.cart msg="no such item"

            """#
        ],
        "per-request-debug.yaml": [
            "stderr": #"""
            2026-01-01 00:00:00,000 DEBUG shop.cart: looking closely
            2026-01-01 00:00:00,000 INFO shop.cart: added
            2026-01-01 00:00:00,000 INFO access: GET /cart
            2026-01-02 00:00:00,000 ERROR shop.cart: no such item

            """#
        ],
        "rotating-files.yaml": [
            "logs/app.log": #"""
            2026-01-01 00:00:00,000 INFO [shop.cart] added
            2026-01-01 00:00:00,000 INFO [access] GET /cart
            2026-01-02 00:00:00,000 ERROR [shop.cart] no such item

            """#,
            "logs/errors.log": #"""
            2026-01-02 00:00:00,000 ERROR [shop.cart] no such item

            """#,
        ],
        "split-by-level.yaml": [
            "logs/access.log": #"""
            2026-01-01 00:00:00,000 GET /cart

            """#,
            "logs/app.log": #"""
            2026-01-01 00:00:00,000 INFO shop.cart: added
            2026-01-02 00:00:00,000 ERROR shop.cart: no such item

            """#,
            "stderr": #"""
            2026-01-02 00:00:00,000 ERROR shop.cart: no such item

            """#,
        ],
        "streams-by-level.yaml": [
            "stderr": #"""
            2026-01-02 00:00:00,000 ERROR shop.cart: no such item

            """#,
            "stdout": #"""
            2026-01-01 00:00:00,000 INFO shop.cart: added
            2026-01-01 00:00:00,000 INFO access: GET /cart

            """#,
        ],
        "syslog.yaml": [
            "/dev/log": #"""
            <134>shop: shop.cart: INFO: added\#0
            <134>shop: access: INFO: GET /cart\#0
            <131>shop: shop.cart: ERROR: no such item\#0

            """#,
            "stderr": #"""
            ERROR shop.cart: no such item

            """#,
        ],
    ]
}
