"""The commands of docs/formats.md do what they are there for."""
import json
import os
import pathlib
import re
import unittest
import xml.etree.ElementTree

from support import ROOT, SLEEPY, SLEEPY_FIXED, binary, describe, mini_project, run

PAGE = (ROOT / "docs/formats.md").read_text()
READERS = {".json": json.loads, ".sarif": json.loads, ".xml": xml.etree.ElementTree.fromstring}


class Docs(unittest.TestCase):
    def test_commands(self):
        blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
        self.assertGreater(len(blocks), 8)
        with mini_project(a=SLEEPY) as project:
            (project.dir / "build").mkdir()
            (project.dir / "compile_commands.json").rename(
                project.dir / "build/compile_commands.json")
            project.git("init", "-q")
            path = f"{pathlib.Path(binary()).parent}:{os.environ['PATH']}"
            for block in blocks:
                with self.subTest(block):
                    project.write("a.cpp", SLEEPY)
                    # Findings are left where the exit code is not about them.
                    result = run(["sh", "-c", block], cwd=project.dir, env={"PATH": path})
                    self.assertIn(result.returncode, (0, 1), describe(result))
                    self.assertNotIn("error: ", re.sub(r".*\[asyncmend-.*", "", result.stderr))
                    for name in re.findall(r"--output=(\S+)", block):
                        text = project.read(name).decode()
                        self.assertIn("a.cpp", text)
                        READERS.get(pathlib.Path(name).suffix, str)(text)
                    if "apply" in block:
                        self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)

    def test_all_formats_are_described(self):
        listed = {line.split()[0] for line in
                  run([binary(), "--list-formats"]).stdout.splitlines()}
        table = set(re.findall(r"`([a-z-]+)`", "\n".join(
            line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `"))))
        self.assertEqual(listed - table, set())


if __name__ == "__main__":
    unittest.main()
