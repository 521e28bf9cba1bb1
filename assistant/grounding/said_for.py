"""For whom and as what a figure is said: the group, the scheme, the purse, the period and the side of a limit.

A right figure is wrong beside the wrong name, year or condition. Each figure of a sentence gets the names that stand nearest to it, and
the same is done for the place in the evidence where that figure stands. Pure but for the names of schemes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from knowledge.text.figures import Figure, placed_figures

Names = Mapping[str, frozenset[str]]

# Sets of things that exclude each other: a figure of one is not a figure of the other.
_GROUPS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "type": (("1", r"Ⅰ\s?유형|1\s?유형|I\s?유형|type\s?(?:Ⅰ|I|1|one)\b"), ("2", r"Ⅱ\s?유형|2\s?유형|II\s?유형|type\s?(?:Ⅱ|II|2|two)\b")),
    "track": (("required", r"요건심사형|requirement[- ]screened"), ("selected", r"선발형|selection track|selected track")),
    "age": (("youth", r"청년(?!도|희|내|미|일)|\byouth\b|young (?:people|person|adults?)"), ("midlife", r"중장년|middle[- ]aged|midlife"),
            ("senior", r"고령|어르신|older people|seniors?\b"), ("teen", r"청소년|teenagers?")),
    "area": (("capital", r"(?<!비)수도권|(?<!non-)(?<!outside the )capital (?:area|region)"),
             ("other", r"비수도권|non-capital|outside the capital (?:area|region)"),
             ("special", r"특별지원|special[- ]support"), ("favoured", r"우대지원|preferred[- ]support"),
             ("plain", r"일반지역|general regions?")),
    "firm": (("small", r"중소기업|우선지원|small (?:firms?|compan)|SMEs?\b"), ("mid", r"중견|mid-sized"), ("large", r"대기업|large (?:firms?|compan)")),
    "side": (("firm", r"사업주|기업[이은에]|회사[가는에]|employers?\b|the firm"), ("person", r"근로자|청년[이은에]|본인[이은]|workers?\b|the young person")),
    "welfare": (("basic", r"기초생활|생계급여|basic livelihood"), ("near", r"차상위|near-poor"), ("parent", r"한부모|one-parent|single-parent")),
    "work": (("employed", r"재직|in work|employed people"), ("unemployed", r"실업자|구직자|미취업|unemployed|jobseekers?|job seekers?")),
    "home": tuple((str(n), rf"(?<!\d){n}\s?인\s?가구|(?:household|family) of (?:{n}|{w})|{w}-person|{n}-person")
                  for n, w in enumerate(["one", "two", "three", "four", "five", "six", "seven"], 1)),
    "order": (("1", r"첫\s?(?:번째)?(?=\s|과정|훈련|회)|\bfirst\b(?! of all)"), ("2", r"두\s?번째|\bsecond\b"), ("3", r"세\s?번째|\bthird\b")),
    "kind": (("general", r"일반\s?(?:과정|훈련)|general (?:training|courses?)|^일반,"),
             ("special", r"특화|KDT|K-디지털|국가기간|국기(?![가-힣])|산대특|special (?:training|courses?)|^특화,"), ("remote", r"원격|\bremote\b")),
    "grade": (("ordinary", r"일반형|\bordinary\b"), ("favoured", r"우대형|\bfavoured\b")),
    "length": (("short", r"단기|short[- ](?:track|course|term)|\bshort\b"), ("medium", r"중기(?!청|업)|\bmedium\b"), ("long", r"장기|long[- ](?:track|term)|\blong\b(?! as| run)")),
    "bound": (("floor", r"하한|\bfloor\b|\bminimum\b(?! wage)"), ("cap", r"상한|\bcap\b|\bmaximum\b")),
}  # fmt: skip
_GROUP_RE = {name: tuple((member, re.compile(p, re.I)) for member, p in members) for name, members in _GROUPS.items()}
_PURSE_KO = re.compile(
    r"([가-힣A-Za-z0-9·]{0,12}?(?:수당|장려금|지원금|급여|훈련비|자부담|본인\s?부담금?|월급|시급|임금|소득|재산|적금|공제|한도|매출|환급금|세금|"
    r"보험료|인건비|채용장려|통장))"
)
_PURSE_EN = re.compile(
    r"\b((?:[A-Za-z-]+ ){0,2}(?:allowances?|benefits?|subsid(?:y|ies)|grants?|wages?|income|assets|tuition|fees?|"
    r"own share|savings|limits?|sales|tax|bonus(?:es)?))\b",
    re.I,
)
_PLAIN_EN = frozenset(
    [
        "the",
        "a",
        "an",
        "your",
        "this",
        "that",
        "its",
        "monthly",
        "total",
        "full",
        "same",
        "and",
        "of",
        "in",
        "to",
        "for",
        "is",
        "one",
        "as",
        "or",
        "also",
    ]
)
_CLAUSE = re.compile(
    r"[,;](?=\s)|[.?!](?=\s|$)|(?<=[가-힣])(?:고|며|지만|는데|은데|인데)(?=\s|,)|\b(?:and|while|but|whereas)\b|\n", re.I
)
_PERIODS: Final[tuple[tuple[str, str, str], ...]] = (
    ("month", r"(?:월|매월|매달|한\s?달에?|달마다|월별)\s?(?:약|최대|에)?\s?$", r"^[^,.;]{0,4}?\s?(?:a|per|each|every) month|^[^,.;]{0,6}monthly"),
    ("day", r"(?:하루에?|매일|1일|일당)\s?(?:약|최대)?\s?$", r"^[^,.;]{0,4}?\s?(?:a|per|each) day|^[^,.;]{0,6}daily"),
    ("year", r"(?:연|매년|1년에?|한\s?해에?|해마다|연간)\s?(?:약|최대)?\s?$", r"^[^,.;]{0,4}?\s?(?:a|per|each) year"),
    ("hour", r"(?:시간당|시급|한\s?시간에?)\s?(?:약|최대)?\s?$", r"^[^,.;]{0,4}?\s?(?:an|per|each) hour"),
    ("total", r"(?:총|모두|합쳐서?|합치면|다\s?합하면|전부|통틀어|합하면)\s?(?:약|최대)?\s?$", r"^[^,.;]{0,4}?\s?(?:in all|in total|altogether)"),
)  # fmt: skip
_PERIOD_RE = tuple((n, re.compile(b), re.compile(a, re.I)) for n, b, a in _PERIODS)
_FIGURE = re.compile(
    r"(?:KRW |₩)?[\d,.]*\d(?:\s?(?:천만|백만|만|억|천|thousand|million|billion))*(?:\s?(?:원|won|%|percent))?|"
)
_BRACKET = re.compile(r"(?:KRW |₩)?[\d,.]*\d[^\s()\d]{0,4}(?:\s?원)?[^\s()]{0,3}\s?\(([^()]*)\)")
_YEAR = re.compile(r"(?<![\d,.])(20\d\d)(?![\d,]|\.\d|\s?원)")
# A figure that says when another one holds: "6개월 일하면", "over KRW 3,000,000", "2명: ".
_WHEN_KO = re.compile(
    r"[\d,.~만억천]*\s?[^\s\d,.;:]{0,5}(?:\s[^\d,.;:]{0,12}?)?(?:면(?=[\s,])|경우|때|부터는|까지는|이하|초과|이상|미만|:)"
)
_WHEN_EN = re.compile(
    r"(?:after|for|up to|over|above|under|below|if|at|when|with|from|than)(?: \w+){0,2}? (?:KRW )?$", re.I
)
_AFTER = r"^(?:[\d,.~\s만억천원%세살개월일명인회년점시간]|won|percent|months?|years?|old|of age)*?\s?"
_SIDES: Final[tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]] = tuple(
    (side, re.compile(before + r"\s?(?:KRW|₩)?\s?$", re.I), re.compile(_AFTER + f"(?:{after})", re.I))
    for side, before, after in (
        (
            "le",
            r"(?:최대|많아도|up to|at most|no more than|within)",
            r"이하|까지(?!는?\s?않)|or (?:less|under|younger)",
        ),
        ("lt", r"(?:(?<!no )less than|under|below|fewer than)", r"미만"),
        ("ge", r"(?:최소|적어도|at least|no less than)", r"이상|부터|or (?:more|over|older|above)"),
        ("gt", r"(?:(?<!no )more than|over|above|exceeds?)", r"초과|(?:을|를)?\s?넘"),
    )
)
# What a limit may be turned into when the sentence turns with it ("up to 60" = "not above 60").
_SAME_EDGE: Final = {"le": {"le", "gt"}, "gt": {"gt", "le"}, "lt": {"lt", "ge"}, "ge": {"ge", "lt"}}


@dataclass(frozen=True, slots=True)
class Said:
    """What stands around one figure. `when` are the figures that say under which condition it holds."""

    names: Names
    purse: str
    period: str
    side: str
    when: frozenset[str]


def around(text: str, at: int, schemes: Callable[[str], tuple[tuple[int, str], ...]]) -> Said:
    """What is said around the figure at `at`. `schemes` gives places and ids of the schemes named in a text."""
    years = tuple((m.start(), m[1]) for m in _YEAR.finditer(text) if m.start() != at)
    marks = _marks(text) | {"scheme": schemes(text), "year": years}
    bounds = _clauses(text)
    start = max((b for b in bounds if b <= at), default=0)
    end = min((b for b in bounds if b > at), default=len(text))
    bracket = _BRACKET.match(text, at)
    own = (bracket.start(1), bracket.end(1)) if bracket else (at, at)
    names = {
        name: frozenset({member})
        for name, places in marks.items()
        if (member := _nearest(places, at, start, end, own)) is not None
    }
    purses = tuple((m.end(), m[1]) for m in (*_PURSE_KO.finditer(text), *_PURSE_EN.finditer(text)))
    length = len(_FIGURE.match(text, at)[0])  # type: ignore[index]
    before, after = text[:at], text[at : at + length + 24]
    return Said(
        names,
        _nearest(purses, at, start, end, own) or "",
        next((p for p, b, a in _PERIOD_RE if b.search(before) or a.match(text[at + length : at + length + 20])), ""),
        _side(before, after),
        frozenset(_edged(text, p, v) for p, v in _whens(text) if start <= p < end and p != at),
    )


def _side(before: str, after: str) -> str:
    return next((s for s, b, a in _SIDES if b.search(before) or a.match(after)), "")


def _edged(text: str, at: int, value: str) -> str:
    """A figure of a condition with the side of the limit it stands for: 5 hours or more isn't 5 hours or less."""
    if "-" in value:
        return value
    return f"{value} {_side(text[:at], text[at : at + 24])}"


def _is_when(text: str, at: int) -> bool:
    if re.search(r"[가-힣]", text[max(0, at - 12) : at + 24]):
        return _WHEN_KO.match(text, at) is not None
    return _WHEN_EN.search(text[:at]) is not None


@lru_cache(maxsize=4_000)
def _whens(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((at, f.value) for at, f in placed_figures(text) if _conditional(text, at, f))


def _conditional(text: str, at: int, figure: Figure) -> bool:
    if figure.kind == "date":
        return "-" in figure.value  # a bare year is told apart by its own mark
    return _is_when(text, at)


@lru_cache(maxsize=4_000)
def names_in(text: str) -> Names:
    """All groups that a text names anywhere."""
    return {name: frozenset(member for _, member in places) for name, places in _marks(text).items() if places}


def same_purse(said: str, known: str) -> bool:
    """Whether two names of money can be the same: one is the other's head ("수당" for "구직촉진수당")."""
    a, b = _plain(said), _plain(known)
    if not a or not b:
        return True
    if re.search(r"[가-힣]", a + b):
        return a.endswith(b) or b.endswith(a)
    one, other = a.split(), b.split()
    return one[-1].rstrip("s") == other[-1].rstrip("s") and set(one[:-1]) <= {*other, *_PLAIN_EN}


def same_edge(said: str, known: str) -> bool:
    """Whether two ways to name a limit can mean the same."""
    return not said or not known or known in _SAME_EDGE[said]


def _plain(purse: str) -> str:
    if re.search(r"[가-힣]", purse):
        return re.sub(r"\s", "", purse)
    return " ".join(w for w in purse.lower().split() if w not in _PLAIN_EN) or purse.lower()


@lru_cache(maxsize=4_000)
def _marks(text: str) -> dict[str, tuple[tuple[int, str], ...]]:
    return {
        name: tuple((m.start(), member) for member, pattern in members for m in pattern.finditer(text))
        for name, members in _GROUP_RE.items()
    }


@lru_cache(maxsize=4_000)
def _clauses(text: str) -> tuple[int, ...]:
    return tuple(m.end() for m in _CLAUSE.finditer(text))


def _nearest(
    places: tuple[tuple[int, str], ...], at: int, start: int, end: int, bracket: tuple[int, int]
) -> str | None:
    """The name in the brackets behind the figure, else nearest before it in its clause, else behind it there, else
    the last one before."""
    if held := [p for p in places if bracket[0] <= p[0] <= bracket[1]]:
        return min(held)[1]
    inside = [p for p in places if start <= p[0] < end]
    before = [p for p in inside if p[0] <= at]
    if before:
        return max(before)[1]
    if inside:
        return min(inside)[1]
    earlier = [p for p in places if p[0] <= at]
    return max(earlier)[1] if earlier else None
