"""Uncommitted work is not mixed with the command's edits unless asked for."""
import unittest

from support import CLEAN, DROPPED, SLEEPY, SLEEPY_FIXED, describe, mini_project


class DirtyTree(unittest.TestCase):
    def repository(self, **units):
        project = mini_project(**units)
        self.addCleanup(project.__exit__)
        project.git("init", "-q")
        project.git("add", "-A")
        done = project.git("commit", "-qm", "start")
        self.assertEqual(done.returncode, 0, describe(done))
        return project

    def test_clean_tree(self):
        project = self.repository(a=SLEEPY)
        result = project.asyncmend("--fix")
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)

    def test_modified_file_is_refused(self):
        project = self.repository(a=CLEAN, b=DROPPED)
        project.write("a.cpp", SLEEPY)
        result = project.asyncmend("--fix")
        self.assertEqual(result.returncode, 2, describe(result))
        self.assertIn("a.cpp", result.stderr)
        self.assertIn("--allow-dirty", result.stderr)
        self.assertEqual(project.read("a.cpp").decode(), SLEEPY)
        self.assertEqual(project.read("b.cpp").decode(), DROPPED, "half a run was applied")

    def test_untracked_and_staged_files_are_refused(self):
        for stage in (False, True):
            project = self.repository(a=CLEAN)
            project.unit("new.cpp", SLEEPY)
            if stage:
                project.git("add", "new.cpp")
            result = project.asyncmend("--fix")
            self.assertEqual(result.returncode, 2, describe(result))
            self.assertEqual(project.read("new.cpp").decode(), SLEEPY)

    def test_allow_dirty(self):
        project = self.repository(a=CLEAN)
        project.write("a.cpp", SLEEPY)
        result = project.asyncmend("--fix", "--allow-dirty")
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)

    def test_other_dirty_files_do_not_matter(self):
        project = self.repository(a=SLEEPY, b=CLEAN)
        project.write("b.cpp", CLEAN + "// not committed\n")
        result = project.asyncmend("--fix")
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)


if __name__ == "__main__":
    unittest.main()
