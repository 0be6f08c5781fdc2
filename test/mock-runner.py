#!/usr/bin/env python3
"""A framework's mock headers do what its probe asks of them, without a warning.

    mock-runner.py FRAMEWORK

The probe names what the framework has, as it is used; test/frameworks/run
compiles the same file with the real headers.
"""
import sys

from support import COMPILERS, TEST_DIR, describe, run

# Not -isystem: warnings in the headers count. What is declared need not be used.
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Werror", "-Wno-unused", "-Wno-unused-variable",
         "-Wno-unused-function"]


def main():
    directory = TEST_DIR / "mocks" / sys.argv[1]
    results = [run([compiler, *FLAGS, "-I", directory, directory / "probe.cpp"])
               for compiler in COMPILERS]
    failed = [describe(result) for result in results if result.returncode]
    print("\n".join(failed))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
