"""What PyYAML's safe_load makes of documents.

Reads a JSON list of base64 texts from standard input; prints one JSON list with an answer for each:
{"value": V} with the canonical JSON of the tree, {"recursive": true} for a document that contains itself, or
{"error": {"type": ..., "problem": ..., "line": ..., "column": ...}}, line and column from 1 or null.
"""

import base64
import datetime
import json
import sys

import yaml


class Pairs(list):
    """The value of an !!omap or !!pairs, which PyYAML makes a plain list of."""


class Omap(Pairs):
    name = "$omap"


class PairList(Pairs):
    name = "$pairs"


class Loader(yaml.SafeLoader):
    """safe_load, save that ordered maps and pairs remember what they are."""

    def construct_yaml_omap(self, node):
        return self.named(super().construct_yaml_omap(node), Omap())

    def construct_yaml_pairs(self, node):
        return self.named(super().construct_yaml_pairs(node), PairList())

    @staticmethod
    def named(generator, result):
        plain = next(generator)
        yield result
        for _ in generator:
            pass
        result.extend(plain)


Loader.add_constructor("tag:yaml.org,2002:omap", Loader.construct_yaml_omap)
Loader.add_constructor("tag:yaml.org,2002:pairs", Loader.construct_yaml_pairs)


class Recursive(Exception):
    pass


def canonical(value, path=()):
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return {"$int": str(value)}
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, datetime.datetime):
        return {"$timestamp": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode("ascii")}
    if id(value) in path:
        raise Recursive
    path = path + (id(value),)
    if isinstance(value, Pairs):
        return {value.name: [[canonical(k, path), canonical(v, path)] for k, v in value]}
    if isinstance(value, list):
        return [canonical(item, path) for item in value]
    if isinstance(value, set):
        return {"$set": [canonical(item, path) for item in value]}
    if all(isinstance(key, str) and not key.startswith("$") for key in value):
        return {key: canonical(item, path) for key, item in value.items()}
    return {"$map": [[canonical(k, path), canonical(v, path)] for k, v in value.items()]}


def answer(data):
    try:
        value = yaml.load(data, Loader=Loader)
    except RecursionError:
        return {"error": {"type": "RecursionError", "problem": "", "line": None, "column": None}}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return {
            "error": {
                "type": "yaml." + type(error).__name__,
                "problem": str(error.problem),
                "line": mark and mark.line + 1,
                "column": mark and mark.column + 1,
            }
        }
    except Exception as error:
        name = type(error).__name__
        if isinstance(error, yaml.YAMLError):
            name = "yaml." + name
        return {"error": {"type": name, "problem": str(error).split("\n")[0], "line": None, "column": None}}
    try:
        return {"value": canonical(value)}
    except Recursive:
        return {"recursive": True}


answers = [answer(base64.b64decode(text)) for text in json.load(sys.stdin)]
json.dump(answers, sys.stdout)
