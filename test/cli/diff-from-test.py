"""Diffs from elsewhere say what has changed, those of clang-tidy-diff included."""
import os
import shutil
import subprocess
import unittest

from repository import Repository, TWICE
from support import SLEEPY, binary, describe, mini_project, one_sentence, run


class Diffs(Repository):
    def reported(self, project, diff, **options):
        project.write("change.diff", diff)
        return self.lines(project, "--diff-from=change.diff", **options)

    def test_output_of_git(self):
        project = self.repository(a=TWICE)
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        for arguments in ((), ("-U0",), ("--no-prefix",), ("-U20",)):
            diff = self.git(project, "diff", *arguments)
            self.assertEqual(self.reported(project, diff), [("a.cpp", 17)], arguments)

    def test_standard_input(self):
        project = self.repository(a=TWICE)
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        diff = self.git(project, "diff")
        done = subprocess.run([binary(), "-p", project.dir, "--diff-from=-", "--quiet"],
                              input=diff, text=True, capture_output=True, cwd=project.dir)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("a.cpp:17:", done.stdout)

    def test_without_git(self):
        with mini_project() as project:
            for name in ("src/a b.cpp", "old/src/a b.cpp"):
                project.write(name, TWICE)
            project.unit("src/a b.cpp", TWICE.replace("usleep(2)", "usleep(3)"))
            done = run(["diff", "-u", "old/src/a b.cpp", "src/a b.cpp"], cwd=project.dir)
            self.assertEqual(self.reported(project, done.stdout), [("a b.cpp", 17)])
            (project.dir / "new").symlink_to(".")
            done = run(["diff", "-ru", "old/src", "new/src"], cwd=project.dir)
            self.assertEqual(self.reported(project, done.stdout), [("a b.cpp", 17)])
            shutil.rmtree(project.dir / "old")

    def test_names_of_another_directory(self):
        project = self.repository(a=TWICE)
        project.write("sub/old.cpp", TWICE)
        project.unit("sub/a.cpp", TWICE.replace("usleep(2)", "usleep(3)"))
        diff = run(["diff", "-u", "old.cpp", "a.cpp"], cwd=project.dir / "sub").stdout
        project.write("change.diff", diff)
        self.assertEqual(self.lines(project, "--diff-from=../change.diff",
                                    cwd=project.dir / "sub"), [("a.cpp", 17)])

    def test_quoted_names_line_ends_and_a_missing_newline(self):
        name = 'é"x".cpp'
        project = self.repository()
        project.unit(name, TWICE.replace("\n", "\r\n").rstrip("\r\n"))
        self.commit(project)
        text = project.read(name).decode().replace("usleep(2)", "usleep(3)")
        project.write(name, text.replace("co_return 2;\r\n}", "co_return 2; }").encode())
        diff = run(["git", "diff"], cwd=project.dir)
        self.assertIn("\\303\\251", diff.stdout)
        raw = subprocess.run(["git", "diff"], cwd=project.dir, capture_output=True).stdout
        self.assertIn(b"\\ No newline", raw)
        self.assertEqual(self.reported(project, raw), [(name, 17)])

    def test_a_diff_of_another_version(self):
        project = self.repository(a=TWICE)
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        project.write("change.diff", self.git(project, "diff"))
        self.edit(project, "a.cpp", "usleep(3)", "usleep(4)")
        self.refused(project, "--diff-from=change.diff", says="line 17")
        (project.dir / "a.cpp").unlink()
        self.refused(project, "--diff-from=change.diff", says="no file b/a.cpp")

    def refused(self, project, *arguments, says, **options):
        result = project.asyncmend(*arguments, **options)
        self.assertEqual(result.returncode, 2, describe(result))
        self.assertTrue(one_sentence(result.stderr), describe(result))
        self.assertIn(says, result.stderr)
        self.assertEqual(result.stdout, "")

    def test_what_cannot_be_used(self):
        project = self.repository(a=TWICE)
        project.write("text", "no diff at all\n")
        self.refused(project, "--diff-from=text", says="no unified diff")
        self.refused(project, "--diff-from=nowhere", says="nowhere")
        self.refused(project, "--diff-from=", says="--diff-from needs a file")
        self.refused(project, "--changed", "--staged", says="only one of")
        self.refused(project, "--changed=nothing", says="no commit 'nothing'")
        self.refused(project, "--changed=--all", says="no commit '--all'")
        self.git(project, "checkout", "-q", "--orphan", "other")
        self.git(project, "commit", "-qm", "no parent")
        self.refused(project, "--changed", says="common ancestor")
        self.git(project, "branch", "-D", "main")
        self.refused(project, "--changed", says="--changed=REF")
        self.refused(project, "--changed", says="there is no git",
                     env={"PATH": str(project.dir)})

    def test_no_repository(self):
        with mini_project(a=TWICE) as project:
            self.refused(project, "--changed", says="not a git repository")
            self.refused(project, "--staged", says="not a git repository")


class ClangTidyDiff(Repository):
    """Debian's script takes the command for clang-tidy."""
    SCRIPT = "/usr/bin/clang-tidy-diff-19.py"

    def tidy_diff(self, project, *arguments):
        diff = self.git(project, "diff", "-U0")
        return subprocess.run(
            ["python3", self.SCRIPT, "-p1", "-path", project.dir, "-clang-tidy-binary", binary(),
             *arguments], input=diff, text=True, capture_output=True, cwd=project.dir)

    def test_report(self):
        project = self.repository(a=TWICE, b=SLEEPY)
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        done = self.tidy_diff(project, "-quiet", "-use-color")
        self.assertIn("17:", done.stdout)
        self.assertNotIn(":11:", done.stdout)
        self.assertNotIn("b.cpp", done.stdout)
        self.assertIn("\033[", done.stdout)
        self.assertEqual(done.stderr, "")
        self.assertNotIn("blocking-sleep", self.tidy_diff(project, "-checks=missing-*").stdout)

    def test_fixes(self):
        project = self.repository(a=TWICE)
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        os.mkdir(project.dir / "fixes")
        done = self.tidy_diff(project, "-export-fixes", str(project.dir / "fixes"), "-quiet")
        exported = [p.read_text() for p in (project.dir / "fixes").iterdir()]
        self.assertEqual(len(exported), 1, done)
        self.assertIn("microseconds(3)", exported[0])
        # A diff against the index means uncommitted work: --fix wants it said.
        refused = self.tidy_diff(project, "-fix", "-quiet")
        self.assertIn("--allow-dirty", refused.stderr + refused.stdout)
        self.git(project, "commit", "-qam", "done")
        diff = self.git(project, "diff", "-U0", "HEAD~")
        subprocess.run(["python3", self.SCRIPT, "-p1", "-path", project.dir, "-fix", "-quiet",
                        "-clang-tidy-binary", binary()], input=diff, text=True,
                       capture_output=True, cwd=project.dir)
        text = project.read("a.cpp").decode()
        self.assertIn("microseconds(3)", text)
        self.assertIn("usleep(1)", text)


if __name__ == "__main__":
    unittest.main()
