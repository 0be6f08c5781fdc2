#!/usr/bin/env python3
"""Builds a project of test/projects, mends it, builds it again.

    project-runner.py PROJECT COMPILER

Its own tests must pass before and after `asyncmend --fix --unsafe-fixes`, which
runs until nothing more is fixed (three times at most); no fix may be withheld.
The lines `WORDS: NUMBER` that the tests print are shown side by side.
"""
import pathlib
import re
import shutil
import sys
import tempfile

from support import ROOT, RUNTIME, binary, describe, findings, run


def must(command, allowed=(0,), **options):
    result = run(command, timeout=1200, **options)
    if result.returncode not in allowed:
        sys.exit(describe(result))
    return result


def build_and_test(build):
    must(["cmake", "--build", build])
    output = must(["ctest", "--test-dir", build, "-V"]).stdout
    return dict(re.findall(r"^\d+: (?!Test )(.+): (\d+)$", output, re.M))


def mend(build):
    """Runs asyncmend until it changes nothing; the number of fixes."""
    total = 0
    for _ in range(3):
        found = findings(must([binary(), "-p", build, "--fix", "--unsafe-fixes", "--allow-dirty",
                               "--format=json", "--quiet"], allowed=(0, 1)))
        withheld = [f for f in found if f["state"] == "withheld"]
        if withheld:
            sys.exit(f"withheld: {withheld}")
        fixed = sum(f["state"] == "chosen" for f in found)
        if not fixed:
            return total
        total += fixed
    sys.exit("still something to fix after three runs")


def main():
    name, compiler = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="asyncmend-") as directory:
        source = pathlib.Path(directory).resolve() / name
        shutil.copytree(ROOT / "test" / "projects" / name, source)
        build = source / "build"
        ccache = [f"-DCMAKE_CXX_COMPILER_LAUNCHER={shutil.which('ccache')}"] \
            if shutil.which("ccache") else []
        must(["cmake", "-S", source, "-B", build, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={compiler}",
              "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *ccache,
              f"-DASYNCMEND_RUNTIME={RUNTIME}"])
        before = build_and_test(build)
        fixes = mend(build)
        after = build_and_test(build)
    print(f"{name}, {compiler}: {fixes} fixes")
    for what in before:
        print(f"{what}: {before[what]} before, {after.get(what)} after")
    if not fixes or before == after or before.keys() != after.keys():
        return "nothing has changed"
    return 0


if __name__ == "__main__":
    sys.exit(main())
