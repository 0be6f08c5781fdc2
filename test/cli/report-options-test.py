"""Where reports go, what their paths are relative to, and what is said of bad wishes."""
import os
import shutil
import unittest

from support import DROPPED, MINI_INCLUDES, SLEEPY, TEST_DIR, Project, describe, mini_project
from support import one_sentence


class ReportOptions(unittest.TestCase):
    def setUp(self):
        self.project = mini_project(a=SLEEPY)
        self.addCleanup(self.project.__exit__)

    def refused(self, *arguments, word):
        before = sorted(p.name for p in self.project.dir.rglob("*"))
        result = self.project.asyncmend(*arguments)
        self.assertEqual((result.returncode, result.stdout), (2, ""), describe(result))
        self.assertTrue(one_sentence(result.stderr), describe(result))
        self.assertIn(word, result.stderr)
        self.assertEqual(sorted(p.name for p in self.project.dir.rglob("*")), before)

    def test_bad_wishes(self):
        self.refused("--format=sariff", word="sariff")
        self.refused("--format=sarif", "--output=none/a.sarif", word="none")
        self.refused("--format=sarif", "--output=a.cpp/a.sarif", word="a.cpp")
        self.refused("--format=patch", "--output=.", word="directory")
        os.mkfifo(self.project.dir / "pipe")
        self.refused("--format=patch", "--output=pipe", word="pipe: it is no regular file")
        self.refused("--format=sarif", "--output=a", "--format=rdjson", "--output=a", word="one file")
        self.refused("--format=sarif", "--format=rdjson", word="--output")
        self.refused("--root=none", word="none is no directory")
        self.refused("--root=a.cpp", word="a.cpp is no directory")
        self.refused("--root=", word="--root needs a directory")
        self.refused("--path-mode=short", word="short")
        self.refused("--export-fixes=a.cpp/fixes/", word="a.cpp is no directory")
        self.refused("--export-fixes=none/all.yaml", word="none")

    def test_no_permission(self):
        if os.geteuid() == 0:
            self.skipTest("root may write everywhere")
        locked = self.project.dir / "locked"
        locked.mkdir(mode=0o555)
        self.refused("--format=sarif", "--output=locked/a.sarif", word="permission")
        self.refused("--export-fixes=locked/fixes/", word="permission")
        self.refused("--export-fixes=locked", word="permission")

    def test_a_good_report_is_not_lost_to_a_bad_one(self):
        # A bad wish is seen before any file is written or changed.
        before = self.project.write("old.sarif", "old").read_bytes()
        self.refused("--fix", "--format=sarif", "--output=old.sarif", "--format=rdjson",
                     "--output=none/b", word="none")
        self.assertEqual(self.project.read("old.sarif"), before)
        self.assertEqual(self.project.read("a.cpp").decode(), SLEEPY)

    def test_root(self):
        # The directory that is named, through a link too; else the work tree; else where we are.
        source = self.project.dir / "sub/src/a.cpp"
        source.parent.mkdir(parents=True)
        (self.project.dir / "a.cpp").rename(source)
        (self.project.dir / "link").symlink_to("sub")
        (self.project.dir / "here").mkdir()

        def line(*options, cwd=self.project.dir):
            result = self.project.asyncmend("--verify=off", "--quiet", "--format=github-annotations",
                                            source, *options, "--", *self.project.command[1:],
                                            cwd=cwd)
            self.assertEqual(result.returncode, 1, describe(result))
            return result.stdout.split("file=")[1].split(",")[0]
        self.assertEqual(line(), "sub/src/a.cpp")
        self.assertEqual(line("--root=sub"), "src/a.cpp")
        self.assertEqual(line("--root=link"), "src/a.cpp")
        self.assertEqual(line("--root=here"), str(source))
        self.assertEqual(line("--path-mode=absolute"), str(source))
        self.assertEqual(line(cwd=source.parent), "a.cpp")
        self.project.git("init", "-q")
        self.assertEqual(line(cwd=source.parent), "sub/src/a.cpp")

    def test_a_patch_holds_what_was_verified(self):
        # As with --diff: the set that is in it compiles.
        with Project(flags=["-isystem", "sys"]) as project:
            shutil.copytree(TEST_DIR / "cli" / "mini", project.dir / "sys")
            project.write("sys/boost/asio/steady_timer.hpp", "#error no timers here\n")
            text = (SLEEPY + DROPPED.removeprefix(MINI_INCLUDES)).replace(
                "#include <boost/asio/steady_timer.hpp>\n", "")
            project.unit("a.cpp", text)
            result = project.asyncmend("--format=patch", "--quiet")
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertEqual([l for l in result.stdout.splitlines() if l[0] == "+"],
                             ["+++ b/a.cpp", "+    co_await job();"])
            self.assertIn("no timers here",
                          project.asyncmend("--format=rdjson", "--quiet").stdout)


if __name__ == "__main__":
    unittest.main()
