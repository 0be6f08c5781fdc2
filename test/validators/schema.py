"""Checks a JSON file against a JSON Schema, or a request against an OpenAPI document.

    schema.py FILE SCHEMA
    schema.py FILE OPENAPI 'post /repos/{owner}/{repo}/check-runs'

Prints what is wrong, a line each; exit code 1 where anything is. Wants Debian's
python3-jsonschema, so it is run with /usr/bin/python3.
"""
import json
import sys

import jsonschema


def load(name):
    with open(name, encoding="utf-8-sig") as file:
        return json.load(file)


def without_nullable(node):
    """OpenAPI 3.0 says `nullable` where JSON Schema has another type."""
    if isinstance(node, list):
        return [without_nullable(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: without_nullable(value) for key, value in node.items()}
    if made.get("nullable") is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made


def main(file, schema, request=None):
    document = load(schema)
    if request is None:
        kind = jsonschema.validators.validator_for(document)
        kind.check_schema(document)
        check = kind(document)
    else:
        method, path = request.split(" ", 1)
        body = document["paths"][path][method]["requestBody"]
        wanted = body["content"]["application/json"]["schema"]
        document = {"components": without_nullable(document["components"])}
        # The numbers of OpenAPI 3.0 have the limits of draft 4.
        check = jsonschema.Draft4Validator(
            without_nullable(wanted),
            resolver=jsonschema.RefResolver.from_schema(document))
    wrong = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}"
             for e in check.iter_errors(load(file))]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
