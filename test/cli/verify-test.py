"""A fix that does not compile is withheld, with the compiler's words; others land."""
import shutil
import unittest

from support import DROPPED, MINI_INCLUDES, SLEEPY, TEST_DIR, Project, describe, findings

# The timer's header, which the fix includes, is broken.
WITHOUT_TIMER = MINI_INCLUDES.replace("#include <boost/asio/steady_timer.hpp>\n", "")
SLEEP = WITHOUT_TIMER + SLEEPY.removeprefix(MINI_INCLUDES)
DROP = DROPPED.removeprefix(MINI_INCLUDES)


class Verification(unittest.TestCase):
    def project(self, text):
        project = Project(flags=["-isystem", "sys"])
        self.addCleanup(project.__exit__)
        shutil.copytree(TEST_DIR / "cli" / "mini", project.dir / "sys")
        project.write("sys/boost/asio/steady_timer.hpp", "#error no timers on this machine\n")
        project.unit("a.cpp", text)
        return project

    def states(self, result):
        self.assertEqual(result.returncode, 1, describe(result))
        return {f["rule"]: (f["state"], f["why"]) for f in findings(result)}

    def test_withheld(self):
        project = self.project(SLEEP)
        for mode in ("batch", "each"):
            state, why = self.states(project.asyncmend("--format=json", f"--verify={mode}"))[
                "blocking-sleep"]
            self.assertEqual(state, "withheld", mode)
            self.assertIn("no timers on this machine", why)
        result = project.asyncmend("--fix", "--allow-dirty")
        self.assertEqual(result.returncode, 1, describe(result))
        self.assertEqual(project.read("a.cpp").decode(), SLEEP)
        self.assertRegex(result.stderr, r"withheld")

    def test_the_innocent_fix_lands(self):
        project = self.project(SLEEP + DROP)
        for mode in ("batch", "each"):
            states = self.states(project.asyncmend("--format=json", f"--verify={mode}"))
            self.assertEqual(states["blocking-sleep"][0], "withheld")
            self.assertEqual(states["missing-co-await"][0], "chosen")
        project.asyncmend("--fix", "--allow-dirty")
        self.assertEqual(project.read("a.cpp").decode(),
                         SLEEP + DROP.replace("    job();", "    co_await job();"))

    def test_off(self):
        states = self.states(self.project(SLEEP).asyncmend("--format=json", "--verify=off"))
        self.assertEqual(states["blocking-sleep"][0], "chosen")

    def test_a_unit_that_only_includes_the_header(self):
        # The fix compiles where it was found, but not in another unit that
        # reads the same header: there the timer's namesake gets in the way.
        header = "#pragma once\n" + SLEEPY.replace("net::awaitable<int>", "inline net::awaitable<int>")
        with Project(flags=["-isystem", str(TEST_DIR / "cli" / "mini")]) as project:
            project.write("h.hpp", header)
            project.unit("a.cpp", '#include "h.hpp"\n')
            project.unit("b.cpp", "#include <boost/asio/steady_timer.hpp>\n"
                                  "#define steady_timer no_timer_here\n" '#include "h.hpp"\n')
            result = project.asyncmend("--header-filter=.*", "--fix", "--allow-dirty")
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertEqual(project.read("h.hpp").decode(), header)


if __name__ == "__main__":
    unittest.main()
