"""Runs the benchmarks by name, or all of them, each with its peer in the same run."""

import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import django

os.environ.setdefault("MINZHI_HOME", "build/bench")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhi.site.settings")
FRAME = {"__main__", "frame", "ground", "empty", "search_ground", "search_peers", "similarity_marks", "log_alone"}


def main(asked: list[str]) -> int:
    """Print a table for each benchmark; returns 2 for a name that is none."""
    known = [each.name for each in iter_modules([str(Path(__file__).parent)]) if each.name not in FRAME]
    if unknown := set(asked) - set(known):
        print(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    django.setup()
    frame = import_module("bench.frame")
    print(frame.machine())
    for name in asked or known:
        module = import_module(f"bench.{name}")
        print(f"\n### {name}: {module.__doc__.splitlines()[0]}\n")
        frame.show(module.run())
    return 0


sys.exit(main(sys.argv[1:]))
