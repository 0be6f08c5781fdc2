"""Reads a report as reviewdog does: rdjson.py FILE. No field may be unknown.

Wants protoc and Debian's python3-protobuf, so it is run with /usr/bin/python3.
"""
import importlib
import pathlib
import subprocess
import sys
import tempfile

from google.protobuf import json_format


def main(name):
    here = pathlib.Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run(["protoc", f"-I{here}", f"--python_out={directory}", "rdjson.proto"],
                       check=True)
        sys.path.insert(0, directory)
        messages = importlib.import_module("rdjson_pb2")
    try:
        result = json_format.Parse(pathlib.Path(name).read_bytes(), messages.Result())
    except json_format.ParseError as error:
        print(error)
        return 1
    print(len(result.diagnostics))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
