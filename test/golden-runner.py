#!/usr/bin/env python3
"""What the fixtures of a rule hold compiles with g++: inputs and goldens.

    golden-runner.py SLUG

That Clang takes them is found out by asyncmend: it ends with 2 where an input
does not compile, and parses in full what a fix has made.
"""
import sys

import joined
from fixture import FRAMEWORKS, load
from support import Project, TEST_DIR, describe, run


def texts(slug, framework):
    """Label, text and header of all that has to compile."""
    for path in sorted((TEST_DIR / "fixtures" / slug).glob("*.cpp")):
        first = path.read_text().splitlines()[0].split()
        if path.name.endswith(".fixed.cpp") or framework not in first:
            continue
        fixture = load(path, framework)
        # An input with a golden file is near enough to it.
        for kind, text in (("safe", fixture.safe), ("unsafe", fixture.unsafe)):
            if text is not None and not (kind == "unsafe" and text == fixture.safe):
                yield f"{path.stem} ({kind})", text, fixture.header
        if fixture.safe is None and fixture.unsafe is None:
            yield path.stem, fixture.input, fixture.header


def compiled(framework, text, header=None):
    with Project() as project:
        project.write("all.cpp", text)
        if header:
            project.write(*header)
        return run(["g++", "-std=c++20", "-w", f"-I{TEST_DIR.parent / 'rewriters/runtime'}",
                    *FRAMEWORKS[framework]["flags"], "-c", "all.cpp", "-o", "/dev/null"],
                   cwd=project.dir)


def failures(framework, batch):
    """What of a batch does not compile; if it does together, nothing."""
    together = joined.join([(label, text) for label, text, _ in batch])
    if len(batch) > 1 and compiled(framework, together).returncode == 0:
        return []
    results = [(label, compiled(framework, text, header)) for label, text, header in batch]
    return [f"{framework}: {label} does not compile\n{describe(r)}"
            for label, r in results if r.returncode]


def main():
    slug = sys.argv[1]
    work = []
    for framework in FRAMEWORKS:
        members = list(texts(slug, framework))
        work += [(framework, [m]) for m in members if not joined.suits(m[1])]
        work += [(framework, batch)
                 for batch in joined.batches([m for m in members if joined.suits(m[1])])]
    if not work:
        sys.exit(f"there are no fixtures of {slug!r}")
    failed = [text for framework, batch in work for text in failures(framework, batch)]
    print("\n".join(failed))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
