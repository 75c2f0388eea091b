"""Tries the generated Pydantic models on what live calls answered, as TAP: validate.py MODELS ANSWERS

MODELS is what `make types` wrote, ANSWERS has a line for each call of the typed client; PGDATABASE tells which function
returns which row type.
"""
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from pydantic import ValidationError


def load(path):
    spec = importlib.util.spec_from_file_location("models", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["models"] = module  # the models name each other and their types in strings
    spec.loader.exec_module(module)
    return module


def row_types():
    """The row type of every function that returns rows."""
    query = Path(__file__).with_name("functions.sql")
    lines = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-f", query],
                           check=True, capture_output=True, text=True).stdout.splitlines()
    return {name: row_type for name, row_type in (line.split("\t") for line in lines) if row_type}


def answered(path):
    """The rows that each function has given."""
    rows = {}
    for line in Path(path).read_text().splitlines():
        answer = json.loads(line)
        if answer["text"][:1] in ("[", "{"):
            body = json.loads(answer["text"])
            rows.setdefault(answer["name"], []).extend(body if isinstance(body, list) else [body])
    return rows


def problems(model, row):
    found = []
    if set(row) != set(model.model_fields):
        found.append(f"columns differ: {sorted(set(row) ^ set(model.model_fields))}")
    try:
        model.model_validate_json(json.dumps(row), strict=True)
    except ValidationError as error:
        found.append(str(error))
    return found


def accepts_wrong(model, row):
    """What a model accepts that is no row of its type: a column too few, or a list where there is a single value."""
    wrong = [{column: row[column] for column in row if column != left_out} for left_out in row]
    wrong += [{**row, column: [[]]} for column in row if "JsonValue" not in str(model.model_fields[column].annotation)]
    return [f"accepted: {bad}" for bad in wrong if not problems(model, bad)]


def check(model, rows):
    if model is None:
        return ["there is no model"]
    if not rows:
        return ["the calls gave no row"]
    return [problem for row in rows for problem in problems(model, row)] + accepts_wrong(model, rows[0])


def main(models_path, answers_path):
    models, rows, functions = load(models_path), answered(answers_path), row_types()
    for number, (function, row_type) in enumerate(functions.items(), 1):
        name = "".join(word.capitalize() for word in f"handelsregister_{row_type}".split("_"))
        found = check(getattr(models, name, None), rows.get(function, []))
        print(f"{'not ok' if found else 'ok'} {number} - {function}: {len(rows.get(function, []))} rows for {name}")
        for problem in found:
            print("#", problem.replace("\n", "\n# "))
    print(f"1..{len(functions)}")


main(*sys.argv[1:])
