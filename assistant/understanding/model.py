"""Understanding with a language model: it may add to what the rules read, never take away from it.

The rules stand where they found something. The model fills what they left open: the scheme meant, the aspect, the
want, a query that stands alone, and facts whose words stand in the message. Codes that don't exist, quotes that aren't
there and values their quotes don't carry are dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, cast, get_args

from assistant.errors import ModelGarbled
from assistant.grounding.spoken import numbers_said
from assistant.history import Conversation
from assistant.model.chat import Message, told_before
from assistant.model.prompts import READ, READ_MESSAGE, as_data, fill
from assistant.profile import Fact
from assistant.understanding import Understanding, Want
from assistant.understanding.topics import TOPICS
from knowledge.base import Base
from knowledge.fields import FIELDS, FieldError, FieldSpec, read_value
from knowledge.text.normalise import clean
from knowledge.text.personal import MASK, mask

_SHORT: Final = 40  # letters; a short message with a subject and an aspect leaves nothing to ask a model
_BEFORE: Final = 2  # turns told
_QUERY: Final = 200
# A stop, an ending or a joke is never a model's to declare.
_WANTS: Final = tuple(w for w in get_args(Want) if w not in ("misuse", "small_talk"))
_NOT_HEARD: Final = frozenset({"resume_text", "nesp_reported_income"})
_ASKED_RULE = re.compile(
    r"\s*(?:살|세|만|원|명|개월)?\s*(?:까지|이하|이상|미만|부터|초과|넘|제한|기준|이면|되면|or (?:under|over|less|more))"
)
_FENCED = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_THOUGHT = re.compile(r"<think>.*?</think>", re.S)


class ModelReader:
    """Makes the prompt for one message and merges what comes back. Build once for a state of the base."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._fields = tuple(sorted(FIELDS.keys() - _NOT_HEARD))
        self._system = fill(
            READ,
            wants=", ".join(_WANTS),
            topics=", ".join(TOPICS),
            fields="; ".join(_field_words(FIELDS[name]) for name in self._fields),
            schemes="\n".join(self._schemes()),
        )

    def worth_asking(self, u: Understanding) -> bool:
        """Whether the rules left something open that a model could hear."""
        if u.guided or u.wants in (("small_talk",), ("out_of_scope",)):
            return False
        search = u.filters.skills or u.filters.occupations or u.filters.regions
        subject = u.families or u.programmes or u.lookalikes or u.unknown or search
        return not (subject and (u.topics or search) and len(u.text) <= _SHORT)

    def prompt(self, u: Understanding, conversation: Conversation) -> tuple[Message, ...]:
        """The messages to send: only the masked message and the last turns, both fenced as data."""
        before = "\n".join(f"- {as_data(t.message)}" for t in told_before(conversation, _BEFORE)) or "-"
        asked = fill(READ_MESSAGE, before=before, message=as_data(u.text))
        return Message("system", self._system), Message("user", asked)

    @property
    def schema(self) -> Mapping[str, Any]:
        """The JSON schema of the answer (strict: everything required, nothing else)."""
        words = {"type": "array", "items": {"type": "string"}}
        fact = _object(field=_one_of(self._fields), value={"type": "string"}, words={"type": "string"})
        return _object(
            wants=_many_of(_WANTS),
            families=_many_of(self._base.families),
            programmes=_many_of(self._base.programmes),
            topics=_many_of(TOPICS),
            query={"type": "string"},
            facts={"type": "array", "items": fact},
            regions=words,
            skills=words,
            occupations=words,
        )

    def merge(self, u: Understanding, answer: str, today: date) -> Understanding:
        """The rules' reading with what the model heard beyond it. Raises ModelGarbled where `answer` is no object."""
        heard = _json(answer)
        u = replace(u, facts=(*u.facts, *self._facts(u, heard, today)))
        if u.families or u.programmes or u.unknown or u.lookalikes:
            return self._with_aspects(u, heard)
        families = self._known(heard, "families", self._base.families)[:3]
        programmes = [p for p in self._known(heard, "programmes", self._base.programmes) if p][:3]
        families = list(dict.fromkeys([*families, *(self._base.programmes[p].family for p in programmes)]))[:3]
        u = self._with_search(replace(u, families=tuple(families), programmes=tuple(programmes)), heard)
        query = mask(clean(str(heard.get("query", ""))))[0][:_QUERY]
        if query and (families or not u.leans):
            u = replace(u, query=f"{u.query} {query}")
        return self._with_aspects(u, heard)

    # ---- what may be added

    def _with_aspects(self, u: Understanding, heard: Mapping[str, Any]) -> Understanding:
        if not u.topics:
            u = replace(u, topics=tuple(self._known(heard, "topics", TOPICS)[:3]))
        wants = [w for w in self._known(heard, "wants", _WANTS) if w != "out_of_scope"]
        open_ = u.wants == ("guideline",) and not u.leans
        if open_ and wants:
            kept = tuple(dict.fromkeys(cast(list[Want], wants)))
            if {"course", "opening"} & set(kept) and u.families and "guideline" not in kept:
                kept = (*kept, "guideline")
            u = replace(u, wants=kept, search_words=u.search_words or u.text)
        elif open_ and heard.get("wants") == ["out_of_scope"] and not (u.families or u.unknown or u.topics):
            u = replace(u, wants=("out_of_scope",))
        return u

    def _with_search(self, u: Understanding, heard: Mapping[str, Any]) -> Understanding:
        filters = u.filters
        if not filters.regions:
            filters = replace(filters, regions=tuple(self._named("region", _texts(heard, "regions"))))
        if not (filters.skills or filters.occupations):
            filters = replace(
                filters,
                skills=tuple(self._named("skill", _texts(heard, "skills"))),
                occupations=tuple(self._named("occupation", _texts(heard, "occupations"))),
            )
        return replace(u, filters=filters)

    def _facts(self, u: Understanding, heard: Mapping[str, Any], today: date) -> Iterable[Fact]:
        told = {f.field for f in u.facts}
        raw = heard.get("facts")
        for item in raw if isinstance(raw, list) else []:
            if not isinstance(item, Mapping):
                continue
            field, words = str(item.get("field", "")), str(item.get("words", "")).strip()
            if field in told or field in _NOT_HEARD or field not in FIELDS:
                continue
            value = self._value(FIELDS[field], str(item.get("value", "")), words, today)
            if value is not None and _quoted(words, u.text):
                told.add(field)
                yield Fact(field, value, words)

    def _value(self, spec: FieldSpec, raw: str, words: str, today: date) -> Any:
        """The value in its type, or None where it can't be one or its quote doesn't carry it."""
        if MASK[0] in raw + words:
            return None
        kinds = {"region": "region", "skills": "skill", "wants.occupations": "occupation", "wants.regions": "region"}
        if kind := kinds.get(spec.name, "region" if spec.type == "region" else ""):
            ids = self._named(kind, [words])
            return (ids[0] if len(ids) == 1 else None) if spec.type == "region" else (tuple(ids) or None)
        try:
            value = read_value(spec.name, _typed(spec, raw))
        except (FieldError, ValueError):
            return None
        return value if _carried(spec, value, words, today) else None

    def _named(self, kind: str, words: Sequence[str]) -> list[str]:
        found = [i for w in words for m in self._base.lexicon.find(w[:60]) if m.kind == kind for i in m.ids]
        return list(dict.fromkeys(found))

    @staticmethod
    def _known(heard: Mapping[str, Any], key: str, known: Iterable[str]) -> list[str]:
        allowed = set(known)
        return [v for v in dict.fromkeys(_texts(heard, key)) if v in allowed]

    def _schemes(self) -> Iterable[str]:
        for family in self._base.families.values():
            aliases = [*family.aliases.get("ko", ())[:3], *family.aliases.get("en", ())[:2]]
            known_as = f" (also {', '.join(aliases)})" if aliases else ""
            yield f"- {family.id}: {family.names.ko} / {family.names.en}{known_as}"
            yield from (f"  - {p.id}: {p.names.ko} / {p.names.en}" for p in family.programmes)


def _json(answer: str) -> Mapping[str, Any]:
    try:
        value = json.loads(_FENCED.sub("", _THOUGHT.sub("", answer)))
    except (json.JSONDecodeError, RecursionError):
        raise ModelGarbled from None
    if not isinstance(value, dict):
        raise ModelGarbled
    return value


def _texts(heard: Mapping[str, Any], key: str) -> list[str]:
    raw = heard.get(key)
    return [v for v in raw if isinstance(v, str)][:12] if isinstance(raw, list) else []


def _quoted(words: str, text: str) -> bool:
    """Whether the words stand in the message, and not as a rule that is asked about."""
    plain = re.sub(r"\s+", " ", text)
    at = plain.find(re.sub(r"\s+", " ", words)) if words else -1
    return at >= 0 and not _ASKED_RULE.match(plain[at + len(re.sub(r"\s+", " ", words)) :])


def _typed(spec: FieldSpec, raw: str) -> Any:
    if spec.type in ("int", "float"):
        return float(raw.replace(",", ""))
    if spec.type == "bool":
        return {"true": True, "false": False}[raw.lower()] if raw.lower() in ("true", "false") else raw
    if spec.type in ("choices", "texts"):
        return [v.strip() for v in raw.split(",") if v.strip()]
    return raw.strip()


def _carried(spec: FieldSpec, value: Any, words: str, today: date) -> bool:
    """Whether a number really stands in its words: as it is, in years for months, as a year of birth, without its
    zeros ("250" for 2,500,000)."""
    if spec.type not in ("int", "float"):
        return spec.type != "date" or any(str(part) in words for part in (value.year, value.month, value.day))
    for said in numbers_said(words):
        same = value in (said, said * 12, today.year - said, today.year - said - (1900 if said > 30 else 2000))
        if same or (said and str(int(value)).rstrip("0") == str(int(said)).rstrip("0") and value >= said):
            return True
    return False


def _field_words(spec: FieldSpec) -> str:
    return f"{spec.name} ({'|'.join(spec.choices) if spec.choices else spec.type})"


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _one_of(codes: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": sorted(codes)}


def _many_of(codes: Iterable[str]) -> dict[str, Any]:
    return {"type": "array", "items": _one_of(codes)} if codes else {"type": "array", "items": {"type": "string"}}
