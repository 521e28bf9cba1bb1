"""The lexical index on disk. The only file that knows tantivy.

One index a kind (section, course, opening), so that the word statistics of a hundred thousand openings don't blur
those of a thousand sections. Documents are `Entry`s: tokens made elsewhere, tags and numbers to filter by. The last
change taken in lies in the index itself and is committed with it.
"""

from __future__ import annotations

import json
import math
import shutil
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import tantivy
from tantivy import FieldType, Occur, Query

from knowledge.errors import LexicalError
from knowledge.packing import NUMBERS, Entry, Number, Packed, fingerprint, pack

_FORMAT: Final = "1"  # of the documents below; raise it when they change
_HEAP: Final = 48_000_000
_STATE: Final = "\x01state"  # key of the document that remembers the last change
_MANY: Final = 100_000  # documents; passing over all of them to filter costs more than looking at the best first
_WIDER: Final = 8  # times as many as asked for are looked at before filtering
_COMMON: Final = 0.1  # share of documents that the rarest tag must have for that to be worth while


@dataclass(frozen=True, slots=True)
class Filters:
    """What a candidate must be: one tag out of each group, and numbers within bounds."""

    tags: tuple[tuple[str, ...], ...] = ()
    at_least: Mapping[Number, int] = field(default_factory=dict)
    at_most: Mapping[Number, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document found: its BM25 score and its card."""

    key: str
    score: float
    card: Mapping[str, Any]
    fingerprints: memoryview = field(repr=False, compare=False)  # of the tokens it covers, in order

    def covers(self, token: str) -> bool:
        """Whether the document holds the token (one in four thousand million wrong ones passes)."""
        wanted = fingerprint(token)
        at = bisect_left(self.fingerprints, wanted)
        return at < len(self.fingerprints) and self.fingerprints[at] == wanted


class LexicalIndex:
    """The index of one kind. Any thread may read; writing wants the store's writer lock."""

    def __init__(self, path: Path, recipe: str) -> None:
        """Opens the index in the folder `path`. `recipe` says how entries are made; another recipe makes it stale."""
        self._path = path
        self._recipe = f"{_FORMAT}:{recipe}"
        self._schema = _schema()
        self._index: tantivy.Index | None = None
        self._searcher: tantivy.Searcher | None = None
        self._last: _Best | None = None
        self.seq = -1
        self.reload()

    def reload(self) -> bool:
        """Sees what is on disk now. `seq` becomes the last change in it; -1 (and False) if there is nothing usable."""
        try:
            if self._index is None:
                if not tantivy.Index.exists(str(self._path)):
                    return False
                self._index = tantivy.Index(self._schema, str(self._path))
                self._index.config_reader("manual")  # we say when; no thread has to watch the folder
            self._index.reload()
            searcher = self._index.searcher()
            state = self._state(searcher)
        except (ValueError, OSError):  # what tantivy raises for missing, broken and foreign files alike
            self._index, state = None, {}
        if state.get("recipe") != self._recipe:
            self._index, self._searcher, self.seq = None, None, -1
            return False
        self._searcher, self.seq = searcher, int(state["seq"])
        return True

    def __len__(self) -> int:
        return 0 if self._searcher is None else self._searcher.num_docs - 1

    # ---- reading

    def search(self, terms: Mapping[str, float], filters: Filters, limit: int) -> list[Candidate]:
        """The best `limit` documents that hold any of the `terms` (token → weight) and pass the filters, best first."""
        weights = tuple((token, weight) for token, weight in terms.items() if weight > 0)
        searcher = self._searcher  # a reload meanwhile must not change what the addresses mean
        if searcher is None or not weights:
            return []
        clauses = self._clauses(filters)
        if not clauses:
            return [_candidate(searcher, at, score) for score, at in self._best(searcher, weights, limit)]
        if self._filters_late(searcher, filters):
            best = self._best(searcher, weights, limit * _WIDER)
            keys = [str(searcher.doc(at).get_first("key")) for _, at in best]
            own = (Occur.Must, Query.term_set_query(self._schema, "key", keys))
            found = searcher.search(Query.boolean_query([own, *clauses]), len(keys), count=False).hits if keys else []
            passing = {(at.segment_ord, at.doc) for _, at in found}
            kept = [(score, at) for score, at in best if (at.segment_ord, at.doc) in passing]
            if len(kept) >= limit or len(best) < limit * _WIDER:
                return [_candidate(searcher, at, score) for score, at in kept[:limit]]
        query = Query.boolean_query([(Occur.Must, self._any(weights)), *clauses])
        return [_candidate(searcher, at, float(score)) for score, at in searcher.search(query, limit, count=False).hits]

    def browse(self, filters: Filters, limit: int) -> list[Candidate]:
        """The `limit` documents that pass the filters and start last, all with score 0."""
        if self._searcher is None:
            return []
        query = Query.boolean_query([(Occur.Must, Query.all_query()), *self._clauses(filters)])
        searcher = self._searcher
        hits = searcher.search(query, limit, count=False, order_by_field="starts").hits
        return [c for _, at in hits if (c := _candidate(searcher, at, 0.0)).key != _STATE]

    def rarity(self, tokens: Iterable[str]) -> dict[str, float]:
        """How rare each token is (BM25's idf). One that nothing holds counts as if one document did: a slip of the
        finger must not outweigh all that was typed right."""
        if self._searcher is None:
            return dict.fromkeys(tokens, 1.0)
        searcher, total = self._searcher, max(len(self), 1)
        found = {token: min(max(searcher.doc_freq("text", token), 1), total) for token in tokens}
        return {token: math.log(1 + (total - n + 0.5) / (n + 0.5)) for token, n in found.items()}

    def holds(self, token: str) -> bool:
        """Whether any document holds the token."""
        return self._searcher is not None and self._searcher.doc_freq("text", token) > 0

    def vocabulary(self, prefix: str) -> dict[str, int]:
        """The tokens that begin with `prefix`, with how many documents hold each."""
        return {} if self._searcher is None else dict(self._searcher.terms_with_prefix("text", prefix))

    def pick(self, keys: Sequence[str], filters: Filters) -> list[Candidate]:
        """Those of the documents under `keys` that pass the filters, with score 0, in no order."""
        if self._searcher is None or not keys:
            return []
        own = Query.term_set_query(self._schema, "key", list(keys))
        query = Query.boolean_query([(Occur.Must, own), *self._clauses(filters)])
        searcher = self._searcher
        return [_candidate(searcher, at, 0.0) for _, at in searcher.search(query, len(keys), count=False).hits]

    # ---- writing

    @contextmanager
    def updating(self) -> Iterator[Update]:
        """Lets entries be put and dropped; what wasn't committed when the block ends is forgotten.

        An index that isn't usable is begun anew, empty. Raises LexicalError if it can't be written.
        """
        with _written(self._path):
            if self._index is None:
                shutil.rmtree(self._path, ignore_errors=True)
                self._path.mkdir(parents=True)
                self._index = tantivy.Index(self._schema, str(self._path))
            writer = self._index.writer(_HEAP, 1)
        try:
            yield Update(writer, self._recipe, self._path)
        finally:
            with _written(self._path):
                writer.rollback()
                writer.wait_merging_threads()
        self.reload()

    def _any(self, weights: tuple[tuple[str, float], ...]) -> Query:
        terms = ((Query.term_query(self._schema, "text", token, "freq"), weight) for token, weight in weights)
        return Query.boolean_query([(Occur.Should, Query.boost_query(term, weight)) for term, weight in terms])

    def _best(
        self, searcher: tantivy.Searcher, weights: tuple[tuple[str, float], ...], limit: int
    ) -> Sequence[tuple[float, tantivy.DocAddress]]:
        """The best documents without any filter, which passes over most of them unread. A question is asked with
        filters and without: the second time they are known."""
        last = self._last
        if last is None or last.searcher is not searcher or last.weights != weights or last.limit < limit:
            found = searcher.search(self._any(weights), limit, count=False).hits
            last = self._last = _Best(searcher, weights, limit, [(float(score), at) for score, at in found])
        return last.hits[:limit]

    def _filters_late(self, searcher: tantivy.Searcher, filters: Filters) -> bool:
        """Whether it is likely enough that many of the best pass the filters."""
        total = searcher.num_docs
        shares = (sum(searcher.doc_freq("tags", tag) for tag in group) / total for group in filters.tags if total)
        return total >= _MANY and min(shares, default=1.0) >= _COMMON

    def _clauses(self, filters: Filters) -> list[tuple[Occur, Query]]:
        parts = [Query.term_set_query(self._schema, "tags", list(group)) for group in filters.tags]
        bounds: list[tuple[Number, int | None, int | None]] = [(n, low, None) for n, low in filters.at_least.items()]
        bounds += [(name, None, high) for name, high in filters.at_most.items()]
        parts += [Query.range_query(self._schema, n, FieldType.Integer, low, high) for n, low, high in bounds]
        return [(Occur.Must, Query.const_score_query(part, 0.0)) for part in parts]

    def _state(self, searcher: tantivy.Searcher) -> dict[str, Any]:
        hits = searcher.search(Query.term_query(self._schema, "key", _STATE), 1).hits
        return dict(json.loads(searcher.doc(hits[0][1]).get_first("card") or "{}")) if hits else {}


@dataclass(frozen=True, slots=True)
class _Best:
    """What was last found without filters."""

    searcher: tantivy.Searcher
    weights: tuple[tuple[str, float], ...]
    limit: int
    hits: Sequence[tuple[float, tantivy.DocAddress]]


class Update:
    """A change of an index under way."""

    def __init__(self, writer: tantivy.IndexWriter, recipe: str, path: Path) -> None:
        self._writer = writer
        self._recipe = recipe
        self._path = path

    def put(self, entry: Entry | Packed) -> None:
        """Takes the entry in, in place of an older one under its key."""
        packed = pack(entry) if isinstance(entry, Entry) else entry
        self.drop(packed.key)
        document = tantivy.Document()
        document.add_text("key", packed.key)
        document.add_text("text", packed.text)
        for tag in packed.tags:
            document.add_text("tags", tag)
        for number, value in packed.numbers:
            document.add_integer(number, value)
        document.add_bytes("covers", packed.covers)
        document.add_text("card", packed.card)
        with _written(self._path):
            self._writer.add_document(document)

    def drop(self, key: str) -> None:
        """Forgets the entry under `key`, if there is one."""
        with _written(self._path):
            self._writer.delete_documents_by_term("key", key)

    def commit(self, seq: int) -> None:
        """Makes all so far durable and remembers `seq` as the last change taken in."""
        self.put(Entry(_STATE, (), card={"seq": seq, "recipe": self._recipe}))
        with _written(self._path):
            self._writer.commit()


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """tantivy says everything with ValueError; what others raise in an `updating` block must not look like it."""
    try:
        yield
    except (ValueError, OSError) as e:
        raise LexicalError(
            f"The index in {path} can't be written ({e}). Free some room or make the folder writable; "
            "it is then made again from the store."
        ) from e


def _candidate(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float) -> Candidate:
    document = searcher.doc(address)
    covers = memoryview(document.get_first("covers") or b"").cast("I")
    return Candidate(str(document.get_first("key")), score, json.loads(document.get_first("card") or "{}"), covers)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("tags", tokenizer_name="raw", index_option="basic")
    for number in NUMBERS:
        builder.add_integer_field(number, indexed=True, fast=True)
    builder.add_bytes_field("covers", stored=True)
    builder.add_text_field("card", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()
