"""The columns on disk: what is merged and read back is what one would have made at once; a broken file is no file."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from knowledge.catalogue import Catalogue
from knowledge.columns import TYPES, OpeningColumns, SkillBits, opening_columns
from knowledge.columns_file import ColumnsFile, merged
from knowledge.errors import ColumnsError
from knowledge.fit import Seeker
from knowledge.ingest import Load
from knowledge.models import Opening, Pay
from knowledge.taxonomy import load_taxonomy
from tests.knowledge.conftest import Opener
from tests.knowledge.making import DAY, opening

TAXONOMY = load_taxonomy()
SKILLS = tuple(TAXONOMY.skills)


def many(n: int, seed: int, own: str = "") -> list[Opening]:
    """Openings that differ in everything that has a column; some ask for skills no taxonomy knows."""
    rng = random.Random(seed)
    skills = [*SKILLS[:40], *(f"new{own}-{k}" for k in range(5))]
    return [
        opening(
            f"o-{number:03}", f"{number}번째 일", employer=f"{rng.randint(1, 9)} 상사", region=rng.choice(("26110", "48120")),
            required=tuple(rng.sample(skills, rng.randint(0, 3))), preferred=tuple(rng.sample(skills, rng.randint(0, 2))),
            experience=rng.randint(0, 4), education=rng.choice(("any", "high", "college")), remote=rng.random() < 0.3,
            licences=rng.choice(((), ("지게차운전기능사",))), permits=rng.choice(((), ("F-2",))),
            employment=rng.choice(("permanent", "intern")), withdrawn=rng.random() < 0.1,
            pay=rng.choice((None, Pay("month", rng.randint(2, 9) * 10**6), Pay("year", 3 * 10**10))),
            closes=rng.choice((None, DAY + timedelta(rng.randint(-9, 30)))),
        )
        for number in rng.sample(range(200), n)
    ]  # fmt: skip


def columns(openings: list[Opening]) -> OpeningColumns:
    return opening_columns(openings, SkillBits(TAXONOMY.skills))


def facts(c: OpeningColumns) -> list[dict[str, object]]:
    """What the columns say of each opening, codes and bits resolved."""
    bits = SkillBits(c.skills)
    lists = {"region": c.regions, "occupation": c.occupations, "employment": c.employments, "licence": c.licences, "permit": c.permits}  # fmt: skip
    plain = [name for name in TYPES if name not in (*lists, "need", "liking")]
    return [
        {
            "id": c.ids[at], **{name: getattr(c, name)[at].item() for name in plain},
            **{name: values[getattr(c, name)[at]] for name, values in lists.items()},
            "need": set(bits.ids(c.needs[c.need[at]])), "liking": set(bits.ids(c.likings[c.liking[at]])),
        }
        for at in range(len(c.ids))
    ]  # fmt: skip


def test_merging_changes_gives_what_making_anew_gives() -> None:
    held: dict[str, Opening] = {}
    whole = columns([])
    for step in range(4):
        new, gone = many(60, step, own=str(step)), [f"o-{n:03}" for n in range(step * 40, step * 40 + 20)]
        held = {id_: o for id_, o in (held | {o.id: o for o in new}).items() if id_ not in gone or id_ in {o.id for o in new}}
        whole = merged(whole, columns(new), gone)
    assert facts(whole) == facts(columns(list(held.values())))
    assert len(np.unique(whole.needs, axis=0)) == len(whole.needs)


def test_what_is_saved_reads_back_and_an_older_reader_keeps_what_it_has(tmp_path: Path) -> None:
    file = ColumnsFile(tmp_path, "r", SKILLS)
    assert (file.seq, file.columns.ids) == (-1, ())
    first = columns(many(50, 1))
    file.save(first, 3)
    reader = ColumnsFile(tmp_path, "r", SKILLS)
    assert reader.seq == 3
    assert facts(reader.columns) == facts(first)
    file.save(columns(many(20, 2)), 4)
    assert facts(reader.columns) == facts(first)  # its files are gone from the folder, not from its memory
    assert reader.reload()
    assert (reader.seq, len(reader.columns.ids)) == (4, 20)
    assert len([p for p in tmp_path.iterdir() if p.is_dir()]) == 1


def test_made_by_other_code_or_broken_it_counts_as_missing(tmp_path: Path) -> None:
    ColumnsFile(tmp_path, "r", SKILLS).save(columns(many(50, 1)), 3)
    assert ColumnsFile(tmp_path, "other", SKILLS).seq == -1
    (folder,) = (p for p in tmp_path.iterdir() if p.is_dir())
    (folder / "pay_hour.npy").write_bytes(b"?")
    assert ColumnsFile(tmp_path, "r", SKILLS).seq == -1
    (tmp_path / "current.json").write_text("{")
    assert ColumnsFile(tmp_path, "r", SKILLS).seq == -1


def test_where_nothing_can_be_written_it_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ColumnsError, match="Free some room"):
        ColumnsFile(tmp_path / "file" / "columns", "r", SKILLS).save(columns([]), 1)


def test_a_base_follows_changes_line_by_line_and_after_a_restart(open_bare: Opener, tmp_path: Path) -> None:
    base = open_bare()
    openings = {o.id: o for o in many(60, 5)}
    base.take_in(Load("doc", openings.values()), on=DAY)
    changed = next(iter(openings.values()))
    openings[changed.id] = replace(changed, required=("welding",), pay=Pay("hour", 12_000))
    other = opening("x-dup", "같은 일", same_as=changed.id)
    base.take_in(Load("doc", [*openings.values(), other]), on=DAY)
    assert facts(base.catalogue.openings) == facts(columns(list(openings.values())))
    base.close()
    again = open_bare()
    assert facts(again.catalogue.openings) == facts(columns(list(openings.values())))
    plain, kept = Catalogue(openings.values(), [], TAXONOMY), again.catalogue
    seeker = Seeker(skills=frozenset(SKILLS[:6]), within=("26000",), near=("26110",))
    assert kept.rank(seeker, DAY, 10_320, 20) == plain.rank(seeker, DAY, 10_320, 20)
    taught = [frozenset(SKILLS[n : n + 4]) for n in range(0, 30, 3)]
    passed = plain.within_limits(seeker, DAY, 10_320)[0]
    assert kept.unlocked(passed, SKILLS[:3], taught) == plain.unlocked(passed, SKILLS[:3], taught)
