"""Eligibility as data: the schema of rules.yaml, read into frozen values. Evaluating them is the assistant's work.

A file holds `blocks` (named lists of conditions that several programmes share), `programmes` and `tables` (dated
figures that limits refer to). docs/rules.md tells how one is written; `knowledge.rules_check` proves what is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge.errors import LibraryError
from knowledge.library.loader import BUNDLED
from knowledge.models import Text
from knowledge.rule_tables import Tables, read_tables

Kind = Literal["fact", "office", "self"]
Mode = Literal["any", "all", "not"]
LimitKind = Literal["median_percent", "minimum_wage_month", "benefit_days_percent"]
OPS = frozenset(
    {"between", "le", "lt", "ge", "gt", "eq", "in", "not_in", "has", "has_none", "months_since", "months_within"}
    | {"in_capital", "reported", "planned"}
)
_MODES = ("any", "all", "not")
_KINDS = ("fact", "office", "self")
_LIMITS = ("median_percent", "minimum_wage_month", "benefit_days_percent")
_CONDITION_KEYS = frozenset(
    {"id", "kind", "field", "op", "value", "of", "at", "military", "when", "section", "claim", "span", "text"}
    | {"judged", "note", "valid_from", "valid_to"}
)
_PROGRAMME_KEYS = frozenset({"include", "conditions", "excludes", "no_criteria", "windows", "lapses"})


@dataclass(frozen=True, slots=True)
class Limit:
    """A value looked up in a table: `amount` is the percentage; `household` fixes the size (None: the person's)."""

    kind: LimitKind
    amount: int
    household: int | None = None


@dataclass(frozen=True, slots=True)
class Military:
    """How service lengthens an upper age: up to an age, by up to some years, or (neither) in a way not confirmed."""

    max_age: int | None = None
    max_years: int | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison. `at` names the date field on which an age is measured (else the day asked about).

    Ops: `between` (inclusive), `le lt ge gt eq`, `in not_in` (one value of a list), `has has_none` (lists),
    `months_since` (that many months have passed), `months_within` (not yet more), `in_capital`, `reported` (the person
    told anything of it), `planned` (never met: nothing to apply for yet).
    """

    field: str
    op: str
    value: Any = None
    at: str = ""
    military: Military | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """`any`, `all` or `not` (of one) of tests. Of an `any` the first is asked for first."""

    mode: Mode
    tests: tuple[Test, ...]


Test = Leaf | Group


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition with the section it stands in.

    `fact` ones decide; `office` and `self` ones are listed and never change a decision (an `office` one with a test
    counts as met where the test is, and is left to the office otherwise). It applies only where `when` holds.
    `text` is the requirement in a few words (`{limit}` stands for the looked-up figure); for `office` and `self`
    without a test a whole sentence. `judged` is said where the office decides, `note` where it isn't met. `claim` and
    `span` say where in the section its figure stands.
    """

    id: str
    kind: Kind
    test: Test | None
    when: Test | None
    section: str
    claim: str
    span: Text | None
    text: Text
    judged: Text | None
    note: Text | None
    valid_from: date | None
    valid_to: date | None

    def in_force(self, day: date) -> bool:
        """Whether the condition's years cover `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What can't be had together with a programme: another programme (or another kind of money), and who says so."""

    programme: str
    section: str
    text: Text


@dataclass(frozen=True, slots=True)
class Window:
    """Days in which an otherwise closed programme took or takes applications."""

    opens: date
    closes: date
    section: str


@dataclass(frozen=True, slots=True)
class ProgrammeRules:
    """All conditions of a programme, its own first. `no_criteria` is the section that says that criteria are not
    published or not verified; after `lapses` the intake in the library is no longer known to hold."""

    id: str
    family: str
    conditions: tuple[Condition, ...]
    excludes: tuple[Exclusion, ...] = ()
    no_criteria: str = ""
    windows: tuple[Window, ...] = ()
    lapses: date | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Every programme's rules by id, best known families first, and the tables."""

    programmes: Mapping[str, ProgrammeRules]
    tables: Tables
    ranks: Mapping[str, int] = field(default_factory=dict)

    def conditions(self) -> Iterator[Condition]:
        """Every distinct condition once, shared ones too."""
        seen: set[int] = set()
        for rules in self.programmes.values():
            for condition in rules.conditions:
                if id(condition) not in seen:
                    seen.add(id(condition))
                    yield condition


def load_rules(path: Path = BUNDLED) -> Rules:
    """Reads every family's rules.yaml under `path` (families without one have no rules).

    Raises LibraryError naming file and place when a file isn't valid YAML or doesn't follow the schema.
    """
    raw = {file.parent.name: (file, _yaml(file)) for file in sorted(path.glob("*/rules.yaml"))}
    blocks: dict[str, tuple[Condition, ...]] = {}
    for family, (file, data) in raw.items():
        if unknown := set(data) - {"blocks", "programmes", "tables", "rank"}:
            raise LibraryError(f"{file}: unknown keys {sorted(unknown)}. See docs/rules.md.")
        for name, conditions in (data.get("blocks") or {}).items():
            blocks[f"{family}/{name}"] = tuple(_condition(c, f"{file}: {name}") for c in conditions)
    programmes: dict[str, ProgrammeRules] = {}
    for family, (file, data) in raw.items():
        for id_, programme in (data.get("programmes") or {}).items():
            programmes[id_] = _programme(id_, family, programme or {}, blocks, f"{file}: {id_}")
    ranks = {family: int(data.get("rank", 99)) for family, (_, data) in raw.items()}
    rules = Rules(programmes, read_tables({f: d["tables"] for f, (_, d) in raw.items() if d.get("tables")}), ranks)
    for condition in rules.conditions():
        for leaf in (*leaves(condition.test), *leaves(condition.when)):
            if isinstance(leaf.value, Limit) and not rules.tables.holds(leaf.value.kind):
                raise LibraryError(f"condition {condition.id}: no rules.yaml has the table for {leaf.value.kind}.")
    return rules


def _programme(
    id_: str, family: str, raw: Mapping[str, Any], blocks: Mapping[str, tuple[Condition, ...]], where: str
) -> ProgrammeRules:
    if unknown := set(raw) - _PROGRAMME_KEYS:
        raise LibraryError(f"{where}: unknown keys {sorted(unknown)}. See docs/rules.md.")
    conditions = [_condition(c, where) for c in raw.get("conditions") or ()]
    for name in raw.get("include") or ():
        key = name if "/" in name else f"{family}/{name}"
        if key not in blocks:
            raise LibraryError(f"{where}: includes block {key}, which doesn't exist.")
        conditions += blocks[key]
    try:
        excludes = tuple(Exclusion(e["programme"], e["section"], _text(e["text"])) for e in raw.get("excludes") or ())
        windows = tuple(Window(w["opens"], w["closes"], w["section"]) for w in raw.get("windows") or ())
    except (KeyError, TypeError) as e:
        raise LibraryError(f"{where}: {type(e).__name__} {e} in excludes or windows. See docs/rules.md.") from e
    lapses = raw.get("lapses")
    return ProgrammeRules(id_, family, tuple(conditions), excludes, str(raw.get("no_criteria") or ""), windows, lapses)


def _condition(raw: Mapping[str, Any], where: str) -> Condition:
    where = f"{where}: condition {raw.get('id', '?')}"
    if unknown := set(raw) - _CONDITION_KEYS:
        raise LibraryError(f"{where}: unknown keys {sorted(unknown)}. See docs/rules.md.")
    kind = raw.get("kind", "fact")
    if kind not in _KINDS:
        raise LibraryError(f"{where}: kind {kind!r} is none of {', '.join(_KINDS)}.")
    try:
        return Condition(
            id=str(raw["id"]),
            kind=kind,
            test=read_test(raw, where) if "op" in raw else None,
            when=read_test(raw["when"], where) if raw.get("when") else None,
            section=str(raw["section"]),
            claim=str(raw.get("claim") or ""),
            span=_text(raw["span"]) if raw.get("span") else None,
            text=_text(raw["text"]),
            judged=_text(raw["judged"]) if raw.get("judged") else None,
            note=_text(raw["note"]) if raw.get("note") else None,
            valid_from=raw.get("valid_from"),
            valid_to=raw.get("valid_to"),
        )
    except (KeyError, TypeError) as e:
        raise LibraryError(f"{where}: {type(e).__name__} {e}. See docs/rules.md.") from e


def read_test(raw: Mapping[str, Any], where: str) -> Test:
    """A test as it stands in a file. Raises LibraryError with `where` for what is none."""
    op = raw.get("op")
    if op in _MODES:
        tests = tuple(read_test(t, where) for t in raw.get("of") or ())
        if not tests or (op == "not" and len(tests) != 1):
            raise LibraryError(f"{where}: {op} needs tests in `of` (`not` exactly one).")
        return Group(op, tests)
    if op not in OPS:
        raise LibraryError(f"{where}: op {op!r} is none of {', '.join(sorted(OPS))}, any, all, not.")
    military = raw.get("military")
    return Leaf(
        field=str(raw["field"]),
        op=op,
        value=_value(raw.get("value"), where),
        at=str(raw.get("at") or ""),
        military=Military(**military) if military is not None else None,
    )


def _value(raw: Any, where: str) -> Any:
    if isinstance(raw, list):
        return tuple(raw)
    if isinstance(raw, Mapping):
        kinds = [k for k in _LIMITS if k in raw]
        if len(kinds) != 1 or set(raw) - {*kinds, "household"}:
            raise LibraryError(f"{where}: a looked-up value is one of {', '.join(_LIMITS)}, not {dict(raw)}.")
        kind: LimitKind = kinds[0]  # type: ignore[assignment]  # checked against _LIMITS just above
        return Limit(kind, int(raw[kind]), raw.get("household"))
    return raw


def leaves(test: Test | None) -> Iterator[Leaf]:
    """The comparisons of a test, in order."""
    if isinstance(test, Leaf):
        yield test
    elif test is not None:
        for inner in test.tests:
            yield from leaves(inner)


def _text(raw: Mapping[str, str]) -> Text:
    return Text(ko=str(raw["ko"]), en=str(raw["en"]))


def _yaml(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as e:
        raise LibraryError(f"{path} isn't valid YAML: {e}") from e
    if not isinstance(data, dict):
        raise LibraryError(f"{path} isn't a mapping of blocks, programmes and tables. See docs/rules.md.")
    return data
