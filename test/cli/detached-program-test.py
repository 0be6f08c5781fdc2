"""detached-task: what other units, or errors, say of a task's end."""
import unittest

from support import MINI_INCLUDES, describe, findings, mini_project

HEAD = MINI_INCLUDES.replace("#include <unistd.h>", "#include <boost/asio/co_spawn.hpp>")
SPAWNER = HEAD + """\
net::awaitable<void> work(int);
void start(net::io_context &io) { net::co_spawn(io, work(1), net::detached); }
"""
CAREFUL = HEAD + """\
net::awaitable<void> step(int);
net::awaitable<void> work(int n)
{
    try {
        co_await step(n);
    } catch (...) {
    }
}
"""
CARELESS = HEAD + "net::awaitable<void> work(int n) { if (n) throw n; co_return; }\n"
# It depends on a third function, which depends on this one.
PASSES_ON = HEAD + """\
net::awaitable<void> step(int);
net::awaitable<void> work(int n) { co_await step(n); }
"""
STEP = HEAD + """\
net::awaitable<void> work(int);
net::awaitable<void> step(int n) { if (n > 1) co_await work(n - 1); }
"""
STEP_FAILS = HEAD + "net::awaitable<void> step(int n) { if (n) throw n; co_return; }\n"
# A handler that does not compile is a handler.
BROKEN = HEAD + """\
#include <no-such-header.h>
net::awaitable<void> step(int);
net::awaitable<void> work(int n)
{
    try {
        co_await step(n);
    } catch (const missing::error &e) {
    }
}
net::awaitable<void> other(int n) { if (n) throw n; co_return; }
void start(net::io_context &io)
{
    net::co_spawn(io, work(1), net::detached);
    net::co_spawn(io, work(1), missing::handler);
    net::co_spawn(io, other(1), net::detached);
}
"""
# What waits for the task does not compile; beside it, the same without a wait.
WAITS = HEAD + """\
net::awaitable<void> run(net::io_context &io)
{
    int value = 0;
    net::co_spawn(io, [&value]() -> net::awaitable<void> { ++value; co_return; }, net::detached);
    co_await missing::signal();
}
net::awaitable<void> go(net::io_context &io)
{
    int value = 0;
    net::co_spawn(io, [&value]() -> net::awaitable<void> { ++value; co_return; }, net::detached);
    co_return;
}
"""


class DetachedProgram(unittest.TestCase):
    def lines(self, code=None, rule="detached-task", **units):
        with mini_project(**units) as project:
            result = project.asyncmend(f"--rules=-*,{rule}", "--format=json")
        found = findings(result)
        self.assertEqual(result.returncode, int(bool(found)) if code is None else code,
                         describe(result))
        return [f["line"] for f in found]

    def test_a_body_elsewhere_that_cannot_fail(self):
        self.assertEqual(self.lines(a=SPAWNER, b=CAREFUL), [])

    def test_a_body_elsewhere_that_can(self):
        self.assertEqual(self.lines(a=SPAWNER, b=CARELESS), [10])

    def test_a_body_that_nobody_has_seen(self):
        self.assertEqual(self.lines(a=SPAWNER), [10])

    def test_a_chain_of_units(self):
        self.assertEqual(self.lines(a=SPAWNER, b=PASSES_ON, c=STEP), [])
        self.assertEqual(self.lines(a=SPAWNER, b=PASSES_ON, c=STEP_FAILS), [10])
        self.assertEqual(self.lines(a=SPAWNER, b=PASSES_ON), [10])

    def test_code_that_does_not_compile(self):
        # The header is missing, and all else is still understood.
        self.assertEqual(self.lines(code=2, a=BROKEN), [23])

    def test_a_wait_that_does_not_compile(self):
        self.assertEqual(self.lines(code=2, rule="dangling-capture", a=WAITS), [18])


if __name__ == "__main__":
    unittest.main()
