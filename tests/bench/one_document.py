"""What came of one file, in how many seconds, and the most memory (MB) the child had.

python -m tests.bench.one_document FILE    # a process of its own: a process only knows the peak of all its children
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from knowledge.documents.child import read_in_child
from knowledge.documents.refusals import DocumentRefused

if __name__ == "__main__":
    started = time.perf_counter()
    try:
        read_in_child(Path(sys.argv[1]), "hostile")
        code = "read"
    except DocumentRefused as e:
        code = e.code
    took = time.perf_counter() - started
    print(code, took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)
