"""What json.load makes of files.

Reads a JSON list of base64 texts from standard input; prints one JSON list with an answer for each:
{"value": V} with the canonical JSON of the tree, {"half": true} for a tree with half of a surrogate pair in it, or
{"error": {"type": ..., "problem": ..., "line": ..., "column": ...}} with the exception's whole text.
"""
import base64, io, json, sys


def canonical(value):
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        value.encode("utf-8")
        return value
    if isinstance(value, int):
        return {"$int": str(value)}
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    if all(not key.startswith("$") for key in value):
        return {canonical(key): canonical(item) for key, item in value.items()}
    return {"$map": [[canonical(k), canonical(v)] for k, v in value.items()]}


def answer(data):
    halves = []

    def pairs(items):
        try:
            canonical([part for item in items for part in item])
        except UnicodeEncodeError:
            halves.append(True)
        return dict(items)

    try:
        value = json.load(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"), object_pairs_hook=pairs)
    except Exception as error:
        name = type(error).__name__
        place = (None, None)
        if isinstance(error, json.JSONDecodeError):
            name = "json.decoder." + name
            place = (error.lineno, error.colno)
        return {"error": {"type": name, "problem": str(error), "line": place[0], "column": place[1]}}
    if halves:
        return {"half": True}
    try:
        return {"value": canonical(value)}
    except UnicodeEncodeError:
        return {"half": True}


print(json.dumps([answer(base64.b64decode(text)) for text in json.load(sys.stdin)]))
