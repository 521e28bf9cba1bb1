"""Drafts → records: what a source's words mean, field by field. What can't be read is left out with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from knowledge.ingest import Failure
from knowledge.models import Opening
from knowledge.records import Training
from knowledge.sources.drafts import CourseDraft, Draft, OpeningDraft
from knowledge.sources.normalise_course import read_course
from knowledge.sources.normalise_opening import read_opening
from knowledge.sources.reading import Doubt, Origin, Reader, Reading, UnreadableDraft, missing, record_id
from knowledge.sources.skills import SkillReader
from knowledge.taxonomy import Taxonomy

OnDoubt = Callable[[Doubt], object]


class Normaliser:
    """Reads drafts. Made once for a load or a program; safe to use from several threads."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._skills = SkillReader(taxonomy)

    def read(self, draft: OpeningDraft | CourseDraft, origin: Origin) -> Reading:
        """The record of a draft with what was left out. Raises UnreadableDraft."""
        if not draft.id.strip():
            raise missing("고유 번호가", "id of its own")
        reader = Reader(self._taxonomy, self._skills, origin, record_id(origin.source, draft.id))
        item = read_opening(draft, reader) if isinstance(draft, OpeningDraft) else read_course(draft, reader)
        return Reading(item, tuple(reader.doubts))

    def records(
        self, drafts: Iterable[Draft], origin: Origin, on_doubt: OnDoubt = lambda _: None
    ) -> Iterator[Opening | Training | Failure]:
        """The records of openings and courses (policies are passed over: their parts become sections elsewhere).

        A draft that can't become a record comes as a failure with its number; what was left out of the others goes to
        `on_doubt`.
        """
        for number, draft in enumerate(drafts, start=1):
            if not isinstance(draft, OpeningDraft | CourseDraft):
                continue
            try:
                reading = self.read(draft, origin)
            except UnreadableDraft as e:
                yield Failure(origin.source, number, f"{draft.id or draft.title}: {e}")
                continue
            for doubt in reading.doubts:
                on_doubt(doubt)
            yield reading.item


@lru_cache(maxsize=1)
def normaliser_of(taxonomy: Taxonomy) -> Normaliser:
    """The normaliser of a taxonomy, made once: gathering all its names takes a while."""
    return Normaliser(taxonomy)
