"""The knowledge base as one thing: store, indexes and what is kept in memory. The composition root of this package.

A `Base` serves one state at a time. `refresh` moves on to what other processes wrote; whoever is in the middle of a
search keeps the state the search began with.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Final, cast

from tqdm import tqdm

from knowledge.added import AddedDocument, Source, added_documents, read_on, sources_of
from knowledge.catalogue import Catalogue
from knowledge.derived import Derived
from knowledge.duplicates import settle
from knowledge.embedder import Embedder
from knowledge.embedding.choice import embedder_of
from knowledge.entries import section_key
from knowledge.errors import LockTimeout, StoreReadOnly
from knowledge.filling import Filling
from knowledge.ingest import Advance, IngestReport, Load, ingest
from knowledge.models import Cohort, Course, Family, Kind, Lang, Opening, Programme, Query, Retrieval, Section
from knowledge.records import SAMPLE, Key, Training
from knowledge.settings import KnowledgeSettings, today_in_seoul
from knowledge.state import Counts, State, named_analyser
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
    bar on stderr while something is built. Without `embedder` it is the one the settings name.
    Raises KnowledgeError.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise StoreReadOnly(f"{home} can't be made ({e.strerror}). Set IEUM_HOME to a folder you may write to.") from e
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
        self._names = named_analyser(self.taxonomy, {})
        embedder = embedder or embedder_of(settings, lambda text: self._names.index_tokens(text))
        vectors = VectorIndex(home / "vectors", embedder, settings.chroma_url) if embedder else None
        self._derived = Derived(home, self._store, self.taxonomy, vectors, self._bar)
        self._filling = Filling(self._store, settings, self._ingest)
        self._changing = threading.Lock()
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
        spoken = (s for s in self._state.sections.values() if s.lang == lang)
        return tuple(s for s in spoken if family is None or s.family == family)

    def documents(self) -> tuple[AddedDocument, ...]:
        """The documents that were added, by title."""
        return added_documents(self._state.sections.values(), self._store.replacements())

    def sources(self) -> tuple[Source, ...]:
        """Where the records come from, how many there are, and when each source was last read."""
        return sources_of(self._store.counts(), self._store.fact)

    def course(self, id_: str) -> Training | None:
        """The course with this id and all its cohorts, or None."""
        row = self._store.get(Key("course", id_))
        return cast(Training, row.item()) if row else None

    def cohort(self, id_: str) -> tuple[Course, Cohort] | None:
        """The cohort with this id and its course, or None."""
        owner = self._store.course_of(id_)
        training = self.course(owner) if owner else None
        return next(((training.course, c) for c in training.cohorts if c.id == id_), None) if training else None

    def opening(self, id_: str) -> Opening | None:
        """The opening with this id, or None."""
        return next(iter(self.openings([id_])), None)

    def openings(self, ids: Sequence[str]) -> tuple[Opening, ...]:
        """Those of the openings with these ids that there are, in order: one look at the store for all."""
        found = self._store.get_many([Key("opening", id_) for id_ in ids])
        return tuple(cast(Opening, row.item()) for row in found.values())

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
        return {kind: index.seq for kind, index in self._derived.lexical.items()}

    @property
    def words_only(self) -> bool:
        """Whether vectors are set up but can't be asked at the moment."""
        return self._derived.words_only

    def warm(self) -> None:
        """Loads what is loaded on first use, so that the first question doesn't wait for it."""
        self._state.warm()

    def refresh(self) -> bool:
        """Moves on to what other processes wrote; True if something is new. Cheap when nothing is.

        While somebody is still writing the old state is served, and False given.
        """
        nothing_new = self._store.seq() == self._state.seq and (not self._derived.vectors_late or self.words_only)
        if nothing_new or not self._changing.acquire(blocking=False):
            return False
        try:
            self._derived.reopen()
            self._follow()
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
            reports = [self._ingest(writer, load, load.source, on) for load in loads]
            settle(self._store, writer, self.taxonomy.regions.contains, on)
            self._filling.fill_samples(writer, on)
            return reports

    def reanchor_samples(self, today: date) -> bool:
        """Makes the sample catalogue anew if it is anchored over a month before `today`; True if it was. Once a day it
        also says which model's vectors are in use here."""
        self._tidy(today)
        if not self._filling.samples_due(today):
            return False
        with self._writing() as writer:
            self._filling.fill_samples(writer, today)
        return True

    def close(self) -> None:
        """Lets go of files and connections."""
        self._store.close()
        if self._derived.vectors:
            self._derived.vectors.close()

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        with self._changing, ExitStack() as held:
            with self._store.writer(self.settings.lock_timeout) as writer:
                yield writer
                families = self._known()
                self._derived.catch_up_vectors()
                # Taken before the other is let go of, so that a running app leaves the work to whoever loaded.
                held.enter_context(self._derived.lock(self.settings.lock_timeout))
            self._derived.catch_up(families, self._names)
            self._state = self._load()

    def _begin(self, today: date) -> None:
        """Brings a home to what the settings ask for; does nothing, and takes no lock, where it is there already."""
        if self._filling.due(today):
            with self._store.writer(self.settings.lock_timeout) as writer:
                self._filling.fill(writer, today)
                self._known()
                self._derived.catch_up_vectors()
            self._derived.reopen()
        if self._derived.missing:
            with self._derived.lock(self.settings.lock_timeout):
                self._derived.catch_up(self._known(), self._names)
        with suppress(LockTimeout):  # somebody is loading: what there is is served until `refresh` finds them done
            self._follow()
        self._tidy(today)

    def _tidy(self, today: date) -> None:
        if self._derived.vectors is not None and self._derived.tidied_on() != today:
            with suppress(LockTimeout, StoreReadOnly), self._store.writer(0) as writer:
                self._derived.tidy_vectors(writer, today)

    def _follow(self) -> None:
        """Takes in what others wrote, or had no time to take in. Raises LockTimeout while somebody is writing."""
        if self._derived.words_behind():
            with self._store.writer(0):
                pass  # nobody is in the middle of a load
            with self._derived.lock(0):
                self._derived.catch_up(self._known(), self._names)
        if self._derived.meanings_behind():
            with self._store.writer(0):
                self._known()
                self._derived.catch_up_vectors()

    def _ingest(self, writer: Writer, load: Load, what: str, on: date) -> IngestReport:
        with self._bar(load.total, what) as advance:
            report = ingest(self._store, writer, load, on=on, advance=advance)
        if report.changed or report.skipped:
            writer.set_fact(read_on(load.source), on.isoformat())
        return report

    def _load(self) -> State:
        seq = self._store.seq()  # first: what is written while we look is then found by the next `refresh`
        if self._derived.words_behind() or self._derived.meanings_behind():
            seq = -1
        rows = self._store.of_kind("section")
        sections = {section_key(r.key.id, r.key.lang): cast(Section, r.item()) for r in rows}
        lexical, vectors, columns = dict(self._derived.lexical), self._derived.vectors, self._derived.columns.columns
        state = State(seq, self._families(), sections, self._store, lexical, vectors, self.taxonomy, columns)
        self._names = state.analyser
        return state

    def _known(self) -> dict[str, Family]:
        """The families as they are in the store now; from here on their names are known to whatever reads words."""
        families = self._families()
        self._names = named_analyser(self.taxonomy, families)
        return families

    def _families(self) -> dict[str, Family]:
        return {row.key.id: cast(Family, row.item()) for row in self._store.of_kind("family")}

    @contextmanager
    def _bar(self, total: int | None, what: str) -> Iterator[Advance]:
        with tqdm(total=total, desc=what, unit="", disable=not self._progress, leave=False) as bar:
            yield bar.update
