"""Records for tests: small, invented, with only what a test says about them set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from knowledge.embedder import Vectors
from knowledge.models import Cohort, Contact, Course, Family, Intake, Lang, Opening, Pay, Programme, Section, Text
from knowledge.records import LIBRARY, Training

DAY = date(2026, 11, 22)


def section(id_: str, text: str, *, title: str = "", lang: Lang = "ko", **more: Any) -> Section:
    """A section of the family its id begins with; its first line is the lead, the others are details."""
    lead, *details = text.splitlines()
    family = id_.partition("/")[0]
    made = Section(id_, lang, family, title or lead, text, lead, tuple(details), document=LIBRARY)
    return replace(made, **more)


def family(id_: str, ko: str, en: str, aliases: Sequence[str] = (), **more: Any) -> Family:
    """A family with one programme of the same id."""
    names = Text(ko, en)
    programme = Programme(id_, id_, names, {"ko": (), "en": ()}, names, Intake("open", f"{id_}/overview"))
    made = Family(
        id_, names, names, {"ko": tuple(aliases), "en": ()}, {}, (), Text("부처", "ministry"), "job_center",
        Text("고용센터", "job center"), (Contact("1350", Text("상담", "help")),), (), DAY, DAY, (programme,),
    )  # fmt: skip
    return replace(made, **more)


def opening(id_: str, title: str, **more: Any) -> Opening:
    """An opening posted last week that closes in three weeks."""
    made = Opening(
        id_, "sample", True, title, f"{id_} 상사", "26110", "permanent", Pay("month", 2_500_000), DAY - timedelta(7),
        DAY + timedelta(21), "office-clerk", (), (), 0, "any", f"{title} 업무를 맡습니다.\n성실한 분을 찾습니다.",
    )  # fmt: skip
    return replace(made, **more)


def training(id_: str, title: str, starts: Sequence[date], **more: Any) -> Training:
    """A course with a cohort `<id>-<n>` on each day; one can apply until three days before."""
    course = Course(
        id_, "sample", True, title, f"{id_} 학원", "kdt", "onsite", "26110", 100, 8, 20, 1_000_000, None, (), (),
        f"{title}를 배웁니다.\n마지막 주에는 함께 만들어 봅니다.",
    )  # fmt: skip
    cohorts = tuple(
        Cohort(f"{id_}-{n}", id_, day - timedelta(3), day, day + timedelta(30), 20, 5) for n, day in enumerate(starts)
    )
    return Training(replace(course, **more), cohorts)


class BagOfWords:
    """An embedder one can work out by hand: each known word is an axis, and words of one meaning share theirs.

    A text is the sum of its words' axes at unit length. `texts` counts what was embedded.
    """

    fingerprint = "bag-of-words-1"

    def __init__(self, *meanings: str) -> None:
        """Each meaning is a string of words that mean the same."""
        self._axes = {word: axis for axis, meaning in enumerate(meanings) for word in meaning.split()}
        self.dims = len(meanings) + 1
        self.texts = 0

    def trust(self, text: str) -> float:
        """It knows what it knows."""
        return 1.0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors; a text without a known word points along an axis of its own."""
        self.texts += len(texts)
        vectors = np.zeros((len(texts), self.dims), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word, axis in self._axes.items():
                row[axis] += text.count(word)
            if not row.any():
                row[-1] = 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors
