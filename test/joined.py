"""Several fixtures as one translation unit, to save parsing.

Their includes stand at the top, and each lies in a namespace of its own. Those
that this does not suit (a macro, a header of their own, a namespace of somebody
else, a line `// alone: why`) stay alone.
"""
import concurrent.futures
import os
import re

AT_ONCE = 16
INCLUDE = re.compile(r"^#include <[^>]+>$", re.M)
UNSUITED = re.compile(r'^\s*#(?!include <)|^namespace (std|boost)\b|^extern "C"'
                      r"|^using namespace std\b|^// alone: \S", re.M)


def suits(text):
    return not UNSUITED.search(text)


def join(members, prefix="fixture"):
    """One text of several; `members` are pairs of a label and a text.

    Where texts of several units are analysed together, `prefix` keeps their
    functions apart.
    """
    # The runtime headers look at which Asio came before them.
    includes = sorted({line for _, text in members for line in INCLUDE.findall(text)},
                      key=lambda line: ("<asyncmend/" in line, line))
    parts = [f"namespace {prefix}_{i} {{ // {label}\n"
             f"{INCLUDE.sub('', text)}\n}} // namespace {prefix}_{i}\n"
             for i, (label, text) in enumerate(members)]
    return "\n".join(includes) + "\n\n" + "\n".join(parts)


def batches(members):
    """Lists of members that may share a translation unit, few enough to be read."""
    return [members[i:i + AT_ONCE] for i in range(0, len(members), AT_ONCE)]


def in_parallel(function, items):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(function, items))
