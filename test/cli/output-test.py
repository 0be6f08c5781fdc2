"""What the text, the JSON and the summary look like, and where they go."""
import os
import pty
import re
import subprocess
import unittest

from support import (CLEAN, DROPPED, SLEEPY, SLEEPY_LINE, STUCK, UNSAFE, binary, describe, findings,
                     mini_project)

ESCAPE = "\x1b["


def on_terminal(project, *arguments, env=None):
    """What the command writes on stdout when that is a terminal."""
    try:
        ours, theirs = pty.openpty()
    except OSError as error:  # a bare chroot has no /dev/pts
        raise unittest.SkipTest(f"no pseudo-terminal: {error}")
    process = subprocess.Popen([binary(), "-p", project.dir, *arguments], cwd=project.dir,
                               stdout=theirs, stderr=subprocess.DEVNULL,
                               env={**os.environ, "TERM": "xterm", **(env or {})})
    os.close(theirs)
    output = b""
    try:
        while chunk := os.read(ours, 65536):
            output += chunk
    except OSError:  # the other end is closed
        pass
    process.wait()
    os.close(ours)
    return output.decode()


class Output(unittest.TestCase):
    def test_text(self):
        with mini_project(a=SLEEPY, b=DROPPED) as project:
            lines = project.asyncmend().stdout.splitlines()
            where = f"{project.dir}/a.cpp:{SLEEPY_LINE}:5"
            head = [i for i, l in enumerate(lines) if l.startswith(where + ": warning: ")]
            self.assertEqual(len(head), 1, "\n".join(lines))
            self.assertRegex(lines[head[0]], r"\S \[asyncmend-blocking-sleep\]$")
            below = "\n".join(lines[head[0] + 1:])
            self.assertIn("    usleep(20);", below)
            self.assertRegex(below, r"(?m)^[ |]*\^")
            self.assertIn("co_await net::steady_timer", below)
            self.assertTrue(any(re.search(r"b\.cpp:12:5: error: .* \[asyncmend-missing-co-await\]$", l)
                                for l in lines), "\n".join(lines))

    def test_reason_for_no_fix(self):
        with mini_project(a=STUCK) as project:
            self.assertRegex(project.asyncmend().stdout, r"(?m)^ +no fix: \w.{20}")

    def test_json(self):
        with mini_project(a=SLEEPY, b=STUCK) as project:
            result = project.asyncmend("--format=json")
            first, second = findings(result)
            self.assertEqual(
                {k: first[k] for k in ("rule", "severity", "path", "line", "column", "state")},
                {"rule": "blocking-sleep", "severity": "warning", "line": SLEEPY_LINE, "column": 5,
                 "path": str(project.dir / "a.cpp"), "state": "chosen"})
            self.assertTrue(first["message"] and first["fixes"][0]["title"])
            self.assertEqual(first["fixes"][0]["safety"], "safe")
            self.assertEqual((second["state"], second["fixes"]), ("none", []))
            self.assertIn(second["why"], project.asyncmend().stdout)
            self.assertGreater(len(second["why"]), 20)

    def test_streams(self):
        # Findings on stdout, all else on stderr.
        with mini_project(a=SLEEPY, b=UNSAFE, c=CLEAN) as project:
            result = project.asyncmend()
            self.assertNotIn("more with --unsafe-fixes", result.stdout)
            self.assertIn("1 more with --unsafe-fixes", result.stderr)
            self.assertRegex(result.stderr, r"blocking-sleep\b.*\b1\b")
            self.assertNotIn("\r", result.stderr)
            quiet = project.asyncmend("--quiet")
            self.assertEqual((quiet.stdout, quiet.stderr), (result.stdout, ""), describe(quiet))

    def test_color(self):
        with mini_project(a=SLEEPY) as project:
            plain = project.asyncmend().stdout
            self.assertNotIn(ESCAPE, plain)
            self.assertIn(ESCAPE, project.asyncmend("--use-color").stdout)
            self.assertIn(ESCAPE, on_terminal(project))
            no_color = on_terminal(project, env={"NO_COLOR": "1"})
            self.assertEqual(no_color.replace("\r\n", "\n"), plain)
            self.assertNotIn(ESCAPE, on_terminal(project, "--use-color=false"))
            self.assertNotIn(ESCAPE, project.asyncmend("--use-color", "--format=json").stdout)

    def test_rules_as_a_table(self):
        plain = subprocess.run([binary(), "--list-rules"], capture_output=True, text=True)
        table = subprocess.run([binary(), "--list-rules", "--markdown"],
                               capture_output=True, text=True)
        slugs = [line.split()[0] for line in plain.stdout.splitlines()]
        rows = [line for line in table.stdout.splitlines() if line.startswith("|")][2:]
        self.assertEqual(slugs, sorted(slugs))
        self.assertEqual(len(slugs), len(rows), table.stdout)
        for slug, row in zip(slugs, rows):
            self.assertIn(slug, row)


if __name__ == "__main__":
    unittest.main()
