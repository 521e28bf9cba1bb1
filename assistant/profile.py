"""What the person told us: facts with the words they came from, merged, shown as chips, removable one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import FactView
from assistant.errors import ProfileError
from assistant.words import fact_text
from knowledge.fields import ROOTS, FieldError, read_value
from knowledge.models import LANGS


@dataclass(frozen=True, slots=True)
class Fact:
    """One field's value and the words it was heard in (empty when it came as data)."""

    field: str
    value: Any
    words: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """All facts, one per field, oldest first. Immutable: every change gives a new profile."""

    facts: tuple[Fact, ...] = ()

    def get(self, field: str, default: Any = None) -> Any:
        """The value of a (dotted) field, or `default` where it's absent."""
        for fact in self.facts:
            if fact.field == field:
                return fact.value
        return default

    def has(self, field: str) -> bool:
        return any(f.field == field for f in self.facts)

    def age_on(self, day: date) -> int | None:
        """Full years on `day`, from the birth date where one is known, else as told."""
        born: date | None = self.get("birth_date")
        if born is not None:
            return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        age: int | None = self.get("age")
        return age

    def merge(self, heard: Iterable[Fact]) -> tuple[Profile, tuple[tuple[Fact, Fact], ...]]:
        """Adds facts; a newer one replaces an older one. Returns the profile and the (old, new) pairs replaced.

        Raises ProfileError where a value can't be one of its field's.
        """
        facts = {f.field: f for f in self.facts}
        replaced = []
        for new in heard:
            try:
                value = read_value(new.field, new.value)
            except FieldError as e:
                raise ProfileError(str(e)) from e
            old = facts.get(new.field)
            if old is not None and isinstance(old.value, tuple) and new.field not in ("wants.regions",):
                value = tuple(dict.fromkeys((*old.value, *value)))
            elif old is not None and old.value != value:
                replaced.append((old, Fact(new.field, value, new.words)))
            facts[new.field] = Fact(new.field, value, new.words or (old.words if old else ""))
        for one, other in (("age", "birth_date"), ("birth_date", "age")):
            if any(f.field == one for f in heard):
                facts.pop(other, None)  # the newer way of telling one's age stands
        return Profile(tuple(facts.values())), tuple(replaced)

    def without(self, field: str, value: str = "") -> Profile:
        """The profile after the person took a chip away; of a list only `value`, where it is given."""
        facts = []
        for fact in self.facts:
            left = tuple(v for v in fact.value if v != value) if value and isinstance(fact.value, tuple) else ()
            if fact.field != field:
                facts.append(fact)
            elif left:
                facts.append(Fact(field, left, fact.words))
        return Profile(tuple(facts))

    def views(self) -> tuple[FactView, ...]:
        """The facts as chips."""
        return tuple(
            FactView(f.field, _json(f.value), f.words, {lang: fact_text(f.field, f.value, lang) for lang in LANGS})
            for f in self.facts
        )

    def nested(self) -> dict[str, Any]:
        """The profile in the nested JSON shape that the batch commands read."""
        out: dict[str, Any] = {}
        for fact in self.facts:
            target, *rest = fact.field.split(".")
            if rest:
                out.setdefault(target, {})[rest[0]] = _json(fact.value)
            else:
                out[target] = _json(fact.value)
        return out

    def to_json(self) -> dict[str, Any]:
        """For the person's own browser: values with the words they came from."""
        return {"facts": [{"field": f.field, "value": _json(f.value), "words": f.words} for f in self.facts]}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Profile:
        """Reads `to_json`'s shape or the nested one of the batch commands.

        Raises ProfileError naming every field that is unknown or can't hold its value.
        """
        if isinstance(raw.get("facts"), list):
            facts = [Fact(str(f["field"]), f["value"], str(f.get("words", ""))) for f in raw["facts"]]
        else:
            facts = list(_flatten(raw))
        problems, good = [], []
        for fact in facts:
            try:
                good.append(Fact(fact.field, read_value(fact.field, fact.value), fact.words))
            except FieldError as e:
                problems.append(str(e))
        if problems:
            raise ProfileError(" ".join(problems))
        return cls(tuple(good))


def _flatten(raw: Mapping[str, Any]) -> Iterable[Fact]:
    for name, value in raw.items():
        if value is None:
            continue
        if name in ROOTS and isinstance(value, Mapping):
            for inner, inner_value in value.items():
                if inner_value is not None:
                    yield Fact(f"{name}.{inner}", inner_value)
        else:
            yield Fact(name, value)


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
