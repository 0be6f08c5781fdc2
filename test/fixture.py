"""A fixture: its texts in one framework's spelling, and what it expects.

See fixture-runner.py for the format.
"""
import collections
import json
import os
import re

from support import RUNTIME, TEST_DIR, Project

QT = "/usr/include/x86_64-linux-gnu/qt6"

# How the Boost.Asio spelling of a fixture becomes another framework's.
FRAMEWORKS = {
    "boost-asio": {"flags": [], "spelling": []},
    "asio": {
        # Its configuration knows only <experimental/coroutine> for clang.
        "flags": ["-DASIO_HAS_CO_AWAIT=1"],
        "spelling": [("boost/asio", "asio"),
                     ("boost::system::error_code", "boost::asio::error_code"),
                     ("boost::system::system_error", "boost::asio::system_error"),
                     ("namespace asio = boost::asio;", ""),
                     ("boost::asio", "asio")],
    },
    "qcoro": {
        "flags": ["-fPIC", "-isystem", QT,
                  *(flag for module in ("QtCore", "QtNetwork", "QtConcurrent")
                    for flag in ("-isystem", f"{QT}/{module}")),
                  "-isystem", "/usr/include/qcoro6", "-isystem", "/usr/include/qcoro6/qcoro"],
        "spelling": [],
    },
    "boost-fiber": {"flags": [], "spelling": []},
    "asio-spawn": {"flags": [], "spelling": []},
}
# Those that Debian does not package: declarations of our own stand for them.
MOCKED = ("folly-coro", "cobalt", "cppcoro", "seastar", "libunifex", "stdexec", "libcoro",
          "concurrencpp", "userver")
FRAMEWORKS.update({name: {"flags": ["-isystem", str(TEST_DIR / "mocks" / name)], "spelling": []}
                   for name in MOCKED})
# frameworks/run puts real headers in their place: {"ID": ["FLAG"...]...}.
for name, real in json.loads(os.environ.get("ASYNCMEND_FRAMEWORK_FLAGS", "{}")).items():
    FRAMEWORKS[name]["flags"] = [flag for flag in real if not flag.startswith("-std=")]
ANNOTATION = re.compile(r"//\s*expect(-next)?:(.*)$")
EXPECTATION = re.compile(r'([a-z-]+)\s+(safe|unsafe|suggestion|refused)(?:\s+"([^"]+)")?')

Expected = collections.namedtuple("Expected", "line rule tier reason")


class Failure(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Failure(message)


def expectations(text):
    """All annotations of a fixture, in order."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = ANNOTATION.search(line)
        if not match:
            continue
        for item in match.group(2).split(";"):
            parsed = EXPECTATION.fullmatch(item.strip())
            require(parsed and (parsed.group(2) == "refused") == bool(parsed.group(3)),
                    f"line {number}: no valid annotation: {item.strip()!r}")
            found.append(Expected(number + bool(match.group(1)), *parsed.groups()))
    return found


class Fixture:
    """The texts of one case in one framework's spelling."""

    def __init__(self, framework, text, safe, unsafe, rule, header=None):
        require(framework in FRAMEWORKS, f"unknown framework {framework!r}")
        self.flags = [*FRAMEWORKS[framework]["flags"], f"-I{RUNTIME}"]
        self.spelling = FRAMEWORKS[framework]["spelling"]
        self.input = self.spell(text)
        self.safe = self.spell(safe) if safe is not None else None
        self.unsafe = self.spell(unsafe) if unsafe is not None else self.safe
        self.header = header and (header[0], self.spell(header[1]))
        self.rule = rule
        self.expected = expectations(text)
        self.is_page = False  # a page has no annotations
        options = re.search(r"^// options: (.*)$", text, re.M)
        self.options = options.group(1).split() if options else []

    def spell(self, text):
        for old, new in self.spelling:
            text = text.replace(old, new)
        return text

    def project(self):
        project = Project(flags=self.flags)
        if self.header:
            project.write(*self.header)
        return project

    def rules(self):
        # As globs: some rules say more where they are asked for by their name.
        slugs = sorted({self.rule, *(e.rule for e in self.expected)})
        return "--rules=-*," + ",".join(f"[{s[0]}]{s[1:]}" for s in slugs)


def load(path, framework):
    def optional(suffix):
        other = path.with_name(path.stem + suffix)
        return other.read_bytes().decode() if other.exists() else None

    text = path.read_bytes().decode()
    first = text.splitlines()[0]
    require(first.startswith("// frameworks:") and framework in first.split(),
            f"the first line does not name {framework}: {first}")
    header = optional(".h")
    fixture = Fixture(framework, text, optional(".fixed.cpp"), optional(".unsafe.fixed.cpp"),
                      path.parent.name, header and (path.stem + ".h", header))
    tiers = {e.tier for e in fixture.expected}
    require((fixture.safe is not None) == ("safe" in tiers),
            "a .fixed.cpp belongs to a fixture that expects something safe, and to no other")
    require((optional(".unsafe.fixed.cpp") is not None) == ("unsafe" in tiers),
            "a .unsafe.fixed.cpp belongs to a fixture that expects something unsafe, and to no other")
    return fixture


def load_page(path):
    """The first ```cpp blocks under "## Before" and "## After" of a rule's page."""
    page = path.read_text()

    def block(heading):
        match = re.search(rf"^## {heading}\b.*?^```cpp\n(.*?)^```", page, re.M | re.S)
        require(match, f"no ```cpp block under '## {heading}'")
        return match.group(1)

    fixture = Fixture("boost-asio", block("Before"), None, block("After"), path.stem)
    fixture.is_page = True
    options = re.search(r"^<!-- options: (.*) -->$", page, re.M)
    fixture.options = options.group(1).split() if options else []
    return fixture
