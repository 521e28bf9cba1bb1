"""The knowledge base as one thing: store, indexes and what is kept in memory. The composition root of this package.

A `Base` serves one state at a time. `refresh` moves on to what other processes wrote; whoever is in the middle of a
search keeps the state the search began with.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final, cast

from tqdm import tqdm

from knowledge import starter
from knowledge.catalogue import Catalogue
from knowledge.catchup import behind, catch_up, keep_up, vectors_behind
from knowledge.embedder import Embedder
from knowledge.endpoint_embedder import endpoint_of
from knowledge.entries import section_key
from knowledge.errors import LockTimeout, StoreReadOnly
from knowledge.ingest import Advance, IngestReport, Load, ingest
from knowledge.lexical import LexicalIndex
from knowledge.models import Cohort, Course, Family, Kind, Lang, Opening, Programme, Query, Retrieval, Section
from knowledge.records import LIBRARY, SAMPLE, Item, Key, Training
from knowledge.settings import KnowledgeSettings, today_in_seoul
from knowledge.state import Counts, State, entry_maker, recipes
from knowledge.store import Store, Writer
from knowledge.taxonomy import Taxonomy, load_taxonomy
from knowledge.text.aliases import Lexicon
from knowledge.text.analyser import Analyser
from knowledge.vectors import VectorIndex

KINDS: Final[tuple[Kind, ...]] = ("section", "course", "opening")


def open_base(
    home: Path,
    settings: KnowledgeSettings,
    *,
    today: date | None = None,
    progress: bool = True,
    embedder: Embedder | None = None,
) -> Base:
    """Opens the knowledge base in the folder `home`; an empty one is built from the starter library first.

    `today` (Seoul's, if not given) is what samples are anchored on and what loading is dated by. `progress` shows a
    bar on stderr while something is built. Without `embedder`, and none in the settings, there is no vector side.
    Raises KnowledgeError.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise StoreReadOnly(f"{home} can't be made ({e.strerror}). Set IEUM_HOME to a folder you may write to.") from e
    embedder = embedder or endpoint_of(settings)
    return Base(home, settings, today or today_in_seoul(), progress=progress, embedder=embedder)


class Base:
    """An open knowledge base. Safe to use from several threads."""

    def __init__(
        self, home: Path, settings: KnowledgeSettings, today: date, *, progress: bool, embedder: Embedder | None
    ) -> None:
        self.home = home
        self.settings = settings
        self.taxonomy: Taxonomy = load_taxonomy()
        self._progress = progress
        self._store = Store(settings.database_url or f"sqlite:///{home / 'store.db'}", home / "write.lock")
        self._vectors = VectorIndex(home / "vectors", embedder) if embedder else None
        self._vectors_late = False
        self._changing = threading.Lock()
        self._indexes: dict[Kind, LexicalIndex] = {}
        self._begin(today)
        self._state = self._load()

    @property
    def families(self) -> Mapping[str, Family]:
        """All programme families by id."""
        return self._state.families

    @property
    def programmes(self) -> Mapping[str, Programme]:
        """All programmes by id."""
        return self._state.programmes

    @property
    def lexicon(self) -> Lexicon:
        """Every name the base knows: families, programmes, skills, occupations, regions."""
        return self._state.lexicon

    @property
    def analyser(self) -> Analyser:
        """Text → tokens, knowing the names of the base. Loads its model on first use."""
        return self._state.analyser

    @property
    def catalogue(self) -> Catalogue:
        """All openings and cohorts as columns."""
        return self._state.catalogue

    @property
    def seq(self) -> int:
        """The number of the change that is being served."""
        return self._state.seq

    def section(self, id_: str, lang: Lang) -> Section | None:
        """The section with this id in this language, or None."""
        return self._state.sections.get(section_key(id_, lang))

    def sections(self, lang: Lang, family: str | None = None) -> tuple[Section, ...]:
        """All sections in a language (of one family), by id."""
        return tuple(
            s for s in self._state.sections.values() if s.lang == lang and (family is None or s.family == family)
        )

    def course(self, id_: str) -> Training | None:
        """The course with this id and all its cohorts, or None."""
        item = self._item(Key("course", id_))
        return item if isinstance(item, Training) else None

    def cohort(self, id_: str) -> tuple[Course, Cohort] | None:
        """The cohort with this id and its course, or None."""
        owner = self._store.course_of(id_)
        training = self.course(owner) if owner else None
        return next(((training.course, c) for c in training.cohorts if c.id == id_), None) if training else None

    def opening(self, id_: str) -> Opening | None:
        """The opening with this id, or None."""
        return item if isinstance(item := self._item(Key("opening", id_)), Opening) else None

    def search(self, query: Query) -> Retrieval:
        """What `query` finds, what was left out and why."""
        return self._state.retriever.search(query)

    def counts(self) -> Counts:
        """How much there is."""
        counts = self._store.counts()
        sums = {kind: sum(n for (k, *_), n in counts.items() if k == kind) for kind in (*KINDS, "cohort")}
        sample = any(source == SAMPLE for (_, _, source), n in counts.items() if n)
        return Counts(
            sections=sums["section"], courses=sums["course"], cohorts=sums["cohort"], openings=sums["opening"],
            sample=sample,
        )  # fmt: skip

    def facts(self) -> dict[str, str]:
        """What is remembered about the base as a whole: which library, which samples."""
        return {name: value for name in ("library", "samples") if (value := self._store.fact(name))}

    def index_changes(self) -> dict[str, int]:
        """The last change each lexical index has taken in, by kind."""
        return {kind: index.seq for kind, index in self._indexes.items()}

    @property
    def words_only(self) -> bool:
        """Whether vectors are set up but can't be asked at the moment."""
        return self._vectors is not None and bool(getattr(self._vectors.embedder, "resting", False))

    def warm(self) -> None:
        """Loads what is loaded on first use, so that the first question doesn't wait for it."""
        self._state.warm()

    def refresh(self) -> bool:
        """Moves on to what other processes wrote; True if something is new. Cheap when nothing is.

        While somebody is still writing the old state is served, and False given.
        """
        nothing_new = self._store.seq() == self._state.seq and (not self._vectors_late or self.words_only)
        if nothing_new or not self._changing.acquire(blocking=False):
            return False
        try:
            self._open_indexes()
            if self._indexes_behind():  # whoever wrote was killed before it could do this, or is still at it
                with self._store.writer(0):
                    self._catch_up()
            self._state = self._load()
            return True
        except LockTimeout:
            return False
        finally:
            self._changing.release()

    def take_in(self, *loads: Load, on: date) -> list[IngestReport]:
        """Takes loads into the base on the day `on` and brings the indexes up to date; a report for each load.

        Raises LockTimeout if another process keeps writing, StoreError; nothing that was written before is lost.
        """
        with self._writing() as writer:
            return [self._ingest(writer, load, load.source, on) for load in loads]

    def reanchor_samples(self, today: date) -> bool:
        """Makes the sample catalogue anew if it is anchored over a month before `today`; True if it was."""
        if not self._samples_stale(today):
            return False
        with self._writing() as writer:
            self._put_samples(writer, today)
        return True

    def close(self) -> None:
        """Lets go of files and connections."""
        self._store.close()
        if self._vectors:
            self._vectors.close()

    def _item(self, key: Key) -> Item | None:
        row = self._store.get(key)
        return row.item() if row else None

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        with self._changing, self._store.writer(self.settings.lock_timeout) as writer:
            yield writer
            self._catch_up()
            self._state = self._load()

    def _begin(self, today: date) -> None:
        """Brings a home to what the settings ask for; does nothing, and takes no lock, where it is there already."""
        self._open_indexes()
        missing = self._library_stale() or self._samples_stale(today) or min(i.seq for i in self._indexes.values()) < 0
        if not (missing or self._indexes_behind()):
            return
        try:
            with self._store.writer(self.settings.lock_timeout if missing else 0) as writer:
                if self._library_stale():  # asked again: another process may have done it while we waited
                    self._put_library(writer, today)
                if self._samples_stale(today):
                    self._put_samples(writer, today)
                self._catch_up()
        except LockTimeout:
            if missing:
                raise
            # Somebody is loading at this moment: what the indexes hold is served until `refresh` finds them done.

    def _library_stale(self) -> bool:
        path = starter.library_path(self.settings.library)
        return path is not None and self._store.fact("library") != starter.library_digest(path)

    def _put_library(self, writer: Writer, today: date) -> None:
        path = starter.library_path(self.settings.library)
        assert path is not None
        digest, items = starter.library_digest(path), starter.library_items(path)
        self._ingest(writer, Load(LIBRARY, items, total=len(items), accept_drop=True), "지식 · library", today)
        writer.set_fact("library", digest)

    def _samples_stale(self, today: date) -> bool:
        current = self._store.fact("samples")
        if not self.settings.samples:
            return bool(current)
        return current != starter.sample_digest(starter.sample_anchor(today, current))

    def _put_samples(self, writer: Writer, today: date) -> None:
        anchor = starter.sample_anchor(today, self._store.fact("samples"))
        items = starter.sample_items(anchor) if self.settings.samples else iter(())
        self._ingest(writer, Load(SAMPLE, items, accept_drop=True), "예시 · samples", today)
        writer.set_fact("samples", starter.sample_digest(anchor) if self.settings.samples else "")

    def _ingest(self, writer: Writer, load: Load, what: str, on: date) -> IngestReport:
        with self._bar(load.total, what) as advance:
            return ingest(self._store, writer, load, on=on, advance=advance)

    def _open_indexes(self) -> None:
        for kind, recipe in recipes(self._store.of_kind("family")).items():
            self._indexes[kind] = LexicalIndex(self.home / "lexical" / kind, recipe)

    def _indexes_behind(self) -> bool:
        lexical = any(behind(self._store, index, kind) for kind, index in self._indexes.items())
        vectors = None if self.words_only else self._vectors
        return lexical or (vectors is not None and vectors_behind(self._store, vectors) > 0)

    def _catch_up(self) -> None:
        """Wants the writer lock."""
        self._open_indexes()
        waiting = {kind: n for kind, index in self._indexes.items() if (n := behind(self._store, index, kind))}
        if waiting:
            maker = entry_maker(self.taxonomy, self._families())
            with self._bar(sum(waiting.values()), "색인 · index") as advance:
                for kind in waiting:
                    catch_up(self._store, self._indexes[kind], kind, maker, advance)
        if self._vectors is not None:
            self._vectors_late = not keep_up(self._store, self._vectors, lambda n: self._bar(n, "벡터 · vectors"))

    def _load(self) -> State:
        seq = -1 if self._indexes_behind() else self._store.seq()
        rows = self._store.of_kind("section")
        sections = {section_key(r.key.id, r.key.lang): cast(Section, r.item()) for r in rows}
        return State(seq, self._families(), sections, self._store, dict(self._indexes), self._vectors, self.taxonomy)

    def _families(self) -> dict[str, Family]:
        return {row.key.id: cast(Family, row.item()) for row in self._store.of_kind("family")}

    @contextmanager
    def _bar(self, total: int | None, what: str) -> Iterator[Advance]:
        with tqdm(total=total, desc=what, unit="", disable=not self._progress, leave=False) as bar:
            yield bar.update
