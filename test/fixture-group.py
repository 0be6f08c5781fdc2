#!/usr/bin/env python3
"""Proves all fixtures of a rule for one framework, many in one translation unit.

    fixture-group.py SLUG FRAMEWORK

Parsing a framework's headers is what a fixture costs, so those that can share a
translation unit do (see joined.py). What fixture-runner.py proves for one of
them is proved for each: exact findings, golden files, files untouched where
nothing is to be written, the exported YAML, other line ends and tabs. Where a
batch fails, its members run alone, and say what is wrong.

Alone run those that joined.py has no use for, that have options or a header, and
whose fix adds an include.
"""
import importlib
import re
import sys

import joined
from fixture import Failure, load, require
from support import TEST_DIR

runner = importlib.import_module("fixture-runner")

MARKER = re.compile(r"^namespace fixture_(\d+) \{ // .*$", re.M)


def includes(text):
    return set(joined.INCLUDE.findall(text))


def runs_alone(fixture):
    return (not joined.suits(fixture.input) or fixture.header or fixture.options
            or any(text is not None and includes(text) != includes(fixture.input)
                   for text in (fixture.safe, fixture.unsafe)))


class Batch:
    """Fixtures that are one translation unit; a fixture itself, to the runner."""

    is_page = False
    header = None
    options = ()

    def __init__(self, members):
        self.members = members
        self.input = self.join(lambda f: f.input)
        first = members[0]
        self.rules, self.project = first.rules, first.project
        starts = [self.input[:m.start()].count("\n") + 1 for m in MARKER.finditer(self.input)]
        self.expected = [e._replace(line=e.line + start)
                         for f, start in zip(members, starts) for e in f.expected]

        def golden(attribute):
            if all(getattr(f, attribute) is None for f in members):
                return None
            return self.join(lambda f: f.input if getattr(f, attribute) is None
                             else getattr(f, attribute))

        self.safe, self.unsafe = golden("safe"), golden("unsafe")

    def join(self, text):
        return joined.join([(f"{i}", text(f)) for i, f in enumerate(self.members)])


def alike(fixtures):
    """Lists of fixtures for which the same runs of the command are right."""
    groups = {}
    for fixture in fixtures:
        has_fix = any(e.tier != "refused" for e in fixture.expected)
        groups.setdefault((fixture.rules(), fixture.safe is None, fixture.unsafe is None, has_fix),
                          []).append(fixture)
    for group in groups.values():
        yield from joined.batches(group)


def failure(fixture):
    try:
        runner.check(fixture)
    except Failure as error:
        return str(error)
    return ""


def check(slug, framework):
    fixtures, alone, failed = [], [], []
    for path in sorted((TEST_DIR / "fixtures" / slug).glob("*.cpp")):
        if not path.name.endswith(".fixed.cpp") and framework in path.open().readline().split():
            fixture = load(path, framework)
            fixture.name = path.name
            (alone if runs_alone(fixture) else fixtures).append(fixture)
    require(fixtures or alone, f"no fixture of {slug} names {framework}")
    for group in alike(fixtures):
        if len(group) == 1:
            alone += group
            continue
        why = failure(Batch(group))
        if not why:
            continue
        single = [(f.name, failure(f)) for f in group]
        failed += [f"{name}: {text}" for name, text in single if text]
        if not any(text for _, text in single):
            failed.append(f"{', '.join(f.name for f in group)} pass alone, but not as one "
                          f"translation unit; '// alone: why' is for the one to blame\n{why}")
    failed += [f"{f.name}: {text}" for f in alone if (text := failure(f))]
    print(f"{len(fixtures)} fixtures together, {len(alone)} alone")
    require(not failed, "\n\n".join(failed))


def main():
    slug, framework = sys.argv[1:]
    try:
        check(slug, framework)
    except Failure as error:
        print(f"{slug}: FAILED for {framework}\n{error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
