"""test/corpus/run: tables about any checkout, which stays as it is."""
import unittest

from support import (CLEAN, DROPPED, MINI_FLAGS, SLEEPY, STUCK, TEST_DIR, UNSAFE, binary, describe,
                     mini_project, run)

RUN = TEST_DIR / "corpus" / "run"


class Corpus(unittest.TestCase):
    def project(self, **units):
        project = mini_project(**units)
        self.addCleanup(project.__exit__)
        return project

    def corpus(self, *arguments):
        return run([RUN, *arguments], env={"ASYNCMEND": str(binary())})

    def test_counts_without_writing(self):
        project = self.project(a=SLEEPY, b=DROPPED, c=STUCK, d=UNSAFE, e=CLEAN)
        before = {p: p.read_bytes() for p in project.dir.iterdir()}
        result = self.corpus(project.dir, "--rules=blocking-sleep,missing-co-await", "--list")
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertIn("4 findings in 5 translation units, 0 of which", result.stdout)
        self.assertIn("| blocking-sleep | 2 | 1 | 0 | 0 | 0 | 0 | 1 |", result.stdout)
        self.assertIn("| missing-co-await | 2 | 1 | 1 | 0 | 0 | 0 | 0 |", result.stdout)
        self.assertIn("| blocking-sleep | refused | the result of the call is used", result.stdout)
        self.assertIn(f"{project.dir}/b.cpp:12:5: missing-co-await (safe): ", result.stdout)
        self.assertEqual({p: p.read_bytes() for p in project.dir.iterdir()}, before)

    def test_diff(self):
        project = self.project(a=SLEEPY)
        result = self.corpus(project.dir, "--diff")
        self.assertIn("-    usleep(20);", result.stdout)

    def test_units_that_fail_are_named(self):
        project = self.project(a=SLEEPY, b="int broken(")
        result = self.corpus(project.dir)
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertIn("in 2 translation units, 1 of which", result.stdout)
        self.assertRegex(result.stdout, r"\| \S+/b\.cpp \| it does not compile")

    def test_loose_sources(self):
        project = self.project(a=SLEEPY)
        (project.dir / "compile_commands.json").unlink()
        result = self.corpus(f"--sources={project.dir}", "--", *MINI_FLAGS)
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertIn("1 findings in 1 translation units", result.stdout)

    def test_bad_input(self):
        project = self.project(a=SLEEPY)
        for arguments, words in ((["/nowhere"], "no directory /nowhere"), ([], "either"),
                                 ([project.dir, "--", "-DX"], "--sources only"),
                                 ([project.dir / "..", ], "compile_commands.json")):
            with self.subTest(words):
                result = self.corpus(*arguments)
                self.assertEqual(result.returncode, 2, describe(result))
                self.assertIn(words, result.stderr)
        missing = run([RUN, project.dir], env={"ASYNCMEND": "/nowhere/asyncmend"})
        self.assertEqual(missing.returncode, 1)
        self.assertIn("cannot run /nowhere/asyncmend", missing.stderr)


if __name__ == "__main__":
    unittest.main()
