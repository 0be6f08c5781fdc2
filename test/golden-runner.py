#!/usr/bin/env python3
"""What is true of all goldens of a rule, proved for many of them at a time.

    golden-runner.py SLUG

Inputs and goldens compile with g++. (That Clang takes them is found out by
asyncmend: it ends with 2 where an input does not compile, and parses in full
what a fix has made.) And a second --fix finds nothing left that it could fix in
a golden.
"""
import collections
import json
import sys

import joined
from fixture import FRAMEWORKS, load
from support import Project, TEST_DIR, describe, findings, run

Text = collections.namedtuple("Text", "label text fixture flags")


def texts(slug, framework):
    """All that has to compile; goldens with the flags of the run that made them."""
    for path in sorted((TEST_DIR / "fixtures" / slug).glob("*.cpp")):
        first = path.read_text().splitlines()[0].split()
        if path.name.endswith(".fixed.cpp") or framework not in first:
            continue
        fixture = load(path, framework)
        # An input with a golden file is near enough to it.
        for kind, text in (("safe", fixture.safe), ("unsafe", fixture.unsafe)):
            if text is not None and not (kind == "unsafe" and text == fixture.safe):
                flags = ("--unsafe-fixes",) if kind == "unsafe" else ()
                yield Text(f"{path.stem} ({kind})", text, fixture, (*flags, *fixture.options))
        if fixture.safe is None and fixture.unsafe is None:
            yield Text(path.stem, fixture.input, fixture, None)


def compiled(framework, text, header=None):
    with Project() as project:
        project.write("all.cpp", text)
        if header:
            project.write(*header)
        return run(["g++", "-std=c++20", "-w", f"-I{TEST_DIR.parent / 'rewriters/runtime'}",
                    *FRAMEWORKS[framework]["flags"], "-c", "all.cpp", "-o", "/dev/null"],
                   cwd=project.dir)


def does_not_compile(framework, batch):
    """What of a batch does not compile; if it does together, nothing."""
    together = joined.join([(m.label, m.text) for m in batch])
    if len(batch) > 1 and compiled(framework, together).returncode == 0:
        return []
    results = [(m.label, compiled(framework, m.text, m.fixture.header)) for m in batch]
    return [f"{framework}: {label} does not compile\n{describe(r)}"
            for label, r in results if r.returncode]


def left_to_fix(batch):
    """What a second --fix says of goldens that share their flags."""
    first = batch[0]
    text = joined.join([(m.label, m.text) for m in batch]) if len(batch) > 1 else first.text
    with first.fixture.project() as project:
        project.unit("again.cpp", text)
        rules = ",".join(sorted({r for m in batch for r in m.fixture.rules().split(",")[1:]}))
        result = project.asyncmend(f"--rules=-*,{rules}", "--format=json", "--fix",
                                   "--allow-dirty", *first.flags)
    if result.returncode not in (0, 1):
        return [describe(result)]
    return [f for f in findings(result) if f["state"] in ("chosen", "withheld", "conflict")]


def not_idempotent(framework, batch):
    if not left_to_fix(batch):
        return []
    left = [(m.label, left_to_fix([m])) for m in batch]
    return [f"{framework}: a second --fix of {label}: {json.dumps(again, indent=1)}"
            for label, again in left if again]


def alone_and_together(members):
    """Lists of texts that may share a translation unit."""
    yield from ([m] for m in members if not joined.suits(m.text))
    yield from joined.batches([m for m in members if joined.suits(m.text)])


def main():
    slug = sys.argv[1]
    failed, count = [], 0
    for framework in FRAMEWORKS:
        members = list(texts(slug, framework))
        count += len(members)
        for batch in alone_and_together(members):
            failed += does_not_compile(framework, batch)
        by_flags = collections.defaultdict(list)
        for member in members:
            if member.flags is not None:
                by_flags[member.flags].append(member)
        for same in by_flags.values():
            for batch in alone_and_together(same):
                failed += not_idempotent(framework, batch)
    if not count:
        sys.exit(f"there are no fixtures of {slug!r}")
    print("\n".join(failed))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
