"""Recognising names of programmes, skills, occupations and regions in what people type.

Names stand in run-together Korean (국취제1유형얼마줘요), with particles behind them, misspelt, or inside English
sentences. The longest name wins; a word that is no name is never read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.models import LANGS, Family, Lang, Programme
from knowledge.taxonomy import Occupation, Skill, Taxonomy
from knowledge.text.names import PROGRAMMES, Entry, Mention, NameTable
from knowledge.text.near import Known
from knowledge.text.normalise import fold
from knowledge.text.scan import Scan

__all__ = ["Entry", "Lexicon", "Mention", "lexicon_entries"]

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_HANGUL = re.compile(r"[가-힣]")


class Lexicon:
    """Finds names. Immutable once built; safe to use from several threads.

    `known` says of a span whether it is made of real words (`Analyser.is_word`): such a span is never read as a
    misspelt name. Without it only a short list of words is protected, and guessing is more careful.
    """

    def __init__(self, entries: Iterable[Entry], known: Known | None = None) -> None:
        entries = tuple(entries)
        self._table = NameTable(entries, known)
        self._official: dict[tuple[str, str], dict[Lang, str]] = {}
        for entry in sorted(entries, key=lambda e: e.lang, reverse=True):
            self._official.setdefault((entry.kind, entry.id), {}).setdefault(entry.lang, entry.surface)

    def find(self, text: str, *, fuzzy: bool = True) -> tuple[Mention, ...]:
        """Return the names in the text, in order; `fuzzy` also those that are misspelt.

        Spans of different names never overlap; one span names several kinds where its alias does.
        """
        return Scan(self._table, text).mentions(fuzzy)

    def expand(self, text: str, lang: Lang | None = None) -> list[str]:
        """Return the official names of the families and programmes in the text that it doesn't spell out itself.

        In both languages, Korean first, or in `lang` only.
        """
        folded = fold(text)
        names: dict[str, None] = {}
        for mention in self.find(text):
            for key in ((mention.kind, i) for i in mention.ids if mention.kind in PROGRAMMES):
                for found_lang, surface in self._official[key].items():
                    if lang in (None, found_lang) and fold(surface) not in folded:
                        names[surface] = None
        return list(names)


def lexicon_entries(families: Iterable[Family], taxonomy: Taxonomy) -> list[Entry]:
    """Return every way to write the families, their programmes, and the nodes of the taxonomy, official names first.

    Kinds are ``family``, ``programme``, ``skill``, ``occupation``, ``region`` (its codes), and ``lookalike``: a name
    that is taken for a family's but is something else (the id is the section that says so).
    """
    families = tuple(families)
    ids = frozenset(family.id for family in families)
    entries = [entry for family in families for entry in _family_entries(family, ids)]
    for skill in taxonomy.skills.values():
        entries += _node_entries("skill", skill, frozenset(taxonomy.weak_forms("skill")))
    for occupation in taxonomy.occupations.values():
        entries += _node_entries("occupation", occupation, frozenset(taxonomy.weak_forms("occupation")))
    for forms, risky in ((taxonomy.regions.surface_forms(), False), (taxonomy.regions.weak_forms(), True)):
        for form, codes in forms.items():
            entries += [Entry("region", code, form, _lang(form), risky) for code in codes]
    return entries


def _family_entries(family: Family, ids: frozenset[str]) -> Iterator[Entry]:
    for lang in LANGS:
        yield from _titled("family", family.id, family.names[lang], lang)
        yield Entry("family", family.id, family.short[lang], lang)
        for alias in family.aliases.get(lang, ()):
            yield Entry("family", family.id, alias, lang)
    for alias, means in family.ambiguous.items():
        for meant in means:
            yield Entry("family" if meant in ids else "programme", meant, alias, _lang(alias))
    for programme in family.programmes:
        yield from _programme_entries(programme)
    for name, section in family.not_to_confuse:
        for lang in LANGS:
            yield Entry("lookalike", section, name[lang], lang)


def _programme_entries(programme: Programme) -> Iterator[Entry]:
    for lang in LANGS:
        yield from _titled("programme", programme.id, programme.names[lang], lang)
        for alias in programme.aliases.get(lang, ()):
            yield Entry("programme", programme.id, alias, lang)


def _titled(kind: str, owner: str, name: str, lang: Lang) -> Iterator[Entry]:
    """Yield an official name, and without what stands in brackets: people leave that out."""
    yield Entry(kind, owner, name, lang)
    bare = _BRACKETS.sub("", name).strip()
    if bare not in ("", name):
        yield Entry(kind, owner, bare, lang)


def _node_entries(kind: str, node: Skill | Occupation, weak: frozenset[str]) -> Iterator[Entry]:
    for lang in LANGS:
        for form in dict.fromkeys((node.names[lang], *node.aliases.get(lang, ()))):
            yield Entry(kind, node.id, form, lang, " ".join(form.casefold().split()) in weak)
    for form in node.weak:
        yield Entry(kind, node.id, form, _lang(form), risky=True)


def _lang(form: str) -> Lang:
    return "ko" if _HANGUL.search(form) else "en"
