#!/usr/bin/env python3
"""Builds and runs a program before and after the rewrite.

    behaviour-runner.py PROGRAM.cpp COMPILER

The program prints `WORDS NUMBER`; its comments say what the number must be:
`// before: WORDS >= 250` and `// after: WORDS < 50`. The rule that the file's
name is, or begins with, is the only one that runs. `// libs: -lNAME` is what
to link, `// fix: --unsafe-fixes` what --fix needs besides.
"""
import operator
import pathlib
import re
import shutil
import sys

from support import Project, describe, run

OPERATORS = {"<": operator.lt, ">=": operator.ge, "==": operator.eq}


def must(result):
    if result.returncode != 0:
        sys.exit(describe(result))
    return result.stdout


def wanted(text, when):
    match = re.search(rf"^// {when}: (.+) (<|>=|==) (\d+)$", text, re.M)
    if not match:
        sys.exit(f"the program has no line '// {when}: WORDS < NUMBER'")
    return match.groups()


def options(text, key):
    match = re.search(rf"^// {key}: (.+)$", text, re.M)
    return match.group(1).split() if match else []


def rule(path):
    """client-in-loop for client-in-loop-curl.cpp."""
    slugs = [p.stem for p in (path.parents[2] / "docs" / "rules").glob("*.md")]
    return max((s for s in slugs if path.stem.startswith(s)), key=len)


def measure(project, compiler, libs):
    ccache = [shutil.which("ccache")] if shutil.which("ccache") else []
    must(run([*ccache, compiler, "-std=c++20", "-O1", "-c", "program.cpp", "-o", "program.o"],
             cwd=project.dir))
    must(run([compiler, "program.o", "-pthread", *libs, "-o", "program"], cwd=project.dir))
    return must(run([project.dir / "program"], timeout=60))


def holds(output, condition):
    words, comparison, limit = condition
    match = re.search(rf"^{re.escape(words)} (\d+)$", output, re.M)
    if not match:
        sys.exit(f"the program printed no '{words} NUMBER': {output!r}")
    return OPERATORS[comparison](int(match.group(1)), int(limit))


def main():
    path, compiler = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    text = path.read_text()
    before, after = wanted(text, "before"), wanted(text, "after")
    with Project(compiler) as project:
        project.unit("program.cpp", text)
        output = measure(project, compiler, options(text, "libs"))
        print("before:", output.strip())
        if not holds(output, before) or holds(output, after):
            return "the program does not show the pitfall before the rewrite"
        fixed = project.asyncmend(f"--rules=-*,{rule(path)}", "--fix", "--allow-dirty",
                                  *options(text, "fix"))
        if fixed.returncode != 0:
            return describe(fixed)
        output = measure(project, compiler, options(text, "libs"))
        print("after:", output.strip())
        if not holds(output, after):
            return (f"still wrong after the rewrite, which was\n{describe(fixed)}\n"
                    f"{project.read('program.cpp').decode()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
