"""Prints what CPython's fileConfig does with INI files: some written by hand, more of them changed at random.

    inifiles.py SEED COUNT

One line of JSON per case: {"text": the file, "verdict": {...}}.
"""
import json, logging, logging.config, os, random, re, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mutations

BASE = """\
# a comment
[DEFAULT]
dir = logs
[loggers]
keys=root,app,db

[handlers]
keys = console, file , mem

[formatters]
keys=plain,braces

[logger_root]
level=WARNING
handlers=console

[logger_app]
level=DEBUG
handlers=console,file
propagate=0
qualname=app

[logger_db]
handlers=mem
qualname=app.db

[handler_console]
class=StreamHandler
level=INFO
formatter=plain
args=(sys.stdout,)

[handler_file]
class: handlers.RotatingFileHandler
formatter: braces
args: ('%(dir)s.log', 'a', 10*1024,
    3)
kwargs={'delay': True, "encoding": 'utf-8'}

[handler_mem]
class=logging.handlers.MemoryHandler
args=(10, ERROR)
target=console

[formatter_plain]
format=%(asctime)s %(levelname)s
  %(message)s
datefmt=%H:%M:%S
class=logging.Formatter

[formatter_braces]
format={message} {x}
style={
defaults={'x': 'y'}
"""
HEAD = "[formatters]\nkeys=\n[handlers]\nkeys=h\n[loggers]\nkeys=root\n[logger_root]\nhandlers=h\n[handler_h]\n"
HANDLERS = [
    "class=StreamHandler", "class=StreamHandler\nargs=(sys.stderr,)", "class=StreamHandler\nargs=()", "class=NullHandler",
    "class=StreamHandler\nargs=", "class=StreamHandler\nargs=(sys.stdout", "class=StreamHandler\nargs=(\"a)",
    "class=StreamHandler\nargs=(a,)", "class=StreamHandler\nargs=(logging.INFO,)", "class=StreamHandler\nargs=(handlers.XX,)",
    "class=StreamHandler\nargs=5", "class=StreamHandler\nargs='ab'", "class=StreamHandler\nargs=(1 2)",
    "class=StreamHandler\nargs=()x", "class=StreamHandler\nargs=())", "class=StreamHandler\nargs=(]",
    "class=StreamHandler\nargs=(None,1,2)", "class=StreamHandler\nkwargs={'strem': 1}", "class=StreamHandler\nkwargs=[]",
    "class=StreamHandler\nkwargs=5", "class=StreamHandler\nkwargs={1:2}", "class=StreamHandler\nkwargs={'stream': None}\nargs=(None,)",
    "class=StreamHandler\nargs=(%s,)", "class=StreamHandler\nargs=(%(a)s,)", "class=StreamHandler\nargs=(\"%(a\",)",
    "class=StreamHandler\na=%(b)s\nb=%(a)s\nargs=(\"%(a)s\",)", "class=StreamHandler\na=sys.stdout\nargs=(%(a)s,)",
    "class=StreamHandler\nlevel=10", "class=StreamHandler\nlevel=", "class=StreamHandler\nlevel=info", "class=StreamHandler\nformatter=x",
    "class=handlers.XX", "class=XX", "class=a.b", "class=", "class=logging.XX", "class=logging.handlers.XX", "class=INFO", "level=INFO",
    "class=handlers.MemoryHandler\nargs=(1,)\ntarget=x", "class=logging.StreamHandler\nkwargs={'stream': sys.stdout}",
    "class=FileHandler\nargs=('x.log',)", "class=FileHandler\nargs=('x' '.log', 'w')\nkwargs=dict()" .replace("dict()", "{}"),
    "class=FileHandler\nargs=(r'a\\b.log', 'a', None, True)", "class=FileHandler\nargs=(u'\\x41\\u00e9\\101.log',)",
    "class=FileHandler\nargs=('''x.log''',)", "class=FileHandler\nargs=['x.log', \"w\"]", "class=FileHandler\nargs=('x.log', 'q')",
    "class=FileHandler\nargs=('nowhere/x.log', 'r')", "class=FileHandler\nargs=('x.log', 'a', 'nonsense')",
    "class=handlers.RotatingFileHandler\nargs=('x.log', 'a', 1_000, 0x10)", "class=handlers.RotatingFileHandler\nargs=('x.log', 'a', +5, -1)",
    "class=handlers.TimedRotatingFileHandler\nargs=('x.log', 'midnight', 1, 5)",
    "class=handlers.TimedRotatingFileHandler\nkwargs={'filename': 'x.log', 'when': 'W0', 'interval': 1.5}",
    "class=handlers.SysLogHandler\nargs=(('localhost', handlers.SYSLOG_UDP_PORT), handlers.SysLogHandler.LOG_USER)",
    "class=handlers.SocketHandler\nargs=('localhost', handlers.DEFAULT_TCP_LOGGING_PORT)",
    "class=handlers.DatagramHandler\nargs=('localhost', handlers.DEFAULT_UDP_LOGGING_PORT)",
    "class=StreamHandler\n\nargs=(\n sys.stdout,\n # a comment\n )", "class=StreamHandler\nargs={}", "class=StreamHandler\nargs=('\\x4',)",
    "class=FileHandler\nargs=('a%%b.log',)", "class = StreamHandler ; not a comment", "CLASS=StreamHandler\nARGS=(sys.stdout,)",
]
FILES = [
    "", " ", "#\n", "a=1\n[x]", "[formatters]\nabc\n def\n=5\n", "[formatters]\na=1\na=2", "[formatters]\n[formatters]\n",
    "[formatters]\nkeys=\n[handlers]\nkeys=\n[loggers]\nkeys=\n", "[formatters]\n", "[x]\n", "[formatters]\nkeys=a\n",
    "[formatters]\nkeys=a\n[formatter_a]\nclass=foo.Bar\n", "[formatters]\nkeys=a\n[formatter_a]\nclass=Bar\n",
    "[formatters]\nkeys=a\n[formatter_a]\nformat=x\n", "[formatters]\nkeys=a\n[formatter_a]\nstyle=x\n",
    "[formatters]\nkeys=a\n[formatter_a]\ndefaults={\n", "[formatters]\nkeys=a\n[formatter_a]\nclass=logging.Nope\n",
    "[formatters]\nkeys=a\n[formatter_a]\nclass=%(x)s\n", "[DEFAULT]\nkeys=\nhandlers=\n[formatters]\n[handlers]\n[loggers]\nkeys=root\n[logger_root]\n",
    "[formatters]\nkeys=\n[handlers]\nkeys=\n[loggers]\nkeys=root,a\n[logger_root]\nhandlers=\n[logger_a]\nhandlers=",
    "[formatters]\nkeys=\n[handlers]\nkeys=\n[loggers]\nkeys=root,a\n[logger_root]\nhandlers=\n[logger_a]\nqualname=x\nhandlers=\npropagate=abc",
    "[formatters]\nkeys=\n[handlers]\nkeys=\n[loggers]\nkeys=root,a\n[logger_root]\nhandlers=b\n", "\ufeff[loggers]\nkeys=root\n",
    "[formatters]\r\nkeys=\r\n[handlers]\r\nkeys=\r\n[loggers]\r\nkeys=root\r\n[logger_root]\r\nlevel=ERROR\r\nhandlers=\r\n",
    "[formatters] trailing\nkeys=\n[handlers]\nkeys=\n[loggers]\nkeys=root\n[logger_root]\nhandlers=\nlevel=NOTSET",
]
VALUES = ["", "x", "console", "plain", "INFO", "10", "0", "(sys.stdout,)", "()", "('x.log',)", "StreamHandler",
          "FileHandler", "logging.FileHandler", "handlers.MemoryHandler", "nope.Nope", "%(message)s", "%%", "%", "{", "$",
          "{message}", "{'a': 1}", "app", "app.db", "5", "None", "(None,)", "(1, 2)", "console,file", " console , console"]


def change(rng, lines):
    index = rng.randrange(len(lines))
    kind = rng.random()
    line = lines[index]
    if kind < 0.2:
        del lines[index]
    elif kind < 0.3:
        lines.insert(rng.randrange(len(lines)), line)
    elif kind < 0.4:
        lines[index] = "  " + line
    elif kind < 0.45:
        lines.insert(index, rng.choice(["", "# x", "; y", "garbage", "[extra]", "name = value"]))
    elif "=" in line:
        lines[index] = line.split("=")[0] + "=" + rng.choice(VALUES)
    elif ":" in line:
        lines[index] = line.split(":")[0] + ":" + rng.choice(VALUES)
    else:
        lines[index] = line.replace("_", rng.choice("_-x"), 1)


def verdict(text):
    def work():
        mutations.prepare()
        with open("config.ini", "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        made = {}
        install = logging.config._install_handlers

        def remember(parser, formatters):
            made.update(install(parser, formatters))
            return made
        logging.config._install_handlers = remember
        names, get = [], logging.getLogger

        def configure():
            logging.getLogger = lambda name: names.append(name) or get(name)
            try:
                logging.config.fileConfig("config.ini")
            finally:
                logging.getLogger = get
            return made
        answer = mutations.judge(configure, [])
        if answer["accepted"]:
            answer["loggers"].update({n: mutations.describe_logger(get(n)) for n in names})
            for logger in [*answer["loggers"].values(), answer["root"]]:
                logger["disabled"] = bool(logger["disabled"])
        return answer
    return mutations.in_child(work)


def main():
    rng = random.Random(int(sys.argv[1]))
    cases = [HEAD + handler for handler in HANDLERS] + FILES + [BASE]
    for _ in range(int(sys.argv[2])):
        lines = BASE.split("\n")
        for _ in range(rng.choice((1, 1, 2, 3))):
            change(rng, lines)
        text = "\n".join(lines)
        # CPython calls whatever class a formatter names.
        if not re.search(r"\[formatter_\w+\](?:\n[^\[]*)*\n *class *[=:] *\S*Handler", text):
            cases.append(text)
    for text in cases:
        found = verdict(text)
        # A stream in the place of something else is not compared.
        if "object _io." not in json.dumps(found):
            print(json.dumps({"text": text, "verdict": found}))


if __name__ == "__main__":
    main()
