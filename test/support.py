"""What the test scripts share: running asyncmend, small projects, diffs.

The binary is named by the environment variable ASYNCMEND (ctest sets it).
"""
import difflib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

TEST_DIR = pathlib.Path(__file__).resolve().parent
ROOT = TEST_DIR.parent
COMPILERS = ("clang++-19", "g++")


def binary():
    path = os.environ.get("ASYNCMEND")
    if not path:
        raise SystemExit("set ASYNCMEND to the asyncmend binary")
    return str(pathlib.Path(path).resolve())


def run(arguments, cwd=None, env=None, timeout=300):
    """Runs a command; stdout and stderr come back as text."""
    return subprocess.run(
        [str(a) for a in arguments], cwd=cwd, timeout=timeout, text=True,
        errors="replace", stdin=subprocess.DEVNULL, capture_output=True,
        env={**os.environ, **(env or {})})


def describe(result):
    """A finished command, for a failure message."""
    return (f"$ {' '.join(result.args)}\nexit code {result.returncode}\n"
            f"--- stdout\n{result.stdout}\n--- stderr\n{result.stderr}")


def diff(expected, actual, what):
    """A unified diff of two byte strings; line ends and tabs stay visible."""
    def lines(data):
        return [repr(l)[2:-1] for l in data.splitlines(keepends=True)]
    return "\n".join(difflib.unified_diff(
        lines(expected), lines(actual), f"{what} (expected)",
        f"{what} (actual)", lineterm=""))


class Project:
    """A temporary directory with sources and a compile_commands.json.

    Used as a context manager; its path holds no symbolic link.
    """

    def __init__(self, compiler="clang++-19", flags=()):
        self.command = [compiler, "-std=c++20", *flags]
        self.entries = []
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="asyncmend-")).resolve()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.dir, ignore_errors=True)

    def write(self, name, content):
        """Writes a file (text or bytes) that is no translation unit."""
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def unit(self, name, content, flags=()):
        """Writes a file and enters it into the compile database."""
        path = self.write(name, content)
        self.entries.append({"directory": str(self.dir), "file": name,
                             "arguments": [*self.command, *flags, "-c", name]})
        self.write("compile_commands.json", json.dumps(self.entries, indent=1))
        return path

    def read(self, name):
        return (self.dir / name).read_bytes()

    def asyncmend(self, *arguments, **options):
        options.setdefault("cwd", self.dir)
        return run([binary(), "-p", self.dir, *arguments], **options)

    def git(self, *arguments):
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        return run(["git", *identity, *arguments], cwd=self.dir)
