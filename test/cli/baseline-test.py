"""Living with old code: baselines, --max-findings, comments that suppress nothing."""
import json
import unittest

from support import (CLEAN, DROPPED, MINI_INCLUDES, SLEEPY, STUCK, describe, findings,
                     mini_project, one_sentence)

TWICE = SLEEPY + """\
net::awaitable<int> again()
{
    usleep(30);
    co_return 1;
}
"""


class Case(unittest.TestCase):
    def rules(self, project, *arguments):
        result = project.asyncmend("--format=json", "--quiet", "--verify=off", *arguments)
        self.assertIn(result.returncode, (0, 1), describe(result))
        found = sorted(f["rule"] for f in findings(result))
        self.assertEqual(result.returncode, 1 if found else 0, describe(result))
        return found

    def good(self, project, *arguments):
        result = project.asyncmend("--verify=off", *arguments)
        self.assertEqual(result.returncode, 0, describe(result))
        return result

    def refused(self, project, *arguments, says):
        result = project.asyncmend(*arguments)
        self.assertEqual(result.returncode, 2, describe(result))
        self.assertTrue(one_sentence(result.stderr), describe(result))
        self.assertIn(says, result.stderr)
        self.assertEqual(result.stdout, "")


class Baseline(Case):
    def counts(self, project, name="known.json"):
        document = json.loads(project.read(name))
        self.assertEqual(document.pop("version"), 1)
        self.assertEqual(list(document), ["files"])
        return document["files"]

    def test_what_is_written(self):
        with mini_project(b=DROPPED, a=TWICE) as project:
            (project.dir / "sub").mkdir()
            result = self.good(project, "--write-baseline=sub/known.json")
            self.assertEqual(result.stdout, "")
            self.assertIn("3 findings", result.stderr)
            self.assertEqual(project.read("sub/known.json").decode(), """\
{
  "version": 1,
  "files": {
    "../a.cpp": {
      "blocking-sleep": {
        "count": 2
      }
    },
    "../b.cpp": {
      "missing-co-await": {
        "count": 1
      }
    }
  }
}
""")
            self.assertEqual(self.rules(project, "--baseline=sub/known.json"), [])
            self.assertEqual(len(self.rules(project)), 3)

    def test_lines_do_not_matter_and_counts_do(self):
        with mini_project(a=SLEEPY, b=SLEEPY) as project:
            self.good(project, "--write-baseline=known.json")
            project.write("a.cpp", "\n\n" + SLEEPY)
            self.assertEqual(self.rules(project, "--baseline=known.json"), [])
            # One more: nobody can say which is new, so both are reported.
            project.write("a.cpp", TWICE)
            self.assertEqual(self.rules(project, "--baseline=known.json"), ["blocking-sleep"] * 2)
            # Another rule in a known file.
            project.write("a.cpp", SLEEPY + DROPPED.replace(MINI_INCLUDES, ""))
            self.assertEqual(self.rules(project, "--baseline=known.json"), ["missing-co-await"])
            result = project.asyncmend("--baseline=known.json")
            self.assertIn("2 findings in the baseline not shown", result.stderr)

    def test_known_findings_are_not_fixed(self):
        with mini_project(a=SLEEPY, b=SLEEPY) as project:
            self.good(project, "a.cpp", "--write-baseline=known.json")
            self.good(project, "--baseline=known.json", "--fix")
            self.assertEqual(project.read("a.cpp").decode(), SLEEPY)
            self.assertIn(b"steady_timer(", project.read("b.cpp"))
            project.write(".asyncmend", "Baseline: known.json\n")
            self.good(project, "--baseline=", "--fix")
            self.assertIn(b"steady_timer(", project.read("a.cpp"))

    def test_configuration(self):
        with mini_project() as project:
            project.unit("src/a.cpp", SLEEPY)
            project.write("src/.asyncmend", "Baseline: known.json\n")
            self.good(project, "--write-baseline=src/known.json")
            self.assertEqual(self.counts(project, "src/known.json"),
                             {"a.cpp": {"blocking-sleep": {"count": 1}}})
            self.assertEqual(self.rules(project), [])
            self.assertEqual(self.rules(project, "--baseline="), ["blocking-sleep"])
            dump = project.asyncmend("--dump-config", "src/a.cpp").stdout
            self.assertIn(f"Baseline:        '{project.dir}/src/known.json'".split()[0], dump)
            self.assertIn(f"{project.dir}/src/known.json", dump)

    def test_prune(self):
        with mini_project(a=TWICE, b=DROPPED, c=SLEEPY) as project:
            self.good(project, "--write-baseline=known.json")
            project.write("a.cpp", SLEEPY)
            project.write("b.cpp", CLEAN)
            # What the run does not read keeps its counts.
            self.good(project, "a.cpp", "--baseline=known.json", "--prune-baseline")
            self.assertEqual(self.counts(project),
                             {"a.cpp": {"blocking-sleep": {"count": 1}},
                              "b.cpp": {"missing-co-await": {"count": 1}},
                              "c.cpp": {"blocking-sleep": {"count": 1}}})
            self.good(project, "--baseline=known.json", "--prune-baseline")
            self.assertEqual(sorted(self.counts(project)), ["a.cpp", "c.cpp"])
            # A file that is gone goes.
            document = json.loads(project.read("known.json"))
            document["files"]["gone.cpp"] = {"blocking-sleep": {"count": 1}}
            project.write("known.json", json.dumps(document))
            self.good(project, "--baseline=known.json", "--prune-baseline")
            self.assertEqual(sorted(self.counts(project)), ["a.cpp", "c.cpp"])
            before = (project.dir / "known.json").stat().st_mtime_ns
            # Counts never grow.
            project.write("a.cpp", TWICE)
            result = project.asyncmend("--baseline=known.json", "--prune-baseline")
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertEqual((project.dir / "known.json").stat().st_mtime_ns, before)
            self.good(project, "--baseline=known.json", "--prune-baseline", "--fix")
            self.assertEqual(self.counts(project), {"c.cpp": {"blocking-sleep": {"count": 1}}})

    def test_nothing_is_written_for_half_a_run(self):
        with mini_project(a=SLEEPY, b="#error no\n") as project:
            result = project.asyncmend("--write-baseline=known.json")
            self.assertEqual(result.returncode, 2, describe(result))
            self.assertIn("was not written", result.stderr)
            self.assertFalse((project.dir / "known.json").exists())

    def test_bad_baselines(self):
        cases = {
            "": "1:1",
            "{": "1:1",
            '{"version": 1,\n "files": {"a.cpp": {"r": {"count": -1}}}}': "2:37",
            '{"version": 1,\n "files": {"a.cpp": {"r": {"count": 1, "line": 2}}}}': "2:40",
            '{"version": 2, "files": {}}': "1:2: the only version",
            '{"version": 1}': "1:2: missing required key 'files'",
            '{"version": 1,\n "files": []}': "2:12",
            '<<<<<<< ours\n{"version": 1}': "1:",
        }
        with mini_project(a=SLEEPY) as project:
            for text, says in cases.items():
                path = project.write("bad.json", text)
                with self.subTest(text=text):
                    self.refused(project, "--baseline=bad.json", says=f"{path}:{says}")
            self.refused(project, "--baseline=none.json", says="none.json")
            self.refused(project, "--prune-baseline", says="needs a baseline")
            self.refused(project, "--write-baseline=no/where.json", says="no/where.json")
            self.refused(project, "--write-baseline=b.json", "--changed", says="whole files")
            self.refused(project, "--write-baseline=b.json", "--fix", says="--fix")
            self.assertFalse((project.dir / "b.json").exists())


class MaxFindings(Case):
    def test_as_many_as_allowed(self):
        with mini_project(a=TWICE) as project:
            for limit, code, words in ((1, 1, "more than the 1"), (2, 0, "no more than the 2"),
                                       (3, 0, "no more than the 3")):
                result = project.asyncmend("--verify=off", f"--max-findings={limit}")
                self.assertEqual(result.returncode, code, describe(result))
                self.assertIn(f"2 findings left, {words}", result.stderr)
                self.assertEqual(result.stdout.count("[asyncmend-blocking-sleep]"), 2)
            result = project.asyncmend("--max-findings=1", "--fix")
            self.assertEqual(result.returncode, 0, describe(result))


class UnusedNolint(Case):
    def unused(self, text, *arguments):
        with mini_project(a=text) as project:
            result = project.asyncmend("--format=json", "--verify=off",
                                       "--report-unused-nolint", *arguments)
            return [(f["line"], f["column"], f["message"]) for f in findings(result)
                    if f["rule"] == "unused-nolint"]

    def test_used_ones_are_silent(self):
        for line in ("usleep(20); // NOLINT(asyncmend-blocking-sleep)",
                     "usleep(20); // NOLINT(asyncmend-*)",
                     "usleep(20); // NOLINT(bugprone-x, asyncmend-blocking-sleep)",
                     "// NOLINTNEXTLINE(asyncmend-blocking-sleep)\n    usleep(20);",
                     "// NOLINTBEGIN(asyncmend-blocking-*)\n    usleep(20);\n"
                     "    // NOLINTEND(asyncmend-blocking-*)"):
            text = SLEEPY.replace("usleep(20);", line)
            self.assertEqual(self.unused(text), [], line)
            with mini_project(a=text) as project:
                self.assertEqual(self.rules(project), [], line)

    def test_foreign_ones_are_silent(self):
        text = "int i; // NOLINT\nint j; // NOLINT(bugprone-x)\nint k; // NOLINT(*)\n"
        self.assertEqual(self.unused(text), [])

    def test_rules_that_are_off_are_not_judged(self):
        text = "int i; // NOLINT(asyncmend-blocking-sleep)\n"
        self.assertEqual(self.unused(text, "--rules=missing-co-await"), [])
        self.assertEqual(len(self.unused(text, "--rules=blocking-sleep")), 1)
        chains = "int i; // NOLINT(asyncmend-transitive-blocking)\n"
        self.assertEqual(self.unused(chains, "--rules=transitive-blocking"), [])

    def test_unused_ones(self):
        text = """\
int a; // NOLINT(asyncmend-blocking-sleep)
int b; // NOLINT(asyncmend-blocking-slep, asyncmend-missing-co-await)
// NOLINTNEXTLINE(asyncmend-*)
int c;
// NOLINTBEGIN(asyncmend-blocking-sleep)
int d;
// NOLINTEND(asyncmend-blocking-sleep)
// NOLINTEND(asyncmend-blocking-sleep)
// NOLINTBEGIN(asyncmend-blocking-sleep)
"""
        found = self.unused(text)
        self.assertEqual([f[:2] for f in found],
                         [(1, 11), (2, 11), (3, 4), (5, 4), (8, 4), (9, 4)])
        for (_, _, message), words in zip(found, (
                "suppresses nothing", "asyncmend-blocking-slep is the name of no rule; "
                "asyncmend-missing-co-await suppresses nothing", "asyncmend-* suppresses nothing",
                "suppresses nothing", "no NOLINTBEGIN", "no NOLINTEND")):
            self.assertIn(words, message)

    def test_off_by_default_and_counted(self):
        with mini_project(a="int a; // NOLINT(asyncmend-blocking-sleep)\n") as project:
            self.assertEqual(self.rules(project), [])
            self.assertEqual(self.rules(project, "--report-unused-nolint"), ["unused-nolint"])
            text = project.asyncmend("--report-unused-nolint")
            self.assertIn("[asyncmend-unused-nolint]", text.stdout)
            self.refused(project, "--report-unused-nolint",
                         '--line-filter=[{"name":"a.cpp"}]', says="whole files")

    def test_a_header_that_one_reader_needs_it_for(self):
        header = "#pragma once\n" + SLEEPY.replace(
            "usleep(20);", "\n#ifdef LOUD\n    usleep(20); // NOLINT(asyncmend-blocking-sleep)\n"
            "#endif\n").replace("sleepy()", "sleepy() // NOLINT(asyncmend-missing-timeout)")
        with mini_project(a='#include "h.hpp"\n', b='#define LOUD\n#include "h.hpp"\n') as project:
            project.write("h.hpp", header)
            arguments = ("--report-unused-nolint", "--header-filter=.*",
                         "--rules=blocking-*,missing-timeout")
            result = project.asyncmend("--format=json", *arguments)
            self.assertEqual([f["message"] for f in findings(result)],
                             ["asyncmend-missing-timeout suppresses nothing here"])
            # A part of the readers cannot tell.
            self.assertEqual(self.rules(project, "a.cpp", *arguments), [])


if __name__ == "__main__":
    unittest.main()
