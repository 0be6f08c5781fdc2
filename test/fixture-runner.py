#!/usr/bin/env python3
"""Proves one fixture for one framework.

    fixture-runner.py FIXTURE.cpp FRAMEWORK
    fixture-runner.py --doc docs/rules/SLUG.md

A fixture is plain C++ that compiles. Its first line names its frameworks,
`// frameworks: boost-asio asio`. Where something is reported stands
`// expect: SLUG safe` (or unsafe, suggestion, refused "part of the reason"),
several on a line with `;` between them; `// expect-next:` is about the next
line. NAME.fixed.cpp is what --fix makes of it, NAME.unsafe.fixed.cpp what
--fix --unsafe-fixes makes of it where that differs; NAME.h is copied along.
`// options: --timeout=30s` (on a page `<!-- options: … -->`) are more arguments.

The rules that run are the one the directory is named after and those that the
annotations name, so that a new rewriter never changes an old fixture.
"""
import argparse
import collections
import json
import pathlib
import re
import sys

from fixture import Failure, load, load_page, require
from support import describe, diff, findings, run

def asyncmend(fixture, project, *arguments):
    """Runs the command and returns its findings."""
    result = project.asyncmend(fixture.rules(), "--format=json", *fixture.options, *arguments)
    require(result.returncode in (0, 1), f"asyncmend failed\n{describe(result)}")
    try:
        found = findings(result)
    except (ValueError, KeyError) as error:
        raise Failure(f"no JSON report: {error}\n{describe(result)}")
    left = any(f["state"] != "chosen" or "--fix" not in arguments for f in found)
    require(result.returncode == int(left),
            f"expected exit code {int(left)}\n{describe(result)}")
    return found


def tier(finding):
    """The annotation's word for what the report says about a finding."""
    if not finding["fixes"]:
        return "refused" if finding["state"] == "none" else finding["state"]
    safety = finding["fixes"][0]["safety"]
    usual = "chosen" if safety == "safe" else "offered"
    return safety if finding["state"] == usual else f"{safety}, {finding['state']}"


def check_findings(fixture, found, path):
    def show(rows):
        return "".join(f"\n  line {l}: {r} {t}" for l, r, t in sorted(rows)) or "\n  nothing"

    expected = collections.Counter((e.line, e.rule, e.tier) for e in fixture.expected)
    actual = collections.Counter((f["line"], f["rule"], tier(f)) for f in found)
    words = "".join(f"\n  {f['line']}:{f['column']}: {f['message']} ({f['state']}: {f['why']})"
                    for f in found)
    require(expected == actual,
            f"expected but not reported:{show((expected - actual).elements())}\n"
            f"reported but not expected:{show((actual - expected).elements())}\n"
            f"the report in full:{words or ' empty'}")
    for finding in found:
        require(finding["path"] == str(path), f"reported in {finding['path']}, not in {path}")
        require(finding["fixes"] or finding["why"], f"no fix and no reason: {finding}")
    for e in fixture.expected:
        reasons = [f["why"] for f in found if (f["line"], f["rule"]) == (e.line, e.rule)]
        require(not e.reason or any(e.reason.lower() in r.lower() for r in reasons),
                f"line {e.line}: the reason should contain {e.reason!r}, but is {reasons}")


def same(project, name, expected, what):
    actual = project.read(name)
    require(actual == expected, f"{what}: unexpected result\n{diff(expected, actual, name)}")


def check_report(fixture):
    """Report only: findings as annotated, file untouched; the YAML's fixes work."""
    with fixture.project() as project:
        path = project.unit("case.cpp", fixture.input)
        fixes = project.dir / "fixes"
        fixes.mkdir()
        # What --fix will write is verified then; a suggestion is only here.
        verify = fixture.is_page or any(e.tier == "suggestion" for e in fixture.expected)
        found = asyncmend(fixture, project, f"--export-fixes={fixes}/",
                          *([] if verify else ["--verify=off"]))
        if not fixture.is_page:
            check_findings(fixture, found, path)
        same(project, "case.cpp", fixture.input.encode(), "a report without --fix")
        if fixture.safe is not None:
            result = run(["clang-apply-replacements-19", fixes])
            require(result.returncode == 0 and not result.stderr,
                    f"clang-apply-replacements complains\n{describe(result)}")
            same(project, "case.cpp", fixture.safe.encode(), "--export-fixes")
    return found


def check_fix(fixture, golden, *flags, vary=lambda text: text.encode()):
    """--fix with all verification gives the golden file."""
    with fixture.project() as project:
        project.unit("case.cpp", vary(fixture.input))
        asyncmend(fixture, project, "--fix", "--allow-dirty", "-j2", *flags)
        same(project, "case.cpp", vary(golden), " ".join(("--fix", *flags)))


def tabs(text):
    """Each step of indentation becomes a tab."""
    widths = [len(m) for m in re.findall(r"^( +)\S", text, re.M)]
    unit = min(widths, default=4)
    return re.sub(rf"^((?: {{{unit}}})+)", lambda m: "\t" * (len(m.group(1)) // unit), text,
                  flags=re.M)


def crlf_and_tabs(text):
    """Other line ends and indentation, which come out as they went in."""
    return tabs(text).replace("\n", "\r\n").encode()


def check_clean(fixture):
    """Nothing is found in what a reader is told to write."""
    with fixture.project() as project:
        project.unit("after.cpp", fixture.unsafe)
        found = asyncmend(fixture, project)
    require(not found, f"the page's 'After' has findings: {json.dumps(found, indent=1)}")


def check_compiles(fixture):
    """A page's code compiles with g++; fixtures are golden-runner.py's."""
    for text in (fixture.input, fixture.unsafe):
        with fixture.project() as project:
            project.write("page.cpp", text)
            result = run(["g++", "-std=c++20", *fixture.flags, "-c", "page.cpp"], cwd=project.dir)
        require(result.returncode == 0, f"the page does not compile\n{describe(result)}")


def check(fixture):
    found = check_report(fixture)
    if fixture.is_page:  # its own fix says which tier it shows
        check_compiles(fixture)
        require(found, "the page's 'Before' has no finding")
        check_clean(fixture)
        if all(tier(f) in ("refused", "suggestion") for f in found):
            return  # its 'After' was written by hand
        if all(tier(f) == "safe" for f in found):
            fixture.safe = fixture.unsafe
            return check_fix(fixture, fixture.safe)
        return check_fix(fixture, fixture.unsafe, "--unsafe-fixes")
    safe = fixture.input if fixture.safe is None else fixture.safe
    unsafe = safe if fixture.unsafe is None else fixture.unsafe
    if safe != fixture.input:
        # As it stands, the same edits have been applied from the YAML above.
        check_fix(fixture, safe, vary=crlf_and_tabs)
    elif unsafe != safe:
        check_fix(fixture, safe, "--verify=off")  # nothing is to be written
    # Without any fix in the report there is nothing that --fix could apply.
    if unsafe != safe or (safe == fixture.input and any(f["fixes"] for f in found)):
        check_fix(fixture, unsafe, "--unsafe-fixes")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doc", action="store_true", help="the file is a rule's page")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("framework", nargs="?", default="boost-asio")
    arguments = parser.parse_args()
    path = arguments.file.resolve()
    try:
        check(load_page(path) if arguments.doc else load(path, arguments.framework))
    except Failure as failure:
        print(f"{path}: FAILED for {arguments.framework}\n{failure}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
