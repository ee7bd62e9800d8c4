"""CPython's side of the benchmark: logs as many records as it is asked for and answers how long that took.

    contender.py text|json|row|load PATH

Each line of standard input has the number of the first record and how many; the answer is nanoseconds by the clock on the
wall and of the processor.
"""

import logging
import logging.config
import random
import sys
import time
from datetime import datetime

SPECIES = ("setosa", "versicolor", "virginica")


def make_text(path):
    return make_line(path, logging.Formatter("%(asctime)s - %(name)s - %(levelname)s - %(message)s"))


def make_json(path):
    from pythonjsonlogger.json import JsonFormatter

    return make_line(path, JsonFormatter("%(asctime)s %(name)s %(levelname)s %(message)s"))


def make_line(path, formatter):
    logger = logging.getLogger("app.service.module")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handler = logging.FileHandler(path)
    handler.setFormatter(formatter)
    logger.addHandler(handler)

    def run(first, count):
        for index in range(first, first + count):
            logger.info(
                "request handled for user %d in %d ms status ok", 10000 + index % 90000, index % 97
            )

    return run


def make_row(path):
    from pythonjsonlogger.json import JsonFormatter

    logger = logging.getLogger("bentoml_monitor_data")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handler = logging.handlers.TimedRotatingFileHandler(path, when="D")
    handler.setFormatter(JsonFormatter("()", validate=False))
    logger.addHandler(handler)

    def run(first, count):
        for index in range(first, first + count):
            logger.info(
                {
                    "sepal length": (43 + index % 37) / 10,
                    "sepal width": (20 + index % 25) / 10,
                    "petal length": (10 + index % 60) / 10,
                    "petal width": (1 + index % 25) / 10,
                    "pred": SPECIES[index % 3],
                    "timestamp": datetime.now().isoformat(),
                    "request_id": str(random.getrandbits(64)),
                }
            )

    return run


def make_load(path):
    import yaml

    def run(first, count):
        for _ in range(count):
            with open(path) as file:
                logging.config.dictConfig(yaml.safe_load(file))

    return run


def main():
    import logging.handlers  # noqa: F401

    kind, path = sys.argv[1:]
    run = {"text": make_text, "json": make_json, "row": make_row, "load": make_load}[kind](path)
    print("ready", flush=True)
    for line in sys.stdin:
        first, count = map(int, line.split())
        wall, processor = time.perf_counter_ns(), time.process_time_ns()
        run(first, count)
        print(time.perf_counter_ns() - wall, time.process_time_ns() - processor, flush=True)


main()
