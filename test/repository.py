"""A git repository with units, for the tests of what a change is about."""
import pathlib
import unittest

from support import MINI_INCLUDES, describe, findings, mini_project

# Two findings, some lines apart, in two functions.
TWICE = MINI_INCLUDES + """\
net::awaitable<int> first()
{
    usleep(1);
    co_return 1;
}

net::awaitable<int> second()
{
    usleep(2);
    co_return 2;
}
"""


class Repository(unittest.TestCase):
    def repository(self, **units):
        project = mini_project(**units)
        self.addCleanup(project.__exit__)
        project.write(".gitignore", "compile_commands.json\n")
        self.git(project, "init", "-q", "-b", "main")
        self.commit(project)
        return project

    def git(self, project, *arguments):
        done = project.git(*arguments)
        self.assertEqual(done.returncode, 0, describe(done))
        return done.stdout

    def commit(self, project):
        self.git(project, "add", "-A")
        self.git(project, "commit", "-qm", "state")

    def lines(self, project, *arguments, **options):
        """Reported files and lines."""
        result = project.asyncmend("--format=json", "--quiet", "--verify=off", *arguments,
                                   **options)
        self.assertIn(result.returncode, (0, 1), describe(result))
        found = [(pathlib.Path(f["path"]).name, f["line"]) for f in findings(result)]
        self.assertEqual(result.returncode, 1 if found else 0, describe(result))
        return found

    def edit(self, project, name, old, new):
        text = project.read(name).decode()
        self.assertIn(old, text)
        project.write(name, text.replace(old, new, 1))
