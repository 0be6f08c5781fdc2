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


def tier(finding, flags=()):
    """The annotation's word for what the report of a run says about a finding."""
    if not finding["fixes"]:
        return "refused" if finding["state"] == "none" else finding["state"]
    safety = finding["fixes"][0]["safety"]
    applied = safety == "safe" or (safety == "unsafe" and "--unsafe-fixes" in flags)
    usual = "chosen" if applied else "offered"
    return safety if finding["state"] == usual else f"{safety}, {finding['state']}"


def check_findings(fixture, found, path, flags=()):
    def show(rows):
        return "".join(f"\n  line {l}: {r} {t}" for l, r, t in sorted(rows)) or "\n  nothing"

    expected = collections.Counter((e.line, e.rule, e.tier) for e in fixture.expected)
    actual = collections.Counter((f["line"], f["rule"], tier(f, flags)) for f in found)
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
        # Names are those of the fixture, also where it shares a translation unit.
        reasons = [re.sub(r"\bfixture_\d+::", "", f["why"]) for f in found
                   if (f["line"], f["rule"]) == (e.line, e.rule)]
        require(not e.reason or any(e.reason.lower() in r.lower() for r in reasons),
                f"line {e.line}: the reason should contain {e.reason!r}, but is {reasons}")


def same(project, name, expected, what):
    actual = project.read(name)
    require(actual == expected, f"{what}: unexpected result\n{diff(expected, actual, name)}")


def check_report(fixture):
    """Report only: findings as annotated, file untouched."""
    with fixture.project() as project:
        path = project.unit("case.cpp", fixture.input)
        found = asyncmend(fixture, project, *([] if fixture.is_page else ["--verify=off"]))
        if not fixture.is_page:
            check_findings(fixture, found, path)
        same(project, "case.cpp", fixture.input.encode(), "a report without --fix")
    return found


def check_fix(fixture, golden, *flags):
    """--fix with all verification gives the golden text, and so does the YAML."""
    with fixture.project() as project:
        path = project.unit("case.cpp", fixture.input)
        fixes = project.dir / "fixes"
        fixes.mkdir()
        found = asyncmend(fixture, project, "--fix", "--allow-dirty", "-j2",
                          f"--export-fixes={fixes}/", *flags)
        if not fixture.is_page:
            check_findings(fixture, found, path, flags)
        same(project, "case.cpp", golden.encode(), " ".join(("--fix", *flags)))
        project.write("case.cpp", fixture.input)
        result = run(["clang-apply-replacements-19", fixes])
        require(result.returncode == 0 and not result.stderr,
                f"clang-apply-replacements complains\n{describe(result)}")
        same(project, "case.cpp", golden.encode(), "--export-fixes")


def tabs(text):
    """Each step of indentation becomes a tab."""
    widths = [len(m) for m in re.findall(r"^( +)\S", text, re.M)]
    unit = min(widths, default=4)
    return re.sub(rf"^((?: {{{unit}}})+)", lambda m: "\t" * (len(m.group(1)) // unit), text,
                  flags=re.M)


def check_variant(fixture, golden, *flags):
    """Other line ends and indentation come out as they went in."""
    def vary(text):
        return tabs(text).replace("\n", "\r\n").encode()

    with fixture.project() as project:
        project.unit("crlf-tabs.cpp", vary(fixture.input))
        asyncmend(fixture, project, "--fix", "--allow-dirty", "--verify=off", *flags)
        same(project, "crlf-tabs.cpp", vary(golden), "line ends and tabs")


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


def check_page(fixture):
    found = check_report(fixture)
    check_compiles(fixture)
    require(found, "the page's 'Before' has no finding")
    check_clean(fixture)
    if all(tier(f) in ("refused", "suggestion") for f in found):
        return  # its 'After' was written by hand
    unsafe = [] if all(tier(f) == "safe" for f in found) else ["--unsafe-fixes"]
    check_fix(fixture, fixture.unsafe, *unsafe)


def check(fixture):
    """As few runs as tell: the headers of a framework take long to parse."""
    if fixture.is_page:  # its own fix says which tier it shows
        return check_page(fixture)
    if all(e.tier == "refused" for e in fixture.expected):
        return check_report(fixture)
    golden, flags = fixture.input, []
    if fixture.safe is not None:
        golden = fixture.safe
    elif fixture.unsafe is not None:
        golden, flags = fixture.unsafe, ["--unsafe-fixes"]
    check_fix(fixture, golden, *flags)
    if golden != fixture.input:
        check_variant(fixture, golden, *flags)
    if fixture.unsafe not in (None, golden):
        check_fix(fixture, fixture.unsafe, "--unsafe-fixes")


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
