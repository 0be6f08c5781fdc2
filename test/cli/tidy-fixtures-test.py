"""All fixtures through clang-tidy with the plugin: the same findings, fixes where
they are safe, and nowhere else.

Many share a translation unit; where that gives other findings than each should
have, or does not compile, each is tried alone.
"""
import bisect
import re
import unittest

import joined
import yaml
from fixture import MOCKED, load
from support import TEST_DIR, Project, describe
from tidy import options, tidy

# Parsing Asio takes more time than any number of fixtures.
AT_ONCE = 150
# No golden comes of these, so that more of them go together than joined.py allows.
UNSUITED = re.compile(r'^#include "|^namespace (std|boost)\b|^using namespace std;'
                      r'|^extern "C"|^ +::(resolver|store)\b', re.M)
KEYS = {"--timeout": "asyncmend.Timeout", "--detached-handler": "asyncmend.DetachedHandler"}


def members(framework):
    for path in sorted((TEST_DIR / "fixtures").glob("*/*.cpp")):
        if path.name.endswith(".fixed.cpp"):
            continue
        if framework in path.read_text().split("\n", 1)[0].split():
            yield f"{path.parent.name}/{path.stem}", load(path, framework)


class Broken(Exception):
    """A text did not compile; `lines` are the places."""

    def __init__(self, result):
        super().__init__(describe(result))
        self.lines = [int(n) for n in re.findall(r"^case\.cpp:(\d+):\d+: error: ", result.stdout,
                                                 re.M)]


def exported(path, text):
    """(line, rule, is there a fix) of all that clang-tidy reports in case.cpp."""
    if not path.exists():
        return []
    source, rows = text.encode(), []
    for entry in yaml.load(path.read_text(), yaml.CSafeLoader)["Diagnostics"]:
        message = entry["DiagnosticMessage"]
        if not message["FilePath"].rsplit("/")[-1] == "case.cpp":
            continue
        # Rules that are none of the fixture's may have been there first.
        lost = any(n["Message"].startswith(("no fix: its fix overlaps", "its fix comes with"))
                   for n in entry.get("Notes", ()))
        rows.append((source[:message["FileOffset"]].count(b"\n") + 1,
                     entry["DiagnosticName"].removeprefix("asyncmend-"),
                     lost or bool(message["Replacements"])))
    return rows


def found(fixtures, text, first_lines):
    """For each fixture what is reported between its lines, by its own rules."""
    first = fixtures[0]
    settings = dict(o.split("=", 1) for o in first.options)
    with Project(flags=first.flags) as project:
        if first.header:
            project.write(*first.header)
        project.unit("case.cpp", text)
        result = tidy(project, "case.cpp", "--export-fixes=fixes.yaml",
                      **options({KEYS[k]: v for k, v in settings.items()}))
        if result.returncode:
            raise Broken(result)
        reported = exported(project.dir / "fixes.yaml", text)
    per_fixture = []
    for fixture, begin in zip(fixtures, first_lines):
        end = begin + len(fixture.input.splitlines())
        rules = {fixture.rule, *(e.rule for e in fixture.expected)}
        per_fixture.append(sorted(
            (line - begin + 1, rule, fix) for line, rule, fix in reported
            if begin <= line < end and rule in rules))
    return per_fixture


def wanted(fixture):
    return sorted((e.line, e.rule, e.tier == "safe") for e in fixture.expected)


def wrong_alone(label, fixture):
    try:
        report, = found([fixture], fixture.input, [1])
    except Broken as broken:
        return [f"{label} does not compile\n{broken}"]
    return [] if report == wanted(fixture) else [
        f"{label}: expected {wanted(fixture)}, reported {report}"]


def wrong(batch):
    """Messages about the fixtures of a batch that were reported otherwise."""
    if len(batch) == 1:
        return wrong_alone(*batch[0])
    text = joined.join([(label, f.input) for label, f in batch])
    starts = [text[:m.start()].count("\n") + 2
              for m in re.finditer(r"^namespace fixture_\d+ \{ //", text, re.M)]
    assert len(starts) == len(batch)
    try:
        reports = found([f for _, f in batch], text, starts)
    except Broken as broken:
        guilty = {bisect.bisect(starts, line) - 1 for line in broken.lines} - {-1}
        guilty = guilty or set(range(len(batch)))
        rest = [one for i, one in enumerate(batch) if i not in guilty]
        return [m for i in sorted(guilty) for m in wrong_alone(*batch[i])] + (
            wrong(rest) if rest else [])
    return [message for one, report in zip(batch, reports) if report != wanted(one[1])
            for message in wrong_alone(*one)]


def batches(framework):
    together = []
    for label, fixture in members(framework):
        if fixture.options or fixture.header or UNSUITED.search(fixture.input):
            yield [(label, fixture)]
        else:
            together.append((label, fixture))
    for i in range(0, len(together), AT_ONCE):
        yield together[i:i + AT_ONCE]


class Fixtures(unittest.TestCase):
    def prove(self, *frameworks):
        work = [batch for framework in frameworks for batch in batches(framework)]
        self.assertTrue(work)
        messages = [m for result in joined.in_parallel(wrong, work) for m in result]
        self.assertEqual(messages, [], "\n".join(messages))

    def test_boost_asio(self):
        self.prove("boost-asio")

    def test_fixes_give_the_goldens(self):
        # Removals that touch, from findings of their own: clang-tidy would take a
        # blank more and find that they overlap.
        for label in ("unguarded-resource/two-resources", "client-in-loop/executor-moves-along"):
            fixture = load(TEST_DIR / "fixtures" / f"{label}.cpp", "boost-asio")
            with fixture.project() as project:
                project.unit("case.cpp", fixture.input)
                result = tidy(project, "case.cpp", "--fix",
                              checks=f"-*,asyncmend-{fixture.rule}")
                self.assertEqual(project.read("case.cpp").decode(), fixture.safe,
                                 describe(result))

    def test_mocked_frameworks(self):
        self.prove(*MOCKED)


if __name__ == "__main__":
    unittest.main()
