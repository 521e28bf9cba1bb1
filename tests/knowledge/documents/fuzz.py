"""Broken copies of the notices: cut off, bytes changed, pieces taken out or doubled. What a reader makes of each.

    python -m tests.knowledge.documents.fuzz programme docx 200    # prints what came out how often
"""

from __future__ import annotations

import io
import random
import re
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator

from knowledge.documents.reading import read
from knowledge.documents.refusals import DocumentRefused
from tests.knowledge.documents.hostile import zipped
from tests.knowledge.documents.sameness import fixture


def broken(data: bytes, times: int, seed: int) -> Iterator[bytes]:
    """So many broken copies, the same ones every time. Of archives, half are broken in a part, the archive being whole:
    its sums would keep everything else from the readers."""
    chance = random.Random(seed)
    for n in range(times):
        if data.startswith(b"PK") and n % 2:
            yield _broken_part(data, n // 2, chance)
        else:
            yield _broken(data, n // 2 if data.startswith(b"PK") else n, chance)


def _broken(data: bytes, way: int, chance: random.Random) -> bytes:
    copy = bytearray(data)
    at = chance.randrange(len(copy))
    if way % 4 == 0:
        del copy[at:]
    elif way % 4 == 1:
        del copy[at:at + chance.randrange(1, 64)]
    elif way % 4 == 2:
        copy[at:at] = copy[at:at + chance.randrange(1, 64)]
    else:
        for _ in range(chance.randrange(1, 40)):
            copy[chance.randrange(len(copy))] = chance.randrange(256)
    return bytes(copy)


def _broken_part(data: bytes, way: int, chance: random.Random) -> bytes:
    """An archive with one number or name in one of its parts changed, which often leaves it XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([n for n in parts if n.endswith(".xml")])
    if way % 2:
        parts[name] = _broken(parts[name], way, chance)
    else:
        words = list(re.finditer(rb'(?<=")[^"<>]*(?=")|(?<=[<:])\w+(?=[ />])', parts[name]))
        for found in sorted(chance.sample(words, min(4, len(words))), key=lambda m: -m.start()):
            other = chance.choice([b"", b"-1", b"0", b"999999999", b"x", chance.choice(words)[0]])
            parts[name] = parts[name][:found.start()] + other + parts[name][found.end():]
    return zipped(parts)


def outcomes(name: str, ending: str, times: int, seed: int = 7) -> Counter[str]:
    """What came out how often: "read", the code of a refusal, with the error behind it where no reader foresaw it."""
    found: Counter[str] = Counter()
    for data in broken(fixture(name, ending), times, seed):
        try:
            read(data, name)
            found["read"] += 1
        except DocumentRefused as e:
            trace = traceback.extract_tb(e.__traceback__)
            found[f"{e.code} (unforeseen {e.__cause__!r})" if trace[-1].name == "_foreseen" else e.code] += 1
    return found


if __name__ == "__main__":
    for outcome, times in outcomes(sys.argv[1], sys.argv[2], int(sys.argv[3])).most_common():
        sys.stdout.write(f"{times:5} {outcome}\n")
