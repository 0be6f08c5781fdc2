"""How files are written, and what cannot be written."""
import os
import stat
import unittest

from support import DROPPED, SLEEPY, SLEEPY_FIXED, describe, mini_project, one_sentence


class Writing(unittest.TestCase):
    def test_mode_is_kept(self):
        with mini_project(a=SLEEPY) as project:
            (project.dir / "a.cpp").chmod(0o750)
            result = project.asyncmend("--fix", "--allow-dirty")
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)
            self.assertEqual(stat.S_IMODE((project.dir / "a.cpp").stat().st_mode), 0o750)

    def test_symbolic_link_is_kept(self):
        with mini_project(a=SLEEPY) as project:
            (project.dir / "a.cpp").rename(project.dir / "real.cpp")
            (project.dir / "a.cpp").symlink_to("real.cpp")
            result = project.asyncmend("--fix", "--allow-dirty")
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertTrue((project.dir / "a.cpp").is_symlink())
            self.assertEqual(project.read("real.cpp").decode(), SLEEPY_FIXED)

    def test_nothing_is_left_behind(self):
        with mini_project(a=SLEEPY) as project:
            project.asyncmend("--fix", "--allow-dirty")
            self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)
            self.assertEqual(sorted(os.listdir(project.dir)), ["a.cpp", "compile_commands.json"])

    def test_untouched_files_are_not_rewritten(self):
        with mini_project(a=SLEEPY, b=SLEEPY_FIXED) as project:
            before = (project.dir / "b.cpp").stat()
            project.asyncmend("--fix", "--allow-dirty")
            self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)
            after = (project.dir / "b.cpp").stat()
            self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))

    def test_read_only_file(self):
        # Either is fine: to leave it alone and say so, or to edit and keep the mode.
        with mini_project(a=SLEEPY) as project:
            path = project.dir / "a.cpp"
            path.chmod(0o444)
            result = project.asyncmend("--fix", "--allow-dirty")
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o444)
            if result.returncode == 2:
                self.assertIn("a.cpp", result.stderr)
                self.assertEqual(path.read_text(), SLEEPY)
            else:
                self.assertEqual(result.returncode, 0, describe(result))
                self.assertEqual(path.read_text(), SLEEPY_FIXED)

    def test_unwritable_export(self):
        with mini_project(a=SLEEPY) as project:
            for target in ("a.cpp/", "a.cpp/fixes.yaml", "/proc/no-such/fixes/"):
                result = project.asyncmend("--quiet", f"--export-fixes={target}")
                self.assertEqual(result.returncode, 2, describe(result))
                self.assertTrue(one_sentence(result.stderr), describe(result))
                self.assertIn(target.rstrip("/"), result.stderr)
                self.assertEqual(project.read("a.cpp").decode(), SLEEPY)

    def test_export_creates_its_directory(self):
        with mini_project(a=SLEEPY, b=DROPPED) as project:
            result = project.asyncmend("--export-fixes=fixes/")
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertEqual(len(os.listdir(project.dir / "fixes")), 2)

    def test_no_old_export_survives(self):
        with mini_project(a=SLEEPY) as project:
            project.asyncmend("--export-fixes=fixes.yaml")
            self.assertIn(b"co_await", project.read("fixes.yaml"))
            project.write("a.cpp", SLEEPY_FIXED)
            result = project.asyncmend("--export-fixes=fixes.yaml")
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertNotIn(b"co_await", project.read("fixes.yaml"))


if __name__ == "__main__":
    unittest.main()
