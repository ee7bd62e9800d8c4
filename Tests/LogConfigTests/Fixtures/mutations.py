"""Changes configurations at random and prints what CPython does with each.

    mutations.py SEED COUNT [FILE.yaml...]

One line of JSON per case: {"text": the configuration as JSON, "verdict": {...}}. Each case runs in a child of its own, in
an empty directory, at a fixed time, without a network.
"""
import copy, datetime, json, logging, logging.config, logging.handlers, os, random, shutil, socket, sys, tempfile, types

try:
    import yaml
except ImportError:
    yaml = None
EPOCH = 1717243380.0
SERVED = ("logging.", "pythonjsonlogger.json.", "pythonjsonlogger.jsonlogger.", "uvicorn.logging.", "colorlog.")

BASES = [
    {"version": 1, "disable_existing_loggers": False,
     "formatters": {"f": {"format": "%(asctime)s %(levelname)s %(message)s", "datefmt": "%H:%M:%S"},
                    "g": {"format": "{message}", "style": "{", "validate": True},
                    "h": {"()": "logging.Formatter", "fmt": "$message", "style": "$"},
                    "j": {"()": "pythonjsonlogger.json.JsonFormatter", "fmt": "%(message)s", "json_indent": 2,
                          "rename_fields": {"message": "m"}, "timestamp": True, "static_fields": {"a": 1}},
                    "k": {"class": "pythonjsonlogger.jsonlogger.JsonFormatter", "format": "%(message)s"}},
     "filters": {"n": {"name": "app"}, "o": {"()": "logging.Filter", "name": "app.db"}},
     "handlers": {"a": {"class": "logging.StreamHandler", "formatter": "f", "level": "INFO", "filters": ["n"],
                        "stream": "ext://sys.stdout", ".": {"terminator": "\n"}},
                  "b": {"class": "logging.FileHandler", "formatter": "g", "filename": "b.log", "mode": "w",
                        "encoding": "utf-8", "delay": True, "errors": "replace"},
                  "c": {"class": "logging.handlers.RotatingFileHandler", "filename": "logs/c.log", "maxBytes": 100,
                        "backupCount": 3, "formatter": "h"},
                  "d": {"class": "logging.handlers.TimedRotatingFileHandler", "filename": "d.log",
                        "when": "midnight", "interval": 1, "backupCount": 7, "utc": True},
                  "e": {"class": "logging.handlers.MemoryHandler", "capacity": 10, "flushLevel": "ERROR",
                        "target": "a", "flushOnClose": True},
                  "q": {"class": "logging.handlers.QueueHandler", "queue": {"()": "queue.Queue", "maxsize": 10},
                        "listener": "logging.handlers.QueueListener", "handlers": ["a", "b"],
                        "respect_handler_level": True},
                  "s": {"class": "logging.handlers.SysLogHandler", "address": ["localhost", 514],
                        "facility": "local1", "socktype": "ext://socket.SOCK_DGRAM"},
                  "t": {"class": "logging.handlers.SocketHandler", "host": "localhost", "port": 9020},
                  "u": {"class": "logging.handlers.DatagramHandler", "host": "localhost", "port": 9021},
                  "w": {"class": "logging.handlers.WatchedFileHandler", "filename": "w.log"},
                  "z": {"class": "logging.NullHandler"}},
     "loggers": {"app": {"level": "DEBUG", "handlers": ["a", "b"], "propagate": False, "filters": ["n"]},
                 "app.db": {"level": 10, "handlers": ["c", "e"]}, "other": {}},
     "root": {"level": "WARNING", "handlers": ["a", "d"], "filters": ["o"]}},
    {"version": 1, "formatters": {"f": {"format": "%(message)s"}},
     "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "f"}}, "root": {"handlers": ["h"]},
     "x": {"name": "f", "list": ["f", "h"], "deep": {"level": "INFO"}, "7": "seven"}},
    {"version": 1, "incremental": True, "handlers": {}, "loggers": {"app": {"level": "INFO", "propagate": False}},
     "root": {"level": "ERROR"}},
]
SCALARS = [None, True, False, 0, 1, 2, -1, 10, 2.0, 1.5, 1e3, "", "x", "0", "10", "2.5", "INFO", "info", "WARN", "NOTSET",
           "a", "f", "app", "root", "a-b", "utf-8", "latin-1", "ascii", "nonsense", "strict", "%(message)s", "{message}",
           "$message", "%(nope)s", "%", "{", "$", "a%", "w", "S", "W0", "W7", "midnight", "%Y", "message", "user", "é\n"]
REFERENCES = ["ext://sys.stdout", "ext://sys.stderr", "ext://logging.INFO", "ext://nope",
              "ext://sys.stdin", "ext://sys.nope", "ext://", "ext://logging.handlers.SysLogHandler.LOG_USER", "cfg://x", "cfg://x.name",
              "cfg://x.list[0]", "cfg://x.list[9]", "cfg://x[name]", "cfg://x.7", "cfg://x[7]", "cfg://nope",
 "cfg://!", "cfg://x!y",
              "foo://bar", "sys.stdout", "logging.StreamHandler", "logging.Formatter", "logging.Filter", "logging.Nope",
              "logging.handlers.Nope", "nope.Nope", "Nope", "logging.INFO", "queue.Queue",
              "ext://os.devnull", "ext://os.sep", "ext://sys.platform", "ext://logging.BASIC_FORMAT",
              "ext://logging.handlers.DEFAULT_TCP_LOGGING_PORT", "ext://sys.maxsize", "ext://logging.handlers.QueueListener"]
CONTAINERS = [[], ["x"], ["a"], ["a", "b"], [1], [None], [["a"]], [{}], "list", {}, {"x": 1}, {"()": "queue.Queue"},
              {"a": {"b": "c"}}, {"level": "INFO"}, {1: 2}, {"name": "x"}, ["n"], ["f"]]
KEYS = ["level", "class", "()", ".", "formatter", "filters", "handlers", "format", "fmt", "datefmt", "style", "validate",
        "defaults", "name", "stream", "filename", "mode", "encoding", "delay", "errors", "maxBytes", "backupCount", "when",
        "interval", "utc", "atTime", "capacity", "flushLevel", "target", "flushOnClose", "queue", "listener",
        "respect_handler_level", "address", "facility", "socktype", "host", "port", "propagate", "version",
        "incremental", "disable_existing_loggers", "root", "loggers", "a-b", "x", "strm", "Level", "json_indent",
        "timestamp", "prefix", "reserved_attrs", "use_colors", "log_colors", 1, None, True, 2.5]
ATTRIBUTES = ["terminator", "propagate", "datefmt", "nlevel", "x"]


def places(value, path=()):
    """The paths of all values inside of another."""
    found = []
    if isinstance(value, dict):
        for key, item in value.items():
            found.append(path + (key,))
            found += places(item, path + (key,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found.append(path + (index,))
            found += places(item, path + (index,))
    return found


def get(value, path):
    for key in path:
        value = value[key]
    return value


def random_value(rng):
    kind = rng.random()
    pool = SCALARS if kind < 0.5 else REFERENCES if kind < 0.8 else CONTAINERS
    return copy.deepcopy(rng.choice(pool))


def change(rng, config):
    """Makes one change."""
    paths = places(config)
    if not paths:
        return
    path = rng.choice(paths)
    parent = get(config, path[:-1])
    kind = rng.random()
    if kind < 0.45:
        parent[path[-1]] = random_value(rng)
    elif kind < 0.6:
        if path != ("version",):
            del parent[path[-1]]
    elif kind < 0.8:
        target = get(config, path)
        if isinstance(target, dict):
            target[rng.choice(KEYS)] = random_value(rng)
        elif isinstance(target, list):
            target.insert(rng.randrange(len(target) + 1), random_value(rng))
        else:
            parent[path[-1]] = [target]
    elif kind < 0.88:
        other = get(config, rng.choice(paths))
        parent[path[-1]] = copy.deepcopy(other)
    elif kind < 0.94 and isinstance(parent, dict):
        parent[rng.choice(KEYS)] = parent.pop(path[-1])
    else:
        handlers = config.get("handlers")
        if isinstance(handlers, dict) and handlers:
            handler = handlers[rng.choice(list(handlers))]
            if isinstance(handler, dict):
                handler["."] = {rng.choice(ATTRIBUTES): random_value(rng)}


def tame(value):
    """Keeps file names below the working directory."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "filename" and isinstance(item, str):
                value[key] = item.lstrip("/~").replace("..", "up") or "x.log" if item else item
            tame(item)
    elif isinstance(value, list):
        for item in value:
            tame(item)


def is_served(value, key=None):
    """Whether all classes are among those that are compared."""
    if isinstance(value, dict):
        return all(is_served(item, name) for name, item in value.items())
    if isinstance(value, list):
        return all(is_served(item) for item in value)
    if isinstance(value, str) and (key in ("class", "()") or value.startswith("ext://")) and "." in value:
        name = value.removeprefix("ext://")
        return name.startswith(SERVED + ("sys.", "queue.", "socket.")) and "SMTP" not in name and "HTTP" not in name
    return True


CLASSES = {"formatters": ("Formatter",), "filters": ("Filter",), "handlers": ("Handler",)}
KNOWN = ["logging.StreamHandler", "logging.Formatter", "logging.Filter", "logging.Handler", "queue.Queue", "json.dumps",
         "logging.handlers.QueueListener"]


def is_compared(config):
    """Whether the case is one of those that are compared.

    Left out are objects that can be called and are of another kind than is wanted (CPython calls whatever it gets), hosts
    that only a network knows, handlers and members of enumerations as values of something else, and settings of formatters
    and filters whose types CPython never looks at.
    """
    text = json.dumps(config, skipkeys=True)
    if "cfg://handlers" in text or "cfg://formatters" in text:
        return False
    if text.count("ext://socket") != text.count('"socktype": "ext://socket.SOCK_DGRAM"'):
        return False
    if text.count("ext://sys.std") != text.count('"stream": "ext://sys.std'):
        return False
    for section, kinds in CLASSES.items():
        entries = config.get(section)
        for entry in entries.values() if isinstance(entries, dict) else []:
            if isinstance(entry, str) and entry.startswith("cfg://"):
                return False
            if not isinstance(entry, dict):
                continue
            if sets_what_is_read(entry, section):
                return False
            for key in ("class", "()"):
                name = entry.get(key)
                if isinstance(name, str) and name.startswith("cfg://"):
                    return False
                text = name.removeprefix("ext://") if isinstance(name, str) else ""
                is_known = text in KNOWN or text.startswith(SERVED) and hasattr_dotted(text)
                if is_known and not text.endswith(kinds) or text in ("logging.Handler", "logging.INFO"):
                    return False
            mappings = [entry.get(k, {}) for k in ("rename_fields", "static_fields", "log_colors", "secondary_log_colors")]
            if not all(isinstance(v, dict) for v in mappings) or "://" in json.dumps(mappings, skipkeys=True) or not is_texts(entry.get("reserved_attrs")):
                return False
            if not isinstance(entry.get("prefix", ""), str) or isinstance(entry.get("listener"), dict):
                return False
            if not all(is_texts(entry.get(k)) or not isinstance(entry[k], list) for k in ("fmt", "format")):
                return False
            if section == "filters" and isinstance(entry.get("name"), (list, dict)):
                return False
            if section == "handlers":
                address = entry.get("address", ["localhost", 514])
                if address not in (["localhost", 514], "/dev/log") or entry.get("host", "localhost") != "localhost":
                    return False
                if not isinstance(entry.get("mode", ""), (str, int)):
                    return False
                if entry.get("socktype", "ext://socket.SOCK_DGRAM") != "ext://socket.SOCK_DGRAM":
                    return False
                queue = entry.get("queue")
                factory = queue.get("()") if isinstance(queue, dict) else queue
                if isinstance(factory, str) and factory != "queue.Queue" and factory.startswith(("logging.", "ext:", "cfg:")):
                    return False
                if isinstance(queue, dict) and not isinstance(queue.get("maxsize", 0), int):
                    return False
                if any(isinstance(entry.get(k), str) and "://" in entry[k] for k in ("address", "host", "port", "filters")):
                    return False
    return True


READ = set("""acquire close emit filter filters flush format formatter handle handleError level lock release stream terminator
 _builtin_open _open baseFilename encoding errors mode dev ino backupCount doRollover maxBytes namer rotate rotator shouldRollover
 atTime dayOfWeek extMatch interval rolloverAt suffix utc when address closeOnError port retryFactor retryMax retryStart
 retryTime send sock append_nul facility ident socktype unixsocket buffer capacity flushLevel flushOnClose target listener
 queue _fmt _style converter datefmt default_msec_format default_time_format""".split()) - {"terminator"}


def sets_what_is_read(entry, section):
    """Whether "." sets what only a deeper look could follow: that has tests of its own."""
    given = entry.get(".")
    if isinstance(given, str):
        return given.startswith("cfg://")
    return isinstance(given, dict) and any(k in READ and (section, k) != ("handlers", "datefmt") for k in given)


def is_texts(value):
    return value is None or isinstance(value, list) and all(isinstance(item, str) for item in value)


def hasattr_dotted(name):
    try:
        logging.config._resolve(name)
        return True
    except Exception:
        return False


# ---- CPython ---------------------------------------------------------------------------------------------------------

class Proxy:
    def __init__(self, real, **over):
        self.__dict__.update(over, _real=real)

    def __getattr__(self, name):
        return getattr(self._real, name)


def chain(error):
    links = []
    while error is not None and len(links) < 8:
        kind = type(error)
        module = "" if kind.__module__ == "builtins" else kind.__module__ + "."
        links.append({"type": module + kind.__name__, "message": clean(str(error))})
        error = error.__cause__ if error.__cause__ is not None else (
            None if error.__suppress_context__ else error.__context__)
    return links


def clean(text):
    return text.replace(os.getcwd(), "<cwd>")


def plain(v):
    if isinstance(v, str):
        return clean(v)
    if v is None or isinstance(v, (bool, int, float)):
        return v
    if isinstance(v, (list, tuple)):
        return [plain(x) for x in v]
    if isinstance(v, dict):
        return {str(k): plain(x) for k, x in v.items()}
    if isinstance(v, type):
        return "class " + class_name(v)
    if isinstance(v, (datetime.date, datetime.time)):
        return v.isoformat()
    return "object " + class_name(type(v))


def class_name(kind):
    return kind.__module__ + "." + kind.__qualname__


STYLES = {logging.PercentStyle: "%", logging.StrFormatStyle: "{", logging.StringTemplateStyle: "$"}


def describe_formatter(f):
    if f is None:
        return None
    if not isinstance(f, logging.Formatter):
        return plain(f)
    style = getattr(f, "_style", None)
    d = {"class": class_name(type(f)), "fmt": plain(getattr(f, "_fmt", None)), "datefmt": plain(getattr(f, "datefmt", None)),
         "style": STYLES.get(type(style), plain(style))}
    if getattr(style, "_defaults", None):
        d["defaults"] = plain(style._defaults)
    return d


def describe_filter(f):
    d = {"class": class_name(type(f))}
    if isinstance(f, logging.Filter):
        d["name"] = f.name
    return d


def describe_stream(s):
    if s in (sys.stdout, sys.__stdout__):
        return "stdout"
    if s in (sys.stderr, sys.__stderr__):
        return "stderr"
    return plain(s)


def name_of(h):
    return h.name if isinstance(h, logging.Handler) else plain(h)


def describe_handler(h):
    H = logging.handlers
    d = {"class": class_name(type(h)), "level": logging.getLevelName(h.level),
         "formatter": describe_formatter(h.formatter), "filters": [describe_filter(f) for f in h.filters]}
    s = {}
    if isinstance(h, logging.FileHandler):
        base = h.baseFilename
        s.update(baseFilename=os.path.relpath(base) if isinstance(base, str) and os.path.isabs(base) else plain(base),
                 mode=plain(h.mode), encoding=plain(h.encoding), errors=plain(h.errors), delay=plain(h.delay),
                 open=h.stream is not None)
        if isinstance(h, H.RotatingFileHandler):
            s.update(maxBytes=plain(h.maxBytes), backupCount=plain(h.backupCount))
        if isinstance(h, H.TimedRotatingFileHandler):
            s.update(when=h.when, interval=h.interval, backupCount=plain(h.backupCount), utc=plain(h.utc),
                     atTime=plain(h.atTime), suffix=h.suffix, rolloverAt=h.rolloverAt)
            if h.when.startswith("W"):
                s["dayOfWeek"] = h.dayOfWeek
    elif isinstance(h, logging.StreamHandler):
        s["stream"] = describe_stream(h.stream)
    if isinstance(h, H.SysLogHandler):
        facility = h.facility
        s.update(address=plain(h.address), facility=plain(facility), unixsocket=h.unixsocket,
                 facility_number=h.facility_names.get(facility) if isinstance(facility, str) else plain(facility),
                 socktype=getattr(h.socktype, "name", plain(h.socktype)), ident=plain(h.ident),
                 append_nul=plain(h.append_nul))
    if isinstance(h, H.SocketHandler):
        s.update(host=plain(h.host), port=plain(h.port), closeOnError=plain(h.closeOnError))
    if isinstance(h, H.MemoryHandler):
        s.update(capacity=plain(h.capacity), flushLevel=logging.getLevelName(h.flushLevel),
                 flushOnClose=plain(h.flushOnClose), target=name_of(h.target) if h.target is not None else None)
    if isinstance(h, H.QueueHandler):
        listener = h.listener
        s.update(queue=plain(h.queue), listener=class_name(type(listener)) if listener is not None else None)
        if isinstance(listener, H.QueueListener):
            s.update(handlers=[name_of(x) for x in listener.handlers],
                     respect_handler_level=plain(listener.respect_handler_level))
    if s:
        d["settings"] = s
    return d


def describe_logger(logger):
    return {"level": logging.getLevelName(logger.level), "effective": logging.getLevelName(logger.getEffectiveLevel()),
            "propagate": plain(logger.propagate), "disabled": logger.disabled,
            "handlers": [name_of(h) for h in logger.handlers], "filters": [describe_filter(f) for f in logger.filters]}


def prepare():
    """Fixes the clock and cuts the network."""
    real_stat = os.stat

    def stat(path, *args, **options):
        found = real_stat(path, *args, **options)
        return types.SimpleNamespace(st_dev=found.st_dev, st_ino=found.st_ino, st_mode=found.st_mode,
                                     st_size=found.st_size, st_mtime=EPOCH)
    logging.handlers.os = Proxy(os, stat=stat)
    import time
    logging.handlers.time = Proxy(time, time=lambda: EPOCH)

    class Silent(socket.socket):
        def connect(self, address):
            pass
    logging.handlers.socket = Proxy(socket, socket=Silent)


def make_directories(value):
    if isinstance(value, dict):
        name = value.get("filename")
        if isinstance(name, str) and name and "\0" not in name:
            os.makedirs(os.path.dirname(os.path.abspath(name)), exist_ok=True)
        for item in value.values():
            make_directories(item)


EXISTING = ["preexisting", "preexisting.child", "app.early"]


def judge(configure, names):
    """What a configuration comes to."""
    for name in EXISTING:
        logging.getLogger(name)
    try:
        made = configure()
    except BaseException as error:
        return {"accepted": False, "error": {"chain": chain(error)}}
    names = sorted(set(n for n in names if isinstance(n, str)) | set(EXISTING))
    handlers = {str(k): describe_handler(v) for k, v in made.items() if isinstance(v, logging.Handler)}
    return {"accepted": True, "handlers": handlers, "loggers": {n: describe_logger(logging.getLogger(n)) for n in names},
            "root": describe_logger(logging.root)}


def in_child(work):
    """Runs work in a child and an empty directory; what it returns comes back as JSON."""
    box = os.path.realpath(tempfile.mkdtemp())
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.chdir(box)
        try:
            answer = json.dumps(work())
        except BaseException as error:
            answer = json.dumps({"broken": repr(error)})
        with os.fdopen(writing, "w") as stream:
            stream.write(answer)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    shutil.rmtree(box, ignore_errors=True)
    return json.loads(answer)


def dict_verdict(config):
    def work():
        prepare()
        make_directories(config.get("handlers")) if isinstance(config.get("handlers"), dict) else None
        maker = logging.config.DictConfigurator(config)

        def configure():
            maker.configure()
            found = dict.get(maker.config, "handlers") or {}
            return dict(dict.items(found)) if isinstance(found, dict) and not config.get("incremental") else {}
        loggers = config.get("loggers")
        return judge(configure, list(loggers) if isinstance(loggers, dict) else [])
    return in_child(work)


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(seed)
    bases = list(BASES)
    for path in sys.argv[3:]:
        if yaml is None:
            break
        with open(path, "rb") as stream:
            try:
                config = yaml.safe_load(stream)
                json.dumps(config)
            except Exception:
                continue
        if isinstance(config, dict) and is_served(config):
            bases.append(config)
    for number in range(count):
        config = copy.deepcopy(rng.choice(bases) if len(bases) > 3 and rng.random() < 0.5 else rng.choice(BASES[:2] * 3 + BASES))
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            change(rng, config)
        tame(config)
        if not is_compared(config):
            continue
        try:
            # Keys that are no texts are written by our own hand: JSON has none.
            text = write(config)
        except (TypeError, ValueError, RecursionError):
            continue
        verdict = dict_verdict(yaml.safe_load(text) if yaml else json.loads(text))
        print(json.dumps({"text": text, "verdict": verdict}), flush=False)


def write(value):
    """The value as YAML in flow style, in which JSON is written, too."""
    if isinstance(value, dict):
        return "{" + ", ".join(("? " if isinstance(k, str) else "") + write(k) + " : " + write(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(write(v) for v in value) + "]"
    if isinstance(value, float):
        return repr(value) if "e" not in repr(value) else "%.1f" % value
    return json.dumps(value)


if __name__ == "__main__":
    main()
