"""The rules as checks of clang-tidy: what its users see, and what --fix does."""
import re
import shutil
import unittest

from support import (CLEAN, LEAKY, MINI_FLAGS, MINI_INCLUDES, ROOT, RUNTIME, SLEEPY, SLEEPY_FIXED,
                     SLEEPY_LINE, STUCK, UNSAFE, Project, describe, mini_project, run)
from tidy import PLUGIN, diagnostics, options, tidy

TWICE = SLEEPY + SLEEPY.replace(MINI_INCLUDES, "").replace("sleepy", "drowsy")
# No timer header: the fix has to include it.
BARE = TWICE.replace("#include <boost/asio/steady_timer.hpp>\n", "")
TIMER = "#include <boost/asio/steady_timer.hpp>"


class Checks(unittest.TestCase):
    def test_each_rule_is_a_check(self):
        listed = run(["clang-tidy-19", f"--load={PLUGIN}", "--checks=-*,asyncmend-*",
                      "--list-checks"]).stdout
        rules = sorted(p.stem for p in (ROOT / "rewriters").glob("*.cpp"))
        self.assertEqual(re.findall(r"^ +asyncmend-(\S+)$", listed, re.M), rules)

    def test_finding_with_its_place(self):
        with mini_project(a=SLEEPY) as project:
            result = tidy(project, "a.cpp")
            self.assertEqual(diagnostics(result), [("a.cpp", SLEEPY_LINE, "blocking-sleep")],
                             describe(result))
            self.assertEqual(project.read("a.cpp"), SLEEPY.encode())

    def test_clean_and_c(self):
        with mini_project(a=CLEAN) as project:
            result = tidy(project, "a.cpp")
            self.assertEqual((result.returncode, diagnostics(result)), (0, []), describe(result))
            project.write("b.c", "int one(void) { return 1; }\n")
            result = run(["clang-tidy-19", f"--load={PLUGIN}", "--checks=-*,asyncmend-*",
                          "b.c", "--"], cwd=project.dir)
            self.assertEqual((result.returncode, result.stdout), (0, ""), describe(result))

    def test_only_the_checks_that_are_on(self):
        with mini_project(a=SLEEPY) as project:
            result = tidy(project, "a.cpp", checks="-*,asyncmend-missing-co-await")
            self.assertEqual(diagnostics(result), [])

    def test_several_units_in_one_process(self):
        with mini_project(a=SLEEPY, b=CLEAN, c=STUCK, d=SLEEPY) as project:
            result = tidy(project, "a.cpp", "b.cpp", "c.cpp", "d.cpp")
            self.assertEqual([(n, c) for n, _, c in diagnostics(result)],
                             [(n, "blocking-sleep") for n in ("a.cpp", "c.cpp", "d.cpp")])

    def test_headers_are_filtered_by_clang_tidy(self):
        with Project(flags=MINI_FLAGS) as project:
            project.write("sleepy.h", SLEEPY)
            project.unit("a.cpp", '#include "sleepy.h"\n')
            self.assertEqual(diagnostics(tidy(project, "a.cpp")), [])
            result = tidy(project, "a.cpp", "--header-filter=sleepy")
            self.assertEqual(diagnostics(result), [("sleepy.h", SLEEPY_LINE, "blocking-sleep")])
            tidy(project, "a.cpp", "--header-filter=sleepy", "--fix")
            self.assertEqual(project.read("sleepy.h"), SLEEPY_FIXED.encode())

    def test_a_conclusion_from_one_unit(self):
        text = MINI_INCLUDES + ("void nap() { usleep(20); }\n"
                                "net::awaitable<void> f() { nap(); co_return; }\n")
        with mini_project(a=text) as project:
            self.assertIn("transitive-blocking",
                          [c for _, _, c in diagnostics(tidy(project, "a.cpp"))])


class Fixes(unittest.TestCase):
    def fixed(self, text, *arguments, **settings):
        with mini_project(a=text) as project:
            result = tidy(project, "a.cpp", "--fix", *arguments, **settings)
            return project.read("a.cpp").decode(), result

    def test_safe(self):
        self.assertEqual(self.fixed(SLEEPY)[0], SLEEPY_FIXED)

    def test_crlf(self):
        self.assertEqual(self.fixed(SLEEPY.replace("\n", "\r\n"))[0].encode(),
                         SLEEPY_FIXED.replace("\n", "\r\n").encode())

    def test_an_include_comes_once(self):
        text, _ = self.fixed(BARE)
        self.assertEqual(text.count("async_wait"), 2)
        self.assertEqual(text.count(TIMER), 1)

    def test_an_include_comes_although_the_first_finding_is_silenced(self):
        text, result = self.fixed(BARE.replace("usleep(20);", "usleep(20); // NOLINT", 1))
        self.assertEqual((text.count("async_wait"), text.count(TIMER)), (1, 1), text)
        self.assertIn("NOLINT", result.stderr)

    def test_unsafe_is_a_note_unless_asked_for(self):
        text, result = self.fixed(UNSAFE)
        self.assertEqual(text, UNSAFE)
        self.assertRegex(result.stdout, r"note: unsafe fix: \S")
        self.assertEqual(self.fixed(UNSAFE, "--fix-notes")[0], UNSAFE)
        self.assertIn("co_await save();",
                      self.fixed(UNSAFE, **options({"asyncmend.UnsafeFixes": "true"}))[0])

    def test_a_finding_without_fix_says_why(self):
        text, result = self.fixed(STUCK)
        self.assertEqual(text, STUCK)
        self.assertRegex(result.stdout, r"note: no fix: \S")

    def test_a_unit_that_does_not_compile_is_not_edited(self):
        text, result = self.fixed(SLEEPY + "int x = nothing;\n", "--fix-errors")
        self.assertNotIn("async_wait", text)
        self.assertIn("no fix: this TU does not compile", result.stdout)

    def test_exported(self):
        with mini_project(a=BARE) as project:
            (project.dir / "fixes").mkdir()
            tidy(project, "a.cpp", "--export-fixes=fixes/a.yaml")
            applied = run(["clang-apply-replacements-19", project.dir / "fixes"])
            self.assertEqual((applied.returncode, applied.stderr), (0, ""))
            by_yaml = project.read("a.cpp").decode()
        self.assertEqual(by_yaml, self.fixed(BARE)[0])


class Settings(unittest.TestCase):
    def trouble(self, project, **settings):
        result = tidy(project, "a.cpp", **settings)
        self.assertNotEqual(result.returncode, 0, describe(result))
        errors = re.findall(r"error: (.*) \[clang-tidy-config\]", result.stdout)
        self.assertEqual(len(errors), 1, describe(result))
        self.assertEqual(diagnostics(result), [])
        return errors[0]

    def test_bad_values(self):
        with mini_project(a=SLEEPY) as project:
            for key, value in (("FanOutLimit", "many"), ("Timeout", "soon"),
                               ("DetachedHandler", "a b"), ("Runtime", "maybe")):
                error = self.trouble(project, **options({f"asyncmend.{key}": value}))
                self.assertIn(f"asyncmend.{key}", error)
            self.assertIn("absent.json", self.trouble(
                project, **options({"asyncmend.Profiles": "absent.json"})))

    def test_configuration_files_are_read(self):
        with mini_project(a=SLEEPY) as project:
            project.write(".asyncmend", "Tiers:\n  blocking-sleep: unsafe\n")
            self.assertIn("note: unsafe fix", tidy(project, "a.cpp").stdout)
            project.write(".asyncmend", "Tires: {}\n")
            self.assertIn(".asyncmend:1", self.trouble(project))

    def test_a_runtime_header_that_is_not_there(self):
        settings = options({"asyncmend.Runtime": "vendor:third_party",
                            "asyncmend.UnsafeFixes": "true"})
        with Project(flags=["-Ithird_party"]) as project:
            project.unit("a.cpp", LEAKY)
            checks = "-*,asyncmend-unguarded-resource"
            result = tidy(project, "a.cpp", checks=checks, **settings)
            self.assertRegex(result.stdout, r"note: no fix: \S+ is missing; asyncmend --fix")
            shutil.copytree(RUNTIME, project.dir / "third_party")
            tidy(project, "a.cpp", "--fix", checks=checks, **settings)
            self.assertIn("#include \"asyncmend/asio.hpp\"\n", project.read("a.cpp").decode())


if __name__ == "__main__":
    unittest.main()
