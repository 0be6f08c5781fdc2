"""What the test scripts share: running asyncmend, small projects, diffs.

The binary is named by the environment variable ASYNCMEND (ctest sets it).
"""
import difflib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

TEST_DIR = pathlib.Path(__file__).resolve().parent
ROOT = TEST_DIR.parent
COMPILERS = ("clang++-19", "g++")
RUNTIME = ROOT / "rewriters" / "runtime"


def binary():
    path = os.environ.get("ASYNCMEND")
    if not path:
        raise SystemExit("set ASYNCMEND to the asyncmend binary")
    return str(pathlib.Path(path).resolve())


def run(arguments, cwd=None, env=None, timeout=300):
    """Runs a command; stdout and stderr come back as text."""
    return subprocess.run(
        [str(a) for a in arguments], cwd=cwd, timeout=timeout, text=True,
        errors="replace", stdin=subprocess.DEVNULL, capture_output=True,
        env={**os.environ, **(env or {})})


def findings(result):
    """The findings of a --format=json report."""
    return json.loads(result.stdout)["findings"]


def describe(result):
    """A finished command, for a failure message."""
    return (f"$ {' '.join(result.args)}\nexit code {result.returncode}\n"
            f"--- stdout\n{result.stdout}\n--- stderr\n{result.stderr}")


def diff(expected, actual, what):
    """A unified diff of two byte strings; line ends and tabs stay visible."""
    def lines(data):
        return [repr(l)[2:-1] for l in data.splitlines(keepends=True)]
    return "\n".join(difflib.unified_diff(
        lines(expected), lines(actual), f"{what} (expected)",
        f"{what} (actual)", lineterm=""))


class Project:
    """A temporary directory with sources and a compile_commands.json.

    Used as a context manager; its path holds no symbolic link.
    """

    def __init__(self, compiler="clang++-19", flags=()):
        self.command = [compiler, "-std=c++20", *flags]
        self.entries = []
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="asyncmend-")).resolve()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.dir, ignore_errors=True)

    def write(self, name, content):
        """Writes a file (text or bytes) that is no translation unit."""
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def unit(self, name, content, flags=()):
        """Writes a file and enters it into the compile database."""
        path = self.write(name, content)
        self.entries.append({"directory": str(self.dir), "file": name,
                             "arguments": [*self.command, *flags, "-c", name]})
        self.write("compile_commands.json", json.dumps(self.entries, indent=1))
        return path

    def read(self, name):
        return (self.dir / name).read_bytes()

    def asyncmend(self, *arguments, **options):
        options.setdefault("cwd", self.dir)
        return run([binary(), "-p", self.dir, *arguments], **options)

    def git(self, *arguments):
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        return run(["git", *identity, *arguments], cwd=self.dir)


# For the tests of the command line: sources that parse in a moment.
MINI_FLAGS = ("-isystem", str(TEST_DIR / "cli" / "mini"))
MINI_INCLUDES = """\
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <unistd.h>

namespace net = boost::asio;

"""
CLEAN = MINI_INCLUDES + "net::awaitable<int> clean() { co_return 1; }\n"
SLEEPY = MINI_INCLUDES + """\
net::awaitable<int> sleepy()
{
    usleep(20);
    co_return 1;
}
"""
SLEEPY_LINE = 11
SLEEPY_FIXED = SLEEPY.replace(
    "usleep(20)",
    "co_await net::steady_timer(co_await net::this_coro::executor, "
    "std::chrono::microseconds(20)).async_wait(net::use_awaitable)")
DROPPED = MINI_INCLUDES + """\
net::awaitable<void> job() { co_return; }
net::awaitable<void> dropped()
{
    job();
    co_return;
}
"""
# A finding that has no fix: the result of the sleep is used.
STUCK = MINI_INCLUDES + """\
net::awaitable<int> stuck()
{
    int left = usleep(20);
    co_return left;
}
"""
# A finding whose fix is unsafe: the task is home-made.
UNSAFE = MINI_INCLUDES + """\
struct Started {
    struct promise_type {
        Started get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const noexcept {}
};
Started save() { co_return; }
Started save_all()
{
    save();
    co_return;
}
"""
# A finding whose fix needs a runtime header; with the real headers, too.
LEAKY = """\
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fcntl.h>
#include <unistd.h>

boost::asio::awaitable<int> wait(boost::asio::steady_timer &timer)
{
    int fd = ::open("/dev/null", O_RDONLY);
    if (fd < 0)
        co_return 1;
    co_await timer.async_wait(boost::asio::use_awaitable);
    ::close(fd);
    co_return 0;
}
"""


def mini_project(**units):
    """A project of such sources: mini_project(a=SLEEPY) has a.cpp."""
    project = Project(flags=MINI_FLAGS)
    for name, content in units.items():
        project.unit(name + ".cpp", content)
    return project


def one_sentence(text):
    """Whether text is one line, as a message of the command should be."""
    return len(text.strip().splitlines()) == 1 and len(text.strip()) > 10
