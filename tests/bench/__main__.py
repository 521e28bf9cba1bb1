"""`make bench`: every measurement, or the ones named: `python -m tests.bench search turn`."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import tests.bench

for name, value in {"ANONYMIZED_TELEMETRY": "False", "LANGSMITH_TRACING": "false", "HF_HUB_OFFLINE": "1"}.items():
    os.environ.setdefault(name, value)


def main(names: list[str]) -> int:
    """Runs `run()` of each bench module."""
    found = [m.name for m in pkgutil.iter_modules(tests.bench.__path__) if m.name.startswith("bench_")]
    chosen = [f"bench_{n}" for n in names] or found
    for name in chosen:
        if name not in found:
            print(f"No bench named {name.removeprefix('bench_')}; there are {', '.join(f[6:] for f in found)}.")
            return 2
        print(f"== {name.removeprefix('bench_')}")
        importlib.import_module(f"tests.bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
