"""Sample courses and their cohorts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from knowledge.library.sample.chance import Deck, dice, unique, weighted
from knowledge.library.sample.employers import invent_name
from knowledge.library.sample.places import places_by_sido
from knowledge.library.sample.skills import SkillNames
from knowledge.library.sample.words import load_words
from knowledge.models import ANYWHERE, Cohort, Course, CourseKind, CourseMode
from knowledge.taxonomy import load_taxonomy

_SPAN = 548  # cohorts start at most this many days before or after the anchor
_SIDO_CARDS = {"41000": 4, "11000": 4, "26000": 2, "48000": 2, "28000": 2, "12000": 2, "27000": 2, "44000": 2}


class CourseMaker:
    """Makes the courses of one catalogue."""

    def __init__(self, anchor: date, seed: int) -> None:
        """Raises LibraryError or TaxonomyError if the data files can't be read."""
        self._anchor, self._seed = anchor, seed
        self._words, self._taxonomy = load_words(), load_taxonomy()
        self._phrases = self._words.course_phrases
        self._names = SkillNames(self._taxonomy)
        self._rows = _in_rounds(self._words.courses)
        self._places = places_by_sido(self._taxonomy.regions, self._words.hubs)
        self._sidos = Deck(f"{seed}:course-sido", {sido: _SIDO_CARDS.get(sido, 1) for sido in self._places})

    def make(self, at: int) -> tuple[Course, tuple[Cohort, ...]]:
        """Course number `at`, counted from 0, with its cohorts in order of time."""
        rng = dice(self._seed, "course", at)
        row, turn = self._rows[at % len(self._rows)]
        turn += at // len(self._rows)
        kind: CourseKind = weighted(rng, row["kinds"])
        mode: CourseMode = "online" if kind == "kdc" else weighted(rng, row["modes"])
        shared = self._words.course_kinds[kind]
        hours = _stepped(rng, row.get("hours", shared["hours"]), shared["step"])
        per_day = rng.choice(shared["per_day"])
        days = -(-hours // per_day)
        head = row["titles"][turn % len(row["titles"])]
        title = self._title(rng, head, shared, per_day)
        teaches = unique((*row["teaches"], *(s for line in (title, row["about"]) for s in self._names.named(line))))
        low, high = row.get("rate", shared["rate"])
        placement = shared["placement"]
        course = Course(
            id=f"sample-c-{at + 1:03d}", source="sample", sample=True, title=title,
            institution=self._institution(rng, row["place"]), kind=kind, mode=mode,
            region=ANYWHERE if mode != "onsite" else self._region(rng, at, row), hours=hours, hours_per_day=per_day,
            days=days, tuition=round(hours * rng.uniform(low, high) / 1000) * 1000,
            placement_rate=round(rng.uniform(*placement), 2) if placement else None, teaches=teaches,
            occupations=tuple(row["occupations"]),
            description=self._description(rng, row, shared, mode, days, teaches),
        )  # fmt: skip
        return course, tuple(self._cohorts(course, shared))

    def _title(self, rng: Random, head: str, shared: Mapping[str, Any], per_day: int) -> str:
        named = head.endswith(("부트캠프", "과정"))  # says already what a tag's last word would say
        tag: str = rng.choice([tag for tag in shared["tag"] if tag.endswith("}") or not named])
        suffix: str = rng.choice(self._phrases["suffix"]["short" if per_day <= 4 else "long"])
        return tag.format(head) + (suffix if shared["placement"] else "")

    def _institution(self, rng: Random, place: str) -> str:
        key = "institution" if place == "plain" else f"institution_{place}"
        return invent_name(rng, self._words, tuple(self._phrases[key]), company=False)

    def _region(self, rng: Random, at: int, row: Mapping[str, Any]) -> str:
        if row.get("regions"):
            code: str = rng.choice(row["regions"])
            return code
        return weighted(rng, self._places[self._sidos.deal(at)])

    def _description(
        self, rng: Random, row: Mapping[str, Any], shared: Mapping[str, Any], mode: str, days: int,
        teaches: Sequence[str],
    ) -> str:  # fmt: skip
        phrases = self._phrases
        subjects = ", ".join(self._taxonomy.skills[skill].names.ko for skill in teaches)
        lines = [row["about"], rng.choice(phrases["heading"]).format(subjects), rng.choice(phrases["target"])]
        if mode != "onsite":
            lines.append(rng.choice(phrases["online" if mode == "online" else "live"]))
        if rng.random() < shared["project"]:
            lines.append(rng.choice(phrases["project"]).format(weeks=max(2, days // 25)))
        lines.append(rng.choice(phrases["closing"] + (phrases["closing_onsite"] if mode == "onsite" else [])))
        return " ".join(lines)

    def _cohorts(self, course: Course, shared: Mapping[str, Any]) -> Iterator[Cohort]:
        rng = dice(self._seed, "cohorts", course.id)
        length = max(28, course.days) if course.mode == "online" else round(course.days * 7 / 5) + 3
        seats = rng.randrange(*(shared["seats"][0], shared["seats"][1] + 1))
        starts = self._anchor - timedelta(_SPAN - rng.randint(0, shared["gap"][0]))
        number = 0
        while starts <= self._anchor + timedelta(_SPAN):
            starts += timedelta((7 - starts.weekday()) % 7)  # courses begin on a Monday
            if starts > self._anchor + timedelta(_SPAN):
                return
            number += 1
            apply_by = starts - timedelta(rng.choice((3, 4, 5, 6, 7, 10, 13)))
            yield Cohort(
                f"{course.id}-{number:02d}", course.id, apply_by, starts, starts + timedelta(length), seats,
                _seats_left(rng, seats, (apply_by - self._anchor).days),
            )  # fmt: skip
            starts += timedelta(rng.randint(*shared["gap"]))


def _seats_left(rng: Random, seats: int, days: int) -> int | None:
    """Seats left when applications end in `days` (long past ones: as they stood then); None where no one says."""
    drawn = rng.random()
    if drawn < 0.2:
        return None
    if days > 60:
        return seats - rng.randint(0, seats // 4)
    return 0 if drawn < 0.27 else rng.randint(1, max(1, seats * (max(days, 0) + 15) // 75))


def _stepped(rng: Random, span: Sequence[int], step: int) -> int:
    low, high = span
    return low + step * rng.randint(0, (high - low) // step)


def _in_rounds(rows: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """Every row once, then those that come twice, and so on, so that any beginning of the list spans all fields; with
    the number of the round."""
    most = max(row["count"] for row in rows)
    return [(row, turn) for turn in range(most) for row in rows if row["count"] > turn]


def iter_courses(anchor: date, seed: int = 1, *, count: int = 260) -> Iterator[tuple[Course, tuple[Cohort, ...]]]:
    """`count` sample courses with their cohorts. Raises LibraryError or TaxonomyError."""
    maker = CourseMaker(anchor, seed)
    return (maker.make(at) for at in range(count))
