"""Merging what several sources tell of one job or one course, once it is in the store.

A record is compared with what its own source said before (`records.bare`), so that loading the same again changes
nothing, however it was merged. After a load only firms with a changed record are looked at again, and of these only
those that more than one source tells of. The rules themselves are `knowledge.sources.merge` and `merge_courses`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from knowledge.firms import Firms, Told
from knowledge.ingest import BATCH
from knowledge.models import Opening
from knowledge.records import SAMPLE, Change, Key, Training, bare, row_of
from knowledge.sources.merge import firm_keys, firm_name, merged
from knowledge.sources.merge_courses import merged_courses
from knowledge.store import Store, Writer

Holds = Callable[[str, str], bool]

_SETTLED: Final = "settled"  # the fact that tells the last change up to which all records are in line
_AT_ONCE: Final = 500  # firms whose records, with all that hangs together with them, are held in memory
_Kind = Literal["opening", "course"]
_RULES: Final[dict[_Kind, Callable[[Iterable[Any], Holds], Iterator[Any]]]] = {
    "opening": merged, "course": merged_courses,
}  # fmt: skip


def settle(store: Store, writer: Writer, holds: Holds, on: date) -> int:
    """Brings the records of all sources in line with each other; how many changed. If it fails, none did."""
    known, last = store.fact(_SETTLED), store.seq()
    if known == str(last) or (known is None and not _several_sources(store)):
        return 0
    changed = 0
    with writer.together() as firms:
        for kind, rule in _RULES.items():
            seen = _Changed(kind)
            for batch in store.changes_since(int(known or 0), kind):
                seen.take(batch, firms)
            for ids in seen.groups(firms):
                rows = store.get_many([Key(kind, id_) for id_ in sorted(ids)]).values()
                before = [(row.source, row.item()) for row in rows]
                after = rule((item for _, item in before), holds)
                stale = [row_of(now, source) for (source, old), now in zip(before, after, strict=True) if now != old]
                for start in range(0, len(stale), BATCH):
                    last = writer.put(stale[start : start + BATCH], (), on=on)
                changed += len(stale)
        writer.set_fact(_SETTLED, str(last))
    return changed


@dataclass(frozen=True, slots=True)
class _Changed:
    """What of a kind has to be looked at again: firms that several sources tell, or told, of, and the ids of records
    that carry what an earlier merge wrote."""

    kind: _Kind
    firms: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)

    def take(self, batch: Sequence[Change], firms: Firms) -> None:
        """Takes note of changes, also in `firms`."""
        told: list[Told] = []
        for row in (c.row for c in batch if c.row and c.row.source != SAMPLE):
            item = row.item()
            if item != bare(item):
                self.marked.add(row.key.id)
            told += [Told(f"{self.kind}:{firm}", self._mark(row.key.id), source) for firm, source in _told(item)]
        ids = {self._mark(c.key.id) for c in batch}
        touched = firms.of(ids) | {one.firm for one in told}
        self.firms.update(firms.shared(touched))
        firms.replace(ids, told)
        self.firms.update(firms.shared(touched))

    def groups(self, firms: Firms) -> Iterator[set[str]]:
        """Ids in parts between which nothing can be the same."""
        done: set[str] = set()
        given: set[str] = set()
        for some in _parts(self.firms):
            found: set[str] = set()
            while some := some - done:
                done |= some
                more = firms.records(some) - found
                found |= more
                some = firms.shared(firms.of(more))
            ids = {mark.removeprefix(self._mark("")) for mark in found}
            given |= ids
            yield ids
        yield from _parts(self.marked - given)

    def _mark(self, id_: str) -> str:
        """What a record of this kind is called among the firms."""
        return f"{self.kind}:{id_}"


def _told(item: object) -> Iterator[tuple[str, str]]:
    """By what the firm of a real record may be recognised, each with the source that tells of it."""
    match item:
        case Opening(sample=False, withdrawn=False):
            yield from ((firm, item.source) for firm in dict.fromkeys(firm_keys(item)))
        case Training() if not item.course.sample:
            yield firm_name(item.course.institution), item.course.source


def _parts(values: set[str]) -> Iterator[set[str]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield set(ordered[start : start + _AT_ONCE])


def _several_sources(store: Store) -> bool:
    """Whether real records of one kind came from more than one source."""
    real = {(kind, source) for (kind, _, source), n in store.counts().items() if n and source != SAMPLE}
    return any(sum(kind == one for one, _ in real) > 1 for kind in _RULES)
