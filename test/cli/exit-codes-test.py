"""Exit codes: 0 clean, 1 findings left, 2 trouble, which one sentence explains."""
import unittest

from support import (CLEAN, DROPPED, SLEEPY, SLEEPY_FIXED, STUCK, UNSAFE, binary, describe,
                     mini_project, one_sentence, run)


class ExitCodes(unittest.TestCase):
    def expect(self, code, result):
        self.assertEqual(result.returncode, code, describe(result))
        return result

    def refused(self, result, *words):
        """Exit code 2 and one sentence on stderr that contains the words."""
        self.expect(2, result)
        self.assertTrue(one_sentence(result.stderr), describe(result))
        self.assertEqual(result.stdout, "")
        for word in words:
            self.assertIn(word, result.stderr)

    def test_clean(self):
        with mini_project(a=CLEAN) as project:
            result = self.expect(0, project.asyncmend())
            self.assertEqual(result.stdout, "")

    def test_findings(self):
        with mini_project(a=SLEEPY) as project:
            self.expect(1, project.asyncmend())
            self.expect(1, project.asyncmend("--diff"))
            self.expect(0, project.asyncmend("--exit-zero"))

    def test_fixed(self):
        with mini_project(a=SLEEPY, b=CLEAN) as project:
            self.expect(0, project.asyncmend("--fix", "--allow-dirty"))
            self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)
            self.expect(0, project.asyncmend())

    def test_findings_left_after_fix(self):
        for text in (STUCK, UNSAFE):
            with mini_project(a=text, b=SLEEPY) as project:
                self.expect(1, project.asyncmend("--fix", "--allow-dirty"))
                self.assertEqual(project.read("a.cpp").decode(), text)
                self.assertEqual(project.read("b.cpp").decode(), SLEEPY_FIXED)

    def test_unsafe_fixes(self):
        with mini_project(a=UNSAFE) as project:
            self.expect(0, project.asyncmend("--fix", "--unsafe-fixes", "--allow-dirty"))
            self.assertIn(b"    co_await save();", project.read("a.cpp"))

    def test_questions_about_the_command(self):
        for flag, words in {"--version": "asyncmend", "--help": "--fix",
                            "--list-rules": "blocking-sleep",
                            "--explain=blocking-sleep": "sleep",
                            "--explain=asyncmend-blocking-sleep": "sleep"}.items():
            result = self.expect(0, run([binary(), flag]))
            self.assertIn(words, result.stdout)

    def test_usage(self):
        with mini_project(a=CLEAN) as project:
            self.refused(project.asyncmend("--no-such-flag"), "--no-such-flag")
            self.refused(project.asyncmend("--rules=-*,blokcing-*"), "blokcing-*")
            self.refused(project.asyncmend("--header-filter=("), "header-filter")
            self.refused(project.asyncmend("--line-filter=[{"), "line-filter")
            self.refused(project.asyncmend('--line-filter=[{"lines": [[1, 2]]}]'), "line-filter")
            self.refused(project.asyncmend("--format=yml"), "yml")
            self.refused(project.asyncmend("--verify=never"), "never")
            self.refused(project.asyncmend("-j", "many"), "many")
            self.refused(project.asyncmend("no-such-file.cpp"), "no-such-file.cpp")
            self.refused(project.asyncmend("(.cpp"), "(.cpp")
            self.refused(project.asyncmend("--profile=no-such-profile.json"), "no-such-profile.json")
            self.refused(run([binary(), "--explain=no-such-rule"]), "no-such-rule")

    def test_unsafe_fixes_want_fix_or_report(self):
        # Allowed without --fix: the report then shows what would be applied.
        with mini_project(a=UNSAFE) as project:
            result = self.expect(1, project.asyncmend("--unsafe-fixes", "--diff"))
            self.assertIn("+    co_await save();", result.stdout)
            self.assertEqual(project.read("a.cpp").decode(), UNSAFE)

    def test_unit_that_does_not_compile(self):
        broken = SLEEPY + "int x = no_such_name;\n"
        with mini_project(a=broken, b=DROPPED) as project:
            result = self.expect(2, project.asyncmend("--fix", "--allow-dirty"))
            self.assertIn("a.cpp", result.stderr)
            self.assertIn("no_such_name", result.stderr)
            self.assertEqual(project.read("a.cpp").decode(), broken)
            self.assertIn(b"    co_await job();", project.read("b.cpp"))
            self.expect(2, project.asyncmend("--exit-zero"))


if __name__ == "__main__":
    unittest.main()
