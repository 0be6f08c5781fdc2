"""--format=github-review: what GitHub would make of it is what --fix makes."""
import json
import re
import subprocess
import unittest

from support import (CLEAN, DROPPED, MINI_INCLUDES, SLEEPY, STUCK, UNSAFE, describe, mini_project,
                     one_sentence)

FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.S | re.M)


def blocks(comment, kind):
    return [text for _, what, text in FENCE.findall(comment["body"]) if what == kind]


def lines_shown(diff):
    """The hunks of a diff of one file, in lines of the new text."""
    hunks = []
    for start, count in re.findall(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", diff, re.M):
        if count != b"0":
            hunks.append((int(start), int(start) + int(count or 1) - 1))
    return hunks


def take(text, comment):
    """Takes a suggestion as GitHub does: whole lines, the file's line ends."""
    lines = text.splitlines(keepends=True)
    first, last = comment.get("start_line", comment["line"]), comment["line"]
    end = b"\r\n" if lines[first - 1].endswith(b"\r\n") else b"\n"
    (block,) = blocks(comment, "suggestion")
    new = [l.encode() + end for l in block.split("\n")[:-1]]
    if new and not lines[last - 1].endswith(b"\n"):
        new[-1] = new[-1].removesuffix(b"\n").removesuffix(b"\r")
    return b"".join(lines[:first - 1] + new + lines[last:])


class GithubReview(unittest.TestCase):
    def changed(self, before=CLEAN, after=SLEEPY, name="a.cpp"):
        """A repository in which one file has uncommitted changes."""
        project = mini_project()
        self.addCleanup(project.__exit__)
        project.unit(name, before)
        project.git("init", "-q", "-b", "main")
        project.git("add", "-A")
        self.assertEqual(project.git("commit", "-qm", "start").returncode, 0)
        project.write(name, after)
        return project

    def review(self, project, *arguments, code=1):
        result = project.asyncmend("--format=github-review", "--changed", "--quiet",
                                   "--verify=off", *arguments)
        self.assertEqual(result.returncode, code, describe(result))
        review = json.loads(result.stdout)
        self.check(project, review)
        return review

    def check(self, project, review):
        """What the schema cannot say, of a review of a change of one file."""
        self.assertLessEqual(set(review), {"commit_id", "event", "body", "comments"})
        self.assertEqual(review["event"], "COMMENT")
        self.assertLessEqual(len(review["body"]), 65536)
        for comment in review["comments"]:
            self.assertLessEqual(set(comment), {"path", "line", "side", "start_line",
                                                "start_side", "body"})
            self.assertEqual(comment["side"], "RIGHT")
            self.assertLessEqual(len(comment["body"]), 65536)
            self.assertEqual("start_line" in comment, "start_side" in comment)
            first = comment.get("start_line", comment["line"])
            if "start_line" in comment:
                self.assertLess(first, comment["line"])
                self.assertEqual(comment["start_side"], "RIGHT")
            self.assertFalse(comment["path"].startswith(("/", "./")))
            diff = subprocess.run(["git", "diff", "main", "--", comment["path"]],
                                  cwd=project.dir, capture_output=True).stdout
            self.assertTrue(any(a <= first and comment["line"] <= b for a, b in lines_shown(diff)),
                            (comment, diff))
            self.assertLessEqual(len(blocks(comment, "suggestion")), 1)

    def taken_is_fixed(self, before, after, *arguments, name="a.cpp"):
        project = self.changed(before, after, name)
        review = self.review(project, *arguments)
        (comment,) = review["comments"]
        self.assertEqual(comment["path"], name)
        taken = take(project.read(name), comment)
        result = project.asyncmend("--fix", "--allow-dirty", "--changed", "--verify=off",
                                   *arguments)
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertEqual(taken, project.read(name))
        return comment

    def test_a_suggestion_is_the_fix(self):
        comment = self.taken_is_fixed(SLEEPY.replace("20", "10"), SLEEPY)
        self.assertIn("**asyncmend-blocking-sleep**", comment["body"])
        self.assertEqual(comment["line"], 11)
        self.assertNotIn("start_line", comment)
        self.taken_is_fixed(CLEAN, SLEEPY)
        self.taken_is_fixed(CLEAN, SLEEPY, name="a é b.cpp")

    def test_line_ends(self):
        for form in (lambda t: t.replace("\n", "\r\n"),
                     lambda t: "\ufeff" + t,
                     lambda t: t.rstrip("\n"),
                     lambda t: t.replace("\n", "\r\n").rstrip("\r\n")):
            for after in (SLEEPY, SLEEPY.replace("usleep(20);\n    co_return 1;\n}",
                                                 "usleep(20); co_return 1; }")):
                with self.subTest(text=form(after)):
                    self.taken_is_fixed(form(CLEAN), form(after))

    def test_several_lines(self):
        after = SLEEPY.replace("usleep(20);", "usleep(\n        20);")
        comment = self.taken_is_fixed(SLEEPY, after)
        self.assertIn("start_line", comment)

    def test_an_unsafe_fix_says_so(self):
        comment = self.taken_is_fixed(UNSAFE.replace("    save();\n", ""), UNSAFE, "--unsafe-fixes")
        self.assertIn("unsafe", comment["body"])

    def test_an_include_far_away(self):
        def text(count):
            source = SLEEPY.replace("#include <boost/asio/steady_timer.hpp>\n", "")
            return source.replace("usleep(20)", f"usleep({count})").replace(
                "net::awaitable<int> sleepy", "// far away\n" * 9 + "net::awaitable<int> sleepy")
        project = self.changed(text(1), text(2))
        (comment,) = self.review(project)["comments"]
        self.assertEqual(blocks(comment, "suggestion"), [])
        (diff,) = blocks(comment, "diff")
        self.assertIn("+#include <boost/asio/steady_timer.hpp>", diff)
        self.assertIn("not all in one hunk", comment["body"])

    def test_no_fix(self):
        (comment,) = self.review(self.changed(CLEAN, STUCK))["comments"]
        self.assertIn("No fix: ", comment["body"])
        self.assertNotIn("```", comment["body"])

    def test_findings_on_other_lines_are_listed(self):
        # The head of the function is the cause, and too far from the finding.
        def text(head):
            return SLEEPY.replace("net::awaitable<int> sleepy()\n{",
                                  head + "\n{" + "\n    ;" * 9)
        project = self.changed(text("static net::awaitable<int> sleepy()"),
                               text("net::awaitable<int> sleepy()"))
        review = self.review(project)
        self.assertEqual(review["comments"], [])
        self.assertIn("a.cpp:20", review["body"])
        self.assertIn("asyncmend-blocking-sleep", review["body"])

    def test_several_findings_and_old_ones(self):
        both = SLEEPY + DROPPED.replace(MINI_INCLUDES, "")
        review = self.review(self.changed(SLEEPY, both))
        self.assertEqual(len(review["comments"]), 1)
        self.assertIn("missing-co-await", review["comments"][0]["body"])
        self.assertIn("1 finding, 1 suggestion", review["body"])

    def test_nothing_to_say(self):
        review = self.review(self.changed(CLEAN, CLEAN + "int i;\n"), code=0)
        self.assertEqual(review["comments"], [])
        self.assertIn("no findings", review["body"])

    def test_fences_and_bytes_in_the_source(self):
        after = SLEEPY.replace("usleep(20);", "usleep(20); // ``` ````")
        comment = self.taken_is_fixed(CLEAN, after)
        self.assertIn("`````suggestion\n", comment["body"])
        latin = SLEEPY.encode().replace(b"usleep(20);", b"usleep(20); // \xe9")
        (comment,) = self.review(self.changed(CLEAN, latin))["comments"]
        self.assertEqual(blocks(comment, "suggestion"), [])
        self.assertIn("not UTF-8", comment["body"])

    def test_commit(self):
        project = self.changed()
        head = project.git("rev-parse", "HEAD").stdout.strip()
        self.assertEqual(self.review(project, f"--commit={head}")["commit_id"], head)
        self.assertNotIn("commit_id", self.review(project))
        for bad in ("HEAD", head[:10]):
            result = project.asyncmend("--format=github-review", "--changed", f"--commit={bad}")
            self.assertEqual(result.returncode, 2)
            self.assertTrue(one_sentence(result.stderr), describe(result))

    def test_it_needs_a_diff(self):
        result = self.changed().asyncmend("--format=github-review")
        self.assertEqual(result.returncode, 2)
        self.assertTrue(one_sentence(result.stderr), describe(result))
        self.assertIn("--changed", result.stderr)


if __name__ == "__main__":
    unittest.main()
