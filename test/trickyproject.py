"""A project with all that is hard on a report and on those who apply its fixes."""
from support import DROPPED, MINI_INCLUDES, Project, SLEEPY, MINI_FLAGS

NESTED = MINI_INCLUDES + """\
net::awaitable<void> job() { co_return; }
net::awaitable<void> nested()
{
    [](int n) -> net::awaitable<void> { usleep(5); co_return; }(3);
    job(), job();
    co_return;
}
"""
# Code points in front of the edit that are two and four bytes, one and two units of UTF-16.
EMOJI = MINI_INCLUDES + """\
net::awaitable<int> sleepy()
{
    /* é😀 */ usleep(20); co_return 1;
}
"""
LAST_LINE = MINI_INCLUDES + """\
net::awaitable<void> job() { co_return; }
net::awaitable<void> last() { job(); co_return; }"""
HEADER = "#pragma once\n" + SLEEPY.replace("net::awaitable<int> sleepy",
                                           "inline net::awaitable<int> sleepy")
# Their fixes bring includes, which stand near the edit or far from it.
INCLUDES = SLEEPY.replace("#include <boost/asio/steady_timer.hpp>\n", "") \
                 .replace("#include <boost/asio/this_coro.hpp>\n", "")
FAR_INCLUDES = INCLUDES.replace("\n\n", "\n" + "// far\n" * 10 + "\n")

UNITS = {
    "src/header-one.cpp": '#include "../inc/shared.hpp"\n',
    "src/header-two.cpp": '#include "../link/shared.hpp"\n',
    "src/crlf.cpp": SLEEPY.replace("\n", "\r\n"),
    "src/bom.cpp": "\ufeff" + SLEEPY,
    "src/emoji.cpp": EMOJI,
    "src/no-newline.cpp": LAST_LINE,
    "src/last-line.cpp": LAST_LINE + "\n",
    "src/latin.cpp": b"// Schl\xe4fer\n" + SLEEPY.encode(),
    "src/nested.cpp": NESTED,
    "src/includes.cpp": INCLUDES,
    "src/far-includes.cpp": FAR_INCLUDES,
    "src/a blank and é.cpp": DROPPED,
}
HEADERS = {"inc/shared.hpp": HEADER}
# Text that is no UTF-8 cannot be in JSON, nor can a reader of JSON edit such a file.
NOT_IN_TEXT = {"src/latin.cpp"}
# Two places of a file are no single block of lines.
NOT_IN_LINES = NOT_IN_TEXT | {"src/far-includes.cpp"}


def tricky_project(*units):
    """The project, or some of its units; used as a context manager."""
    project = Project(flags=MINI_FLAGS)
    for name, text in HEADERS.items():
        project.write(name, text)
    (project.dir / "link").symlink_to("inc")
    for name in units or UNITS:
        project.unit(name, UNITS[name])
    return project


def tree(project):
    """The bytes of all its sources, by name."""
    return {name: project.read(name) for name in [*UNITS, *HEADERS]
            if (project.dir / name).exists()}


def write_tree(project, files):
    for name, data in files.items():
        project.write(name, data)
