"""Which rules, files, headers and lines are looked at."""
import json
import unittest

from support import (DROPPED, MINI_FLAGS, MINI_INCLUDES, SLEEPY, SLEEPY_LINE, binary, describe,
                     findings, mini_project, run)

BOTH = SLEEPY + DROPPED.removeprefix(MINI_INCLUDES)


class Filters(unittest.TestCase):
    def rules(self, project, *arguments):
        result = project.asyncmend("--format=json", *arguments)
        self.assertIn(result.returncode, (0, 1), describe(result))
        return sorted({f["rule"] for f in findings(result)})

    def files(self, project, *arguments):
        result = project.asyncmend("--format=json", *arguments)
        self.assertIn(result.returncode, (0, 1), describe(result))
        names = (f["path"].rsplit("/", 1)[1] for f in findings(result))
        return sorted(set(names))

    def test_rules(self):
        with mini_project(a=BOTH) as project:
            both = ["blocking-sleep", "missing-co-await"]
            self.assertEqual(self.rules(project), both)
            for flag in ("--rules", "--checks"):
                self.assertEqual(self.rules(project, f"{flag}=-*,missing-*"), ["missing-co-await"])
                self.assertEqual(self.rules(project, f"{flag}=-blocking-*"), ["missing-co-await"])
            self.assertEqual(self.rules(project, "--rules=-*,asyncmend-blocking-sleep"),
                             ["blocking-sleep"])
            self.assertEqual(self.rules(project, "--rules=-*,*"), both)

    def test_positional_files_and_regexes(self):
        with mini_project(**{"src/a": SLEEPY, "src/b": SLEEPY, "test/c": SLEEPY}) as project:
            self.assertEqual(self.files(project), ["a.cpp", "b.cpp", "c.cpp"])
            self.assertEqual(self.files(project, "src/b.cpp"), ["b.cpp"])
            self.assertEqual(self.files(project, str(project.dir / "test/c.cpp")), ["c.cpp"])
            self.assertEqual(self.files(project, "/src/"), ["a.cpp", "b.cpp"])
            self.assertEqual(self.files(project, "/a\\.cpp$", "/test/"), ["a.cpp", "c.cpp"])

    def test_line_filter(self):
        with mini_project(a=BOTH, b=BOTH) as project:
            def only(*entries):
                return "--line-filter=" + json.dumps(list(entries))
            here = [SLEEPY_LINE, SLEEPY_LINE]
            self.assertEqual(self.rules(project, only({"name": "a.cpp", "lines": [here]})),
                             ["blocking-sleep"])
            self.assertEqual(self.files(project, only({"name": "b.cpp"})), ["b.cpp"])
            self.assertEqual(self.rules(project, only({"name": "a.cpp", "lines": [[1, 3]]})), [])
            result = project.asyncmend("--fix", "--allow-dirty",
                                       only({"name": "a.cpp", "lines": [here]}))
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertIn(b"steady_timer(co_await", project.read("a.cpp"))
            self.assertIn(b"\n    job();", project.read("a.cpp"))
            self.assertEqual(project.read("b.cpp").decode(), BOTH)

    def test_header_filter(self):
        with mini_project(a='#include "inc/h.hpp"\n') as project:
            project.write("inc/h.hpp", "#pragma once\n" + SLEEPY)
            self.assertEqual(self.files(project, "--header-filter=.*"), ["h.hpp"])
            self.assertEqual(self.files(project, "--header-filter=/inc/"), ["h.hpp"])
            self.assertEqual(self.files(project, "--header-filter=/elsewhere/"), [])

    def test_system_headers_stay_silent(self):
        with mini_project() as project:
            project.write("sys/h.hpp", "#pragma once\n" + SLEEPY)
            project.unit("a.cpp", "#include <h.hpp>\n", flags=["-isystem", "sys"])
            self.assertEqual(self.files(project, "--header-filter=.*"), [])

    def test_flags_instead_of_a_database(self):
        with mini_project(a=SLEEPY) as project:
            (project.dir / "compile_commands.json").unlink()
            result = run([binary(), "a.cpp", "--", "-std=c++20", *MINI_FLAGS], cwd=project.dir)
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertIn("[asyncmend-blocking-sleep]", result.stdout)

    def test_changed_arguments(self):
        guarded = "#ifndef WANTED\n#error not wanted\n#endif\n" + SLEEPY
        with mini_project() as project:
            project.unit("a.cpp", guarded, flags=["-no-such-option"])
            def result(*arguments):
                return project.asyncmend(*arguments, "--removed-arg=-no-such-option")
            self.assertEqual(result().returncode, 2)
            for flag in ("--extra-arg", "--extra-arg-before"):
                good = result(f"{flag}=-DWANTED")
                self.assertEqual(good.returncode, 1, describe(good))


if __name__ == "__main__":
    unittest.main()
