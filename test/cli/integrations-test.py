"""The pages in docs/integrations: their commands, run on a small project.

A comment before a block says what it is: `<!-- exit: N -->`, the code it ends
with; `<!-- not tested: why -->`; `<!-- in: build -->` for a block that
packages-test.py runs where this program was built. Blocks and steps that use a
form of report or an option that the command does not have (yet) are skipped.
"""
import os
import re
import shutil
import unittest

import yaml
from support import (CLEAN, MINI_FLAGS, ROOT, SLEEPY, SLEEPY_FIXED, Project, binary, describe, run)
from tidy import PLUGIN

PAGES = sorted((ROOT / "docs" / "integrations").glob("*.md"))
BLOCK = re.compile(r"((?:^<!--[^\n]*-->\n)*)^```sh\n(.*?)^```$", re.M | re.S)
CMAKE = f"""\
cmake_minimum_required(VERSION 3.25)
project(demo CXX)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
add_library(session STATIC src/session.cpp src/clean.cpp)
target_compile_options(session PRIVATE {' '.join(f'"{flag}"' for flag in MINI_FLAGS)})
"""


def blocks(page):
    """(marks, shell text) of each block of a page."""
    return [(dict(re.findall(r"<!-- ([a-z ]+): (.*?) -->", marks)), text)
            for marks, text in BLOCK.findall(page.read_text())]


def missing(text):
    """What a command uses that asyncmend does not know."""
    formats = [line.split()[0] for line in
               run([binary(), "--list-formats"]).stdout.splitlines() if line.strip()]
    known = run([binary(), "--generate=fish"]).stdout
    for name in re.findall(r"asyncmend.*?--format=([a-z-]+)", text, re.S):
        if name not in formats:
            return f"there is no --format={name}"
    for line in text.replace("\\\n", " ").splitlines():
        if re.search(r"(^|\| *)asyncmend ", line):
            for name in re.findall(r" --([a-z-]+)", line):
                if f"-l {name} " not in known:
                    return f"there is no --{name}"
    return None


class Demo(Project):
    """A CMake project in a git repository; its last commit brings a finding."""

    def __enter__(self):
        self.write("CMakeLists.txt", CMAKE)
        self.write("src/clean.cpp", CLEAN)
        self.write("src/session.cpp", CLEAN.replace("clean", "session"))
        self.write(".gitignore", "/build/\n/bin/\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("first")
        self.git("update-ref", "refs/remotes/origin/main", "HEAD")
        self.write("src/session.cpp", SLEEPY)
        self.commit("second")
        (self.dir / "bin").mkdir()
        (self.dir / "bin" / "asyncmend").symlink_to(binary())
        return self

    def commit(self, message):
        self.git("add", ".")
        result = self.git("commit", "--quiet", "-m", message)
        assert result.returncode == 0, describe(result)

    def configure(self, *arguments):
        return self.sh("cmake -S . -B build -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 " +
                       " ".join(arguments))

    def sh(self, text, **env):
        text = text.replace("/usr/lib/asyncmend/asyncmend-tidy.so", str(PLUGIN))
        return run(["bash", "-euo", "pipefail", "-c", text], cwd=self.dir, env={
            "PATH": f"{self.dir}/bin:{os.environ['PATH']}", "CXX": "clang++-19", **env})


class Pages(unittest.TestCase):
    def test_each_block_says_what_it_is(self):
        count = 0
        for page in PAGES:
            for marks, text in blocks(page):
                count += 1
                self.assertTrue({"exit", "not tested"} & set(marks), f"{page.name}: {text}")
        self.assertGreater(count, 10)
        for page in PAGES:
            if page.name != "README.md":
                self.assertIn(f"({page.name})", (PAGES[0].parent / "README.md").read_text())
        self.assertIn("docs/integrations/README.md", (ROOT / "README.md").read_text())

    def test_commands(self):
        with Demo() as demo:
            demo.write(".pre-commit-config.yaml", "repos: []\n")
            for page in PAGES:
                for marks, text in blocks(page):
                    if "not tested" in marks or "in" in marks or page.name == "pre-commit.md":
                        continue
                    with self.subTest(page=page.name, text=text):
                        if why := missing(text):
                            self.skipTest(why)
                        shutil.rmtree(demo.dir / "build", ignore_errors=True)
                        if "cmake -S" not in text:
                            self.assertEqual(demo.configure().returncode, 0)
                        result = demo.sh(text)
                        self.assertEqual(result.returncode, int(marks["exit"]), describe(result))
                        for name in re.findall(r"--output=(\S+)", text):
                            self.assertIn("blocking-sleep", demo.read(name).decode())
                        if "--output" not in text:
                            self.assertIn("[asyncmend-blocking-sleep]", result.stdout)

    def check_steps(self, steps):
        with Demo() as demo:
            for step in steps:
                with self.subTest(step=step):
                    if why := missing(step):
                        self.skipTest(why)
                    result = demo.sh(step)
                    self.assertEqual(result.returncode, 0, describe(result))
                    for name in re.findall(r"--output=(\S+)", step):
                        self.assertIn("blocking-sleep", demo.read(name).decode())

    def test_github_workflow(self):
        text = (ROOT / "docs/integrations/github-actions.yml").read_text()
        hosts = set(re.findall(r"- name: (.*?) +# host", text))
        jobs = yaml.safe_load(text)["jobs"]
        for job in jobs.values():
            names = [s["name"] for s in job["steps"] if "run" in s]
            self.assertTrue(hosts & set(names))
            self.check_steps([s["run"] for s in job["steps"]
                              if "run" in s and s["name"] not in hosts])

    def test_gitlab_job(self):
        text = (ROOT / "docs/integrations/gitlab-ci.yml").read_text()
        script = yaml.safe_load(text)["asyncmend"]["script"]
        hosts = [line for line in script if re.search(rf"- {re.escape(line)} +# host$", text, re.M)]
        self.assertEqual(len(hosts), 2)
        self.check_steps([line for line in script if line not in hosts])


class CMake(unittest.TestCase):
    def build(self, command):
        with Demo() as demo:
            configured = demo.configure(f'-DCMAKE_CXX_CLANG_TIDY="{command}"')
            self.assertEqual(configured.returncode, 0, describe(configured))
            return demo.sh("cmake --build build")

    def test_a_finding_fails_the_object_without_exit_zero(self):
        result = self.build("asyncmend;--quiet")
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("[asyncmend-blocking-sleep]", result.stdout)

    def test_trouble_fails_the_object_in_any_case(self):
        result = self.build("asyncmend;--quiet;--exit-zero;--profile=absent.json")
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("absent.json", result.stdout)


class PreCommit(unittest.TestCase):
    def hook(self, name, change=None):
        with Demo() as demo:
            self.assertEqual(demo.configure().returncode, 0)
            hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
            demo.write(".pre-commit-config.yaml",
                       yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}))
            if change:
                change(demo)
            demo.git("add", ".")
            result = demo.sh(f"pre-commit run {name}", PRE_COMMIT_HOME=str(demo.dir / "build/home"))
            return result, demo.read("src/session.cpp").decode()

    def test_manifest(self):
        result = run(["pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"])
        self.assertEqual(result.returncode, 0, describe(result))

    def touch(self, demo):
        demo.write("src/session.cpp", SLEEPY + "// changed\n")

    def test_report(self):
        result, text = self.hook("asyncmend", self.touch)
        self.assertEqual(result.returncode, 1, describe(result))
        self.assertIn("[asyncmend-blocking-sleep]", result.stdout)
        self.assertIn("usleep", text)

    def test_fix(self):
        result, text = self.hook("asyncmend-fix", self.touch)
        self.assertEqual(result.returncode, 1, describe(result))
        self.assertIn("files were modified by this hook", result.stdout)
        self.assertEqual(text, SLEEPY_FIXED + "// changed\n")

    def test_files_that_are_not_compiled_pass(self):
        result, _ = self.hook("asyncmend", lambda demo: demo.write("src/spare.cpp", SLEEPY))
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertIn("Passed", result.stdout)

    def test_the_page(self):
        page = next(p for p in PAGES if p.name == "pre-commit.md")
        (marks, text), = blocks(page)
        result, _ = self.hook(re.search(r"pre-commit run (.*)", text).group(1))
        self.assertEqual(result.returncode, int(marks["exit"]), describe(result))


if __name__ == "__main__":
    unittest.main()
