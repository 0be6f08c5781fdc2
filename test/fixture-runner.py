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
import shutil
import sys

from support import RUNTIME, Project, describe, diff, findings, run

# How the Boost.Asio spelling of a fixture becomes another framework's.
FRAMEWORKS = {
    "boost-asio": {"flags": [], "spelling": []},
    "asio": {
        # Its configuration knows only <experimental/coroutine> for clang.
        "flags": ["-DASIO_HAS_CO_AWAIT=1"],
        "spelling": [("boost/asio", "asio"),
                     ("boost::system::error_code", "boost::asio::error_code"),
                     ("boost::system::system_error", "boost::asio::system_error"),
                     ("namespace asio = boost::asio;", ""),
                     ("boost::asio", "asio")],
    },
}
ANNOTATION = re.compile(r"//\s*expect(-next)?:(.*)$")
EXPECTATION = re.compile(r'([a-z-]+)\s+(safe|unsafe|suggestion|refused)(?:\s+"([^"]+)")?')

Expected = collections.namedtuple("Expected", "line rule tier reason")


class Failure(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Failure(message)


def expectations(text):
    """All annotations of a fixture, in order."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = ANNOTATION.search(line)
        if not match:
            continue
        for item in match.group(2).split(";"):
            parsed = EXPECTATION.fullmatch(item.strip())
            require(parsed and (parsed.group(2) == "refused") == bool(parsed.group(3)),
                    f"line {number}: no valid annotation: {item.strip()!r}")
            found.append(Expected(number + bool(match.group(1)), *parsed.groups()))
    return found


class Fixture:
    """The texts of one case in one framework's spelling."""

    def __init__(self, framework, text, safe, unsafe, rule, header=None):
        require(framework in FRAMEWORKS, f"unknown framework {framework!r}")
        self.flags = [*FRAMEWORKS[framework]["flags"], f"-I{RUNTIME}"]
        self.spelling = FRAMEWORKS[framework]["spelling"]
        self.input = self.spell(text)
        self.safe = self.spell(safe) if safe is not None else None
        self.unsafe = self.spell(unsafe) if unsafe is not None else self.safe
        self.header = header and (header[0], self.spell(header[1]))
        self.rule = rule
        self.expected = expectations(text)
        self.is_page = False  # a page has no annotations
        options = re.search(r"^// options: (.*)$", text, re.M)
        self.options = options.group(1).split() if options else []

    def spell(self, text):
        for old, new in self.spelling:
            text = text.replace(old, new)
        return text

    def project(self):
        project = Project(flags=self.flags)
        if self.header:
            project.write(*self.header)
        return project

    def rules(self):
        # As globs: some rules say more where they are asked for by their name.
        slugs = sorted({self.rule, *(e.rule for e in self.expected)})
        return "--rules=-*," + ",".join(f"[{s[0]}]{s[1:]}" for s in slugs)


def load(path, framework):
    def optional(suffix):
        other = path.with_name(path.stem + suffix)
        return other.read_bytes().decode() if other.exists() else None

    text = path.read_bytes().decode()
    first = text.splitlines()[0]
    require(first.startswith("// frameworks:") and framework in first.split(),
            f"the first line does not name {framework}: {first}")
    header = optional(".h")
    fixture = Fixture(framework, text, optional(".fixed.cpp"), optional(".unsafe.fixed.cpp"),
                      path.parent.name, header and (path.stem + ".h", header))
    tiers = {e.tier for e in fixture.expected}
    require((fixture.safe is not None) == ("safe" in tiers),
            "a .fixed.cpp belongs to a fixture that expects something safe, and to no other")
    require((optional(".unsafe.fixed.cpp") is not None) == ("unsafe" in tiers),
            "a .unsafe.fixed.cpp belongs to a fixture that expects something unsafe, and to no other")
    return fixture


def load_page(path):
    """The first ```cpp blocks under "## Before" and "## After" of a rule's page."""
    page = path.read_text()

    def block(heading):
        match = re.search(rf"^## {heading}\b.*?^```cpp\n(.*?)^```", page, re.M | re.S)
        require(match, f"no ```cpp block under '## {heading}'")
        return match.group(1)

    fixture = Fixture("boost-asio", block("Before"), None, block("After"), path.stem)
    fixture.is_page = True
    options = re.search(r"^<!-- options: (.*) -->$", page, re.M)
    fixture.options = options.group(1).split() if options else []
    return fixture


def compiles(fixture, texts):
    """Each text compiles with g++; ccache remembers what did. That Clang takes
    it is what asyncmend finds out: it ends with 2 where an input does not
    compile, and parses in full what a fix has made (see check_fix)."""
    ccache = [shutil.which("ccache")] if shutil.which("ccache") else []
    with fixture.project() as project:
        for name, text in texts.items():
            if text is None:
                continue
            project.write(name, text)
            result = run([*ccache, "g++", "-std=c++20", *fixture.flags, "-c", name, "-o", "out.o"],
                         cwd=project.dir)
            require(result.returncode == 0, f"{name} does not compile\n{describe(result)}")


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


def nothing_to_do(found, path, what):
    again = [f for f in found if f["path"] == str(path)
             and f["state"] in ("chosen", "withheld", "conflict")]
    require(not again, f"{what}: findings with a fix remain: {json.dumps(again, indent=1)}")


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


def check_fix(fixture, golden, *flags):
    """--fix with all verification gives the golden file; once more, nothing."""
    with fixture.project() as project:
        project.unit("case.cpp", fixture.input)
        names = {"case.cpp": golden}
        if golden != fixture.input:
            names["again.cpp"] = golden
            again = project.unit("again.cpp", golden)
        found = asyncmend(fixture, project, "--fix", "--allow-dirty", "-j2", *flags)
        what = " ".join(("--fix", *flags))
        for name, text in names.items():
            same(project, name, text.encode(), what)
        if golden != fixture.input:
            nothing_to_do(found, again, f"a second {what}")


def tabs(text):
    """Each step of indentation becomes a tab."""
    widths = [len(m) for m in re.findall(r"^( +)\S", text, re.M)]
    unit = min(widths, default=4)
    return re.sub(rf"^((?: {{{unit}}})+)", lambda m: "\t" * (len(m.group(1)) // unit), text,
                  flags=re.M)


def check_variant(fixture):
    """Other line ends and indentation come out as they went in."""
    def vary(text):
        return tabs(text).replace("\n", "\r\n").encode()

    with fixture.project() as project:
        project.unit("crlf-tabs.cpp", vary(fixture.input))
        asyncmend(fixture, project, "--fix", "--allow-dirty", "--verify=off")
        same(project, "crlf-tabs.cpp", vary(fixture.safe), "line ends and tabs")


def check_clean(fixture):
    """Nothing is found in what a reader is told to write."""
    with fixture.project() as project:
        project.unit("after.cpp", fixture.unsafe)
        found = asyncmend(fixture, project)
    require(not found, f"the page's 'After' has findings: {json.dumps(found, indent=1)}")


def check(fixture):
    # An input with a golden file is near enough to it.
    golden = fixture.safe is not None or fixture.unsafe is not None
    compiles(fixture, {"input.cpp": None if golden else fixture.input, "fixed.cpp": fixture.safe,
                       "unsafe-fixed.cpp": fixture.unsafe if fixture.unsafe != fixture.safe else None})
    found = check_report(fixture)
    if fixture.is_page:  # its own fix says which tier it shows
        require(found, "the page's 'Before' has no finding")
        if all(tier(f) in ("refused", "suggestion") for f in found):
            return check_clean(fixture)  # its 'After' was written by hand
        if all(tier(f) == "safe" for f in found):
            fixture.safe = fixture.unsafe
            return check_fix(fixture, fixture.safe)
        return check_fix(fixture, fixture.unsafe, "--unsafe-fixes")
    safe = fixture.input if fixture.safe is None else fixture.safe
    unsafe = safe if fixture.unsafe is None else fixture.unsafe
    if safe != fixture.input or unsafe != safe:
        check_fix(fixture, safe)
    if safe != fixture.input:
        check_variant(fixture)
    if safe == fixture.input or unsafe != safe:
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
