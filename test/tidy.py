"""Running clang-tidy with the plugin that lies beside the binary."""
import json
import pathlib
import re

from support import binary, run

PLUGIN = pathlib.Path(binary()).parent.parent / "lib" / "asyncmend-tidy.so"
DIAGNOSTIC = re.compile(r"^(\S.*?):(\d+):\d+: (?:warning|error): .* \[asyncmend-([a-z-]+)[],]", re.M)


def options(values):
    """Check options, for tidy()."""
    return {"config": {"CheckOptions": values}}


def tidy(project, *arguments, checks="-*,asyncmend-*", config=None):
    return run(["clang-tidy-19", f"--load={PLUGIN}", f"--checks={checks}", "-p", project.dir,
                *([f"--config={json.dumps(config)}"] if config else []), *arguments],
               cwd=project.dir)


def diagnostics(result):
    """(file name, line, rule) of all that was found, in order."""
    return [(pathlib.Path(path).name, int(line), rule)
            for path, line, rule in DIAGNOSTIC.findall(result.stdout)]
