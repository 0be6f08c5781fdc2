#!/usr/bin/env python3
"""All fixtures and all rules together: --fix --unsafe-fixes comes to an end.

    convergence-runner.py

Every rule runs over the inputs of all fixtures at once, again and again, until
nothing changes any more: at most three times. No fix may make anything that any
rule reports, and what comes out compiles with g++ (that Clang takes it is what
the command itself has verified).
"""
import collections
import json
import pathlib
import shutil
import sys

import joined
from support import RUNTIME, TEST_DIR, Project, describe, run

PASSES = 3


def inputs():
    """Each fixture in Boost's spelling."""
    for path in sorted(TEST_DIR.glob("fixtures/*/*.cpp")):
        text = path.read_text()
        if not path.name.endswith(".fixed.cpp") and "boost-asio" in text.splitlines()[0].split():
            yield path, text


def compiles(project, name, compiler):
    return run([compiler, "-std=c++20", "-w", "-fsyntax-only", f"-I{RUNTIME}", name],
               cwd=project.dir)


def fill(project):
    """Writes the units and returns their names."""
    names = []

    def alone(path, text):
        name = f"{path.parent.name}/{path.name}"
        project.unit(name, text)
        header = path.with_suffix(".h")
        if header.exists():
            shutil.copy(header, (project.dir / name).parent)
        names.append(name)

    groups = {}
    for path, text in inputs():
        if joined.suits(text):
            groups.setdefault(path.parent.name, []).append((path, text))
        else:
            alone(path, text)
    batches = {}
    for slug, members in groups.items():
        for count, batch in enumerate(joined.batches(members)):
            batches[f"{slug}-{count}.cpp"] = batch
    for name, batch in batches.items():
        prefix = "fixture_" + pathlib.Path(name).stem.replace("-", "_")
        project.write(name, joined.join([(f"{p.parent.name}/{p.name}", t) for p, t in batch],
                                        prefix))
    results = joined.in_parallel(lambda name: compiles(project, name, "clang++-19"), batches)
    for (name, members), result in zip(batches.items(), results):
        if result.returncode == 0:
            project.unit(name, project.read(name))
            names.append(name)
        else:
            (project.dir / name).unlink()
            for path, text in members:
                alone(path, text)
    return names


def tally(findings, texts):
    """How often each rule speaks in each fixture, and how often not for long."""
    counts, fixed = collections.Counter(), collections.Counter()
    for f in findings:
        above = texts[f["path"]].decode().splitlines()[:f["line"]]
        fixture = next((l for l in reversed(above) if l.startswith("namespace fixture_")), "")
        counts[f["path"], fixture, f["rule"]] += 1
        fixed[f["path"], fixture, f["rule"]] += f["state"] == "chosen"
    return counts, counts - fixed


def main():
    with Project(flags=[f"-I{RUNTIME}"]) as project:
        names = fill(project)
        pending, touched, left = names, set(), None
        for count in range(1, PASSES + 2):
            before = {n: project.read(n) for n in names}
            units = [str(project.dir / n) for n in pending]
            result = project.asyncmend("--rules=*", "--fix", "--unsafe-fixes", "--allow-dirty",
                                       "--format=json", "--quiet", *units, timeout=3000)
            if result.returncode not in (0, 1):
                sys.exit(f"pass {count} failed\n{describe(result)[:4000]}")
            findings = json.loads(result.stdout)["findings"]
            texts = {str(project.dir / n): text for n, text in before.items()}
            counts, remaining = tally([f for f in findings if f["path"] in texts], texts)
            if left is not None and counts - left:
                sys.exit(f"pass {count}: a fix has made new findings: {counts - left}")
            left = remaining
            pending = [n for n in names if project.read(n) != before[n]]
            touched.update(pending)
            withheld = [f for f in findings if f["state"] == "withheld"]
            print(f"pass {count}: {len(units)} units, {len(findings)} findings, "
                  f"{sum(f['state'] == 'chosen' for f in findings)} fixed, "
                  f"{len(withheld)} withheld, {len(pending)} units changed", flush=True)
            for f in withheld:
                print(f"  withheld: {f['path']}:{f['line']}: {f['rule']}: {f['why']}")
            if not pending:
                break
        else:
            sys.exit(f"still changing after {PASSES} passes: {pending}")
        results = joined.in_parallel(lambda n: (n, compiles(project, n, "g++")), sorted(touched))
        broken = [f"{n}\n{describe(r)[:2000]}" for n, r in results if r.returncode]
        if broken:
            sys.exit("does not compile with g++:\n" + "\n".join(broken))
    return 0


if __name__ == "__main__":
    sys.exit(main())
