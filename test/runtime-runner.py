#!/usr/bin/env python3
"""Builds and runs a test of the runtime headers with a sanitizer.

    runtime-runner.py TEST.cpp COMPILER boost-asio|asio SANITIZER
"""
import pathlib
import shutil
import sys
import tempfile

from support import RUNTIME, describe, run

FLAVOURS = {"boost-asio": [], "asio": ["-DSTANDALONE", "-DASIO_HAS_CO_AWAIT=1"]}


def main():
    source, compiler, flavour, sanitizer = sys.argv[1:]
    ccache = [shutil.which("ccache")] if shutil.which("ccache") else []
    # g++ cannot see the fences of Asio with TSan; Asio itself says when to fence.
    quiet = ["-Wno-tsan"] if compiler == "g++" and sanitizer == "thread" else []
    with tempfile.TemporaryDirectory(prefix="asyncmend-") as directory:
        objects = pathlib.Path(directory, "test.o")
        program = pathlib.Path(directory, "test")
        steps = [
            [*ccache, compiler, "-std=c++20", "-O0", "-g1", "-Wall", "-Wextra", "-Werror", *quiet,
             f"-I{RUNTIME}", *FLAVOURS[flavour], f"-fsanitize={sanitizer}", "-c",
             pathlib.Path(source).resolve(), "-o", objects],
            [compiler, f"-fsanitize={sanitizer}", objects, "-lgtest", "-lgtest_main", "-pthread",
             "-o", program],
            [program, "--gtest_brief=1"],
        ]
        for step in steps:
            result = run(step)
            if result.returncode != 0:
                return describe(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
