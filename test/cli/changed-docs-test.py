"""The commands of docs/changed.md do what the page says."""
import json
import os
import re
import subprocess
import unittest

from support import CLEAN, ROOT, SLEEPY, SLEEPY_LINE, binary, mini_project

PAGE = (ROOT / "docs/changed.md").read_text()


def commands(heading):
    """The lines of the shell blocks below a heading."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M).group(1)
    blocks = re.findall(r"^```sh\n(.*?)^```", section, re.S | re.M)
    return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]


class Page(unittest.TestCase):
    def setUp(self):
        self.project = project = mini_project(a=CLEAN)
        self.addCleanup(project.__exit__)
        (project.dir / "build").mkdir()
        os.rename(project.dir / "compile_commands.json", project.dir / "build/compile_commands.json")
        project.write(".gitignore", "build/\nbin/\nreview.json\nasyncmend-baseline.json\n")
        (project.dir / "bin").mkdir()
        (project.dir / "bin/asyncmend").symlink_to(binary())
        gh = project.write("bin/gh", '#!/bin/sh\ncp "$4" posted.json\n')
        gh.chmod(0o755)
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-qm", "start")
        self.git("update-ref", "refs/remotes/origin/main", "HEAD")
        self.git("checkout", "-qb", "work")
        project.write("a.cpp", SLEEPY)

    def git(self, *arguments):
        self.assertEqual(self.project.git(*arguments).returncode, 0, arguments)

    def shell(self, command):
        path = f"{self.project.dir}/bin:{os.environ['PATH']}"
        return subprocess.run(["bash", "-c", command], cwd=self.project.dir, text=True,
                              capture_output=True, env={**os.environ, "PATH": path})

    def test_only_what_changed(self):
        for command in commands("Only what changed"):
            if "--staged" in command:
                self.git("add", "-A")
            if "git diff main..." in command:
                self.git("commit", "-qam", "work")
            done = self.shell(command)
            self.assertEqual(done.returncode, 1, (command, done))
            self.assertIn(f"a.cpp:{SLEEPY_LINE}:", done.stdout, command)

    def test_review(self):
        review, post, tidy = commands("Code review")
        done = self.shell(tidy)
        self.assertIn("[asyncmend-blocking-sleep]", done.stdout, done)
        self.git("commit", "-qam", "work")
        for command in (review, post):
            done = self.shell(command)
            self.assertEqual(done.returncode, 0, (command, done))
        posted = json.loads(self.project.read("posted.json"))
        self.assertEqual(len(posted["comments"]), 1)
        self.assertIn("suggestion", posted["comments"][0]["body"])

    def test_hook(self):
        entry = re.search(r"^ +entry: (.*)$", PAGE, re.M).group(1)
        plain = re.search(r"`exec (asyncmend .*?)`", PAGE).group(1)
        self.assertEqual(entry, plain)
        self.assertEqual(self.shell(entry).returncode, 0)
        hook = self.project.write(".git/hooks/pre-commit", f"#!/bin/sh\nexec {plain}\n")
        hook.chmod(0o755)
        self.git("add", "-A")
        done = self.shell("git -c user.name=T -c user.email=t@example.org commit -m work")
        self.assertNotEqual(done.returncode, 0, done)
        self.assertIn(f"a.cpp:{SLEEPY_LINE}:", done.stdout + done.stderr)
        self.project.write("a.cpp", CLEAN + "int more;\n")
        self.git("add", "-A")
        done = self.shell("git -c user.name=T -c user.email=t@example.org commit -m work")
        self.assertEqual(done.returncode, 0, done)

    def test_baseline(self):
        for command in commands("A baseline"):
            done = self.shell(command)
            self.assertEqual(done.returncode, 0, (command, done))
        written = json.loads(self.project.read("asyncmend-baseline.json"))
        self.assertEqual(written["files"], {"a.cpp": {"blocking-sleep": {"count": 1}}})
        shown = json.loads(re.search(r"^```json\n(.*?)^```", PAGE, re.S | re.M).group(1))
        self.assertEqual(list(shown), list(written))


if __name__ == "__main__":
    unittest.main()
