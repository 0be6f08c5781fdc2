#!/usr/bin/env python3
"""Builds and runs a program before and after the rewrite.

    behaviour-runner.py build PROGRAM.cpp COMPILER DIR
    behaviour-runner.py run PROGRAM.cpp COMPILER DIR

`build` leaves the programs `before` and `after` in DIR, and what the command
said; `run` runs both and judges. They are two steps because the programs measure
time: they run alone, while compilers need not.

The program prints lines of the form `WORDS NUMBER`; its comments say what the
numbers must be: `// before: WORDS >= 250` and `// after: WORDS < 50`, any number
of them. At least one of the latter must not hold before the rewrite, unless a
comment `// before: fails with WORDS` says what the program dies of then. Further
comments: `// flags: -fsanitize=address` for the compiler, `// rule: SLUG` where
the file is not named like the rule (only that rule runs), `// options:
--unsafe-fixes` for asyncmend, `// framework: qcoro` for the flags that fixtures
of that framework have, `// libs: -lcurl`, `// apply: suggestions` where what is
only suggested is to be applied as well, as somebody would by hand.
"""
import operator
import pathlib
import re
import shutil
import sys

from fixture import FRAMEWORKS
from support import RUNTIME, Project, describe, findings, run

FLAGS = ["-std=c++20", f"-I{RUNTIME}"]
OPERATORS = {"<": operator.lt, ">=": operator.ge, "==": operator.eq}


def must(result):
    if result.returncode != 0:
        sys.exit(describe(result))
    return result.stdout


def wanted(text, when):
    found = re.findall(rf"^// {when}: (.+) (<|>=|==) (\d+)$", text, re.M)
    if not found:
        sys.exit(f"the program has no line '// {when}: WORDS < NUMBER'")
    return found


def words(text, key):
    """The words of the comment `// key: …`."""
    match = re.search(rf"^// {key}: (.+)$", text, re.M)
    return match.group(1).split() if match else []


def build(project, compiler, flags, libraries, program):
    ccache = [shutil.which("ccache")] if shutil.which("ccache") else []
    must(run([*ccache, compiler, *FLAGS, *flags, "-c", "program.cpp", "-o", "program.o"],
             cwd=project.dir))
    must(run([compiler, *flags, "program.o", "-pthread", *libraries, "-o", program],
             cwd=project.dir))


def broken(output, conditions):
    """Those conditions that the output does not meet."""
    failed = []
    for condition in conditions:
        label, comparison, limit = condition
        match = re.search(rf"^{re.escape(label)} (\d+)$", output, re.M)
        if not match:
            sys.exit(f"the program printed no '{label} NUMBER': {output!r}")
        if not OPERATORS[comparison](int(match.group(1)), int(limit)):
            failed.append(" ".join(condition))
    return failed


def rewrite(project, rule, *options):
    return project.asyncmend(f"--rules=-*,{rule}", "--allow-dirty", *options)


def take_suggestions(project, rule):
    """Applies them one after the other, as long as there are any: ten at most."""
    for _ in range(10):
        report = rewrite(project, rule, "--format=json")
        fixes = [f for finding in findings(report) for f in finding["fixes"]
                 if f["safety"] == "suggestion"]
        if not fixes:
            return
        text = project.read("program.cpp")
        for edit in sorted(fixes[0]["edits"], key=lambda e: -e["offset"]):
            start, end = edit["offset"], edit["offset"] + edit["length"]
            text = text[:start] + edit["text"].encode() + text[end:]
        for include in fixes[0]["includes"]:
            # Below the framework's own, as the runtime headers want it.
            line = f"#include <{include['header']}>\n".encode()
            place = text.rindex(b"#include <")
            place = text.index(b"\n", place) + 1
            text = text[:place] + line + text[place:]
        project.write("program.cpp", text)


def build_both(text, slug, compiler, directory):
    own = FRAMEWORKS[(words(text, "framework") or ["boost-asio"])[0]]["flags"]
    made = (compiler, [*own, *words(text, "flags")], words(text, "libs"))
    rule = (words(text, "rule") or [slug])[0]
    with Project(compiler, flags=[*FLAGS[1:], *own]) as project:
        project.unit("program.cpp", text)
        build(project, *made, directory / "before")
        fixed = rewrite(project, rule, "--fix", *words(text, "options"))
        by_hand = words(text, "apply") == ["suggestions"]
        if fixed.returncode != int(by_hand):  # 1: findings are left
            return describe(fixed)
        if by_hand:
            take_suggestions(project, rule)
        rewritten = project.read("program.cpp").decode()
        (directory / "report").write_text(f"{describe(fixed)}\n{rewritten}")
        build(project, *made, directory / "after")
    return 0


def run_both(text, directory):
    death = re.search(r"^// before: fails with (.+)$", text, re.M)
    before = [] if death else wanted(text, "before")
    after = wanted(text, "after")
    first = run([directory / "before"], timeout=60)
    if death:
        print("before:", first.returncode)
        shown = first.returncode != 0 and death.group(1) in first.stderr
    else:
        output = must(first)
        print("before:", output.strip())
        shown = not broken(output, before) and broken(output, after)
    if not shown:
        return "the program does not show the pitfall before the rewrite"
    output = must(run([directory / "after"], timeout=60))
    print("after:", output.strip())
    if wrong := broken(output, after):
        return (f"still wrong after the rewrite: {'; '.join(wrong)}\n"
                f"{(directory / 'report').read_text()}")
    return 0


def main():
    step, path, compiler, directory = sys.argv[1:]
    directory = pathlib.Path(directory)
    text = pathlib.Path(path).read_text()
    if step == "run":
        return run_both(text, directory)
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    return build_both(text, pathlib.Path(path).stem, compiler, directory)


if __name__ == "__main__":
    sys.exit(main())
