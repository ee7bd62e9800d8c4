/// What Python's `import` says about names that this library does not have.
package enum PythonModules {
    /// Whether a module belongs to CPython's own library.
    package static func isStandardLibrary(_ module: some StringProtocol) -> Bool {
        standardLibrary.contains(String(module))
    }

    /// Whether a dotted name is that of a module that Python can import on this system.
    static func isModule(_ name: String) -> Bool {
        modules[name] != nil || isStandardLibrary(name) && !windowsOnly.contains(name)
    }

    /// Modules that only Windows has.
    private static let windowsOnly: Set<String> = ["msvcrt", "nt", "winreg", "winsound"]

    /// The exception of an import that fails.
    ///
    /// Source: CPython `importlib._bootstrap`.
    ///
    /// `context` is the `AttributeError` that made Python try the import. The first part that is missing is named; a module of the standard library that is not a package says so.
    static func importFailure(of name: String) -> (type: String, message: String, context: String?) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let top = parts.first, !top.isEmpty else { return ("ValueError", "Empty module name", nil) }
        guard isModule(top) else {
            return ("ModuleNotFoundError", "No module named \(PythonText.repr(top))", nil)
        }
        var found = top
        for part in parts.dropFirst() {
            let next = found + "." + part
            if modules[next] != nil {
                found = next
            } else if modules[found] ?? false {
                let context = "module '\(found)' has no attribute '\(part)'"
                return ("ModuleNotFoundError", "No module named \(PythonText.repr(next))", context)
            } else {
                let message = "No module named \(PythonText.repr(next)); \(PythonText.repr(found)) is not a package"
                return ("ModuleNotFoundError", message, nil)
            }
        }
        return ("ModuleNotFoundError", "No module named \(PythonText.repr(name))", nil)
    }

    /// Modules that are known, and whether each is a package.
    private static let modules: [String: Bool] = [
        "logging": true, "logging.config": false, "logging.handlers": false,
        "pythonjsonlogger": true, "pythonjsonlogger.json": false, "pythonjsonlogger.jsonlogger": false,
        "pythonjsonlogger.core": false,
        "uvicorn": true, "uvicorn.logging": false,
        "colorlog": true, "colorlog.formatter": false,
        "asyncio": true, "collections": true, "concurrent": true, "ctypes": true, "curses": true, "dbm": true,
        "email": true, "encodings": true, "html": true, "http": true, "importlib": true, "json": true,
        "multiprocessing": true, "os": false, "queue": false, "socket": false, "sys": false, "unittest": true,
        "urllib": true, "wsgiref": true, "xml": true, "xmlrpc": true,
    ]

    /// The top-level modules of CPython 3.13.
    ///
    /// Source: `sys.stdlib_module_names`.
    private static let standardLibrary = Set(
        """
        __future__ abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile \
        calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib \
        contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email \
        encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc \
        genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib \
        importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math \
        mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode operator \
        optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile \
        pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource \
        rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket \
        socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct \
        subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time \
        timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing \
        unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc \
        zipapp zipfile zipimport zlib zoneinfo
        """.split(separator: " ").map(String.init)
    )
}
