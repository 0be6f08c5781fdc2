"""A rule that looks at all units together: transitive-blocking."""
import unittest

from support import MINI_INCLUDES, describe, findings, mini_project, run

CALLER = MINI_INCLUDES + """\
int load(int key);
net::awaitable<int> lookup(int key)
{
    co_return load(key);
}
"""
CALL_LINE = 12
# In other units: a chain that ends in a sleep. Its helper has a namesake.
STORE = """\
#include <unistd.h>
static int read_slowly(int key) { usleep(10); return key; }
int load(int key) { return read_slowly(key); }
"""
NAMESAKE = "static int read_slowly(int key) { return key; }\nint other(int key) { return read_slowly(key); }\n"
HARMLESS = "int load(int key) { return key; }\n"
RULE = "--rules=-*,transitive-blocking"


class Program(unittest.TestCase):
    def project(self, **units):
        project = mini_project(**units)
        self.addCleanup(project.__exit__)
        return project

    def report(self, project, *arguments):
        result = project.asyncmend(RULE, "--format=json", *arguments)
        self.assertIn(result.returncode, (0, 1), describe(result))
        return findings(result)

    def test_chain_through_two_units(self):
        project = self.project(a=CALLER, b=NAMESAKE, c=STORE)
        found = self.report(project)
        self.assertEqual([(f["path"], f["line"]) for f in found],
                         [(str(project.dir / "a.cpp"), CALL_LINE)])
        self.assertEqual([n["message"] for n in found[0]["notes"]],
                         ["'load' calls 'read_slowly'", "'read_slowly' calls 'usleep'"])
        self.assertTrue(all(n["path"] == str(project.dir / "c.cpp") for n in found[0]["notes"]))
        self.assertIn("thread pool", found[0]["why"])
        self.assertEqual(found[0]["framework"], "boost-asio")

    def test_order_of_units_and_processes(self):
        units = {"a": CALLER, "b": NAMESAKE, "c": STORE}
        texts = set()
        for names in ("abc", "cba"):
            for jobs in ("-j1", "-j2"):
                project = self.project(**{name: units[name] for name in names})
                result = project.asyncmend(RULE, jobs, "--color=never")
                texts.add(result.stdout.replace(str(project.dir), ""))
        self.assertEqual(len(texts), 1, texts)

    def test_only_what_is_analysed_counts(self):
        project = self.project(a=CALLER, c=STORE)
        self.assertEqual(len(self.report(project)), 1)
        self.assertEqual(self.report(project, "a.cpp"), [])
        self.assertEqual(self.report(self.project(a=CALLER, c=HARMLESS)), [])

    def test_suppressed_at_the_call(self):
        quiet = CALLER.replace("load(key);\n}", "load(key); // NOLINT(asyncmend-transitive-blocking)\n}")
        self.assertEqual(self.report(self.project(a=quiet, c=STORE)), [])

    def test_line_filter(self):
        project = self.project(a=CALLER, c=STORE)
        inside = f'--line-filter=[{{"name":"a.cpp","lines":[[{CALL_LINE},{CALL_LINE}]]}}]'
        outside = '--line-filter=[{"name":"a.cpp","lines":[[1,2]]}]'
        self.assertEqual(len(self.report(project, inside)), 1)
        self.assertEqual(self.report(project, outside), [])

    def test_off_by_default_and_exported(self):
        project = self.project(a=CALLER, c=STORE)
        self.assertEqual(findings(project.asyncmend("--format=json")), [])
        (project.dir / "fixes").mkdir()
        project.asyncmend(RULE, "--export-fixes=fixes/")
        text = "".join(p.read_text() for p in (project.dir / "fixes").iterdir())
        self.assertIn("asyncmend-transitive-blocking", text)
        result = run(["clang-apply-replacements-19", project.dir / "fixes"])
        self.assertEqual((result.returncode, result.stderr), (0, ""), describe(result))
        self.assertEqual(project.read("a.cpp").decode(), CALLER)


if __name__ == "__main__":
    unittest.main()
