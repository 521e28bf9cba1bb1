"""schema.org data in web pages and JSON files: `JobPosting` and `Course` → drafts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any, Final

from knowledge.documents.decode import decode
from knowledge.documents.refusals import DocumentRefused
from knowledge.sources.drafts import CohortDraft, CourseDraft, OpeningDraft

Node = Mapping[str, Any]

_MARKS: Final = (b"JobPosting", b"CourseInstance", b'"Course"')
_MOST: Final = 5_000  # postings of one page or file
_DEEPEST: Final = 8
_UNITS: Final = {"HOUR": "hour", "DAY": "day", "WEEK": "week", "MONTH": "month", "YEAR": "year"}
_CREDENTIALS: Final = {
    "high school": "고졸", "associate degree": "전문대졸", "bachelor degree": "대졸(4년)",
    "professional certificate": "", "postgraduate degree": "석사",
}  # fmt: skip
_UNREADABLE_JSON: Final = re.compile(r"[\x00-\x1f]")


def holds_jsonld(data: bytes) -> bool:
    """Whether the bytes look as if they held postings or courses of schema.org."""
    return (b"schema.org" in data or b"@type" in data) and any(mark in data for mark in _MARKS)


def jsonld_drafts(data: bytes, address: str = "") -> list[OpeningDraft | CourseDraft]:
    """The postings and courses of a page or JSON file, in order, each once. Nothing for what doesn't parse."""
    try:
        text = decode(data)
    except DocumentRefused:
        return []
    blocks = [text] if text.lstrip("\ufeff \r\n\t")[:1] in "[{" else _scripts(text)
    found: dict[str, OpeningDraft | CourseDraft] = {}
    for block in blocks:
        for node in _nodes(_json(block)):
            kinds = _types(node)
            read = _opening if "JobPosting" in kinds else _course if "Course" in kinds else None
            if read is not None and len(found) < _MOST:
                draft = read(node, address)
                found.setdefault(draft.id, draft)
    return list(found.values())


class _Scripts(HTMLParser):
    """Collects the JSON-LD scripts of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").lower()
        self._inside = tag == "script" and "ld+json" in kind
        if self._inside:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[-1] += data


def _scripts(text: str) -> list[str]:
    parser = _Scripts()
    parser.feed(text)
    parser.close()
    return parser.blocks


def _json(block: str) -> Any:
    block = block.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for text in (block, _UNREADABLE_JSON.sub(" ", block)):  # many pages leave raw line breaks inside strings
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(tree: Any, depth: int = 0) -> Iterator[Node]:
    """All objects with a type, wherever they hang: in lists, under @graph, in item lists."""
    if depth > _DEEPEST:
        return
    if isinstance(tree, list):
        for one in tree:
            yield from _nodes(one, depth + 1)
    elif isinstance(tree, Mapping):
        if _types(tree):
            yield tree
        for name in ("@graph", "itemListElement", "item", "mainEntity", "mainEntityOfPage"):
            if name in tree:
                yield from _nodes(tree[name], depth + 1)


def _types(node: Node) -> frozenset[str]:
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return frozenset(str(n).rpartition("/")[2].rpartition(":")[2] for n in names if isinstance(n, str))


def _text(value: Any, *inside: str) -> str:
    """Words of a value: itself, its first element's, or those under the first of `inside` that has any."""
    match value:
        case None | bool():
            return ""
        case list():
            return next((found for one in value if (found := _text(one, *inside))), "")
        case Mapping():
            names = inside or ("name", "value", "@value", "@id")
            return next((found for n in names if (found := _text(value.get(n), *inside))), "")
        case _:
            return str(value).strip()


def _all(value: Any, *inside: str) -> list[str]:
    return [found for one in (value if isinstance(value, list) else [value]) if (found := _text(one, *inside))]


def _id(node: Node, address: str, *parts: str) -> str:
    own = _text(node.get("identifier"), "value", "name", "@id") or _text(node.get("@id"))
    url = _text(node.get("url")) or address
    if own and not own.startswith("#"):
        return own
    return url or hashlib.blake2b("|".join(parts).encode(), digest_size=8).hexdigest()


def _opening(node: Node, address: str) -> OpeningDraft:
    title, employer = _text(node.get("title")) or _text(node.get("name")), _text(node.get("hiringOrganization"))
    places = _places(node.get("jobLocation"))
    away = "TELECOMMUTE" in " ".join(_all(node.get("jobLocationType"))).upper()
    pay = _pay(node.get("baseSalary") or node.get("estimatedSalary"))
    career, unasked = _career(node.get("experienceRequirements"))
    return OpeningDraft(
        id=_id(node, address, title, employer, *places[:1], _text(node.get("datePosted"))), title=title,
        employer=employer, url=_text(node.get("url")) or address, region=", ".join(places[:4]),
        employment=", ".join(_all(node.get("employmentType"))), posted=_text(node.get("datePosted")),
        closes=_text(node.get("validThrough")), occupation=_text(node.get("occupationalCategory"), "name", "codeValue"),
        education=_education(node.get("educationRequirements")), career=career,
        requirements="\n".join((*_all(node.get("qualifications")), *_all(node.get("skills")), *unasked)),
        body="\n\n".join((_text(node.get("description")), *_all(node.get("responsibilities")))),
        hours=_text(node.get("workHours")), remote="TELECOMMUTE" if away else "",
        employer_kind=_text(node.get("industry")), employer_key=_tax_number(node.get("hiringOrganization")), **pay,
    )  # fmt: skip


def _tax_number(employer: Any) -> str:
    return _text(employer.get("taxID") or employer.get("vatID")) if isinstance(employer, Mapping) else ""


def _places(value: Any) -> list[str]:
    """Each place in words, from the widest part to the street."""
    found = []
    for place in value if isinstance(value, list) else [value]:
        address = place.get("address", place) if isinstance(place, Mapping) else place
        if isinstance(address, list):
            address = address[0] if address else None
        if isinstance(address, Mapping):
            names = ("addressRegion", "addressLocality", "streetAddress")
            parts = dict.fromkeys(_text(address.get(name)) for name in names)
            words = " ".join(filter(None, parts)) or _text(address.get("name"))
        else:
            words = _text(address)
        if words:
            found.append(words)
    return found


def _pay(value: Any) -> dict[str, str]:
    """The pay fields of a draft from a MonetaryAmount, a bare figure or words."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, Mapping):
        return {"pay": _text(value)}
    currency = _text(value.get("currency")) or _text(value.get("priceCurrency"))
    amount = value.get("value", value)
    amount = amount[0] if isinstance(amount, list) and amount else amount
    if not isinstance(amount, Mapping):
        amount = {"value": amount, "unitText": value.get("unitText")}
    unit = _text(amount.get("unitText")) or _text(value.get("unitText")) or _text(value.get("duration"))
    low = _text(amount.get("minValue")) or _text(value.get("minValue")) or _text(amount.get("value"))
    high = _text(amount.get("maxValue")) or _text(value.get("maxValue"))
    foreign = f" {currency}" if currency and currency.upper() != "KRW" else ""
    return {"pay_unit": _UNITS.get(unit.upper(), unit), "pay_min": low + foreign if low else "", "pay_max": high}


def _education(value: Any) -> str:
    levels = []
    for one in value if isinstance(value, list) else [value]:
        words = _text(one, "credentialCategory", "name")
        levels.append(_CREDENTIALS.get(words.lower(), words))
    return " ".join(filter(None, levels))


def _career(value: Any) -> tuple[str, tuple[str, ...]]:
    """What is asked of experience as a career field, and words that belong to the requirements."""
    one = value[0] if isinstance(value, list) and value else value
    if isinstance(one, Mapping):
        months = _text(one.get("monthsOfExperience"))
        if months.replace(".", "").isdecimal():
            return (f"{round(float(months))}개월" if float(months) else "신입"), ()
        one = _text(one, "description", "name")
    words = _text(one)
    if words.lower() in ("no requirements", "none"):
        return "경력무관", ()
    return (words, ()) if len(words) <= 40 else ("", (words,))


def _course(node: Node, address: str) -> CourseDraft:
    title, institution = _text(node.get("name")), _text(node.get("provider")) or _text(node.get("creator"))
    instances = [n for n in _listed(node.get("hasCourseInstance")) if isinstance(n, Mapping)]
    offers = [o for o in _listed(node.get("offers")) if isinstance(o, Mapping)]
    offers += [o for n in instances for o in _listed(n.get("offers")) if isinstance(o, Mapping)]
    first: Node = instances[0] if instances else {}
    places = _places(first.get("location")) or _places(node.get("location"))
    kind = _text(node.get("educationalProgramMode")) or _text(node.get("about")) or " ".join(_all(node.get("keywords")))
    return CourseDraft(
        id=_id(node, address, title, institution) if not node.get("courseCode") else _text(node.get("courseCode")),
        title=title, institution=institution, cohorts=tuple(_cohort(n, i) for i, n in enumerate(instances, start=1)),
        kind=kind, mode=" ".join(_all(first.get("courseMode"))), region=" ".join(places[:1]),
        hours=_text(first.get("courseWorkload")) or _text(node.get("timeRequired")),
        tuition=_price(offers), teaches=", ".join((*_all(node.get("teaches")), *_all(node.get("about")))),
        body=_text(node.get("description")), url=_text(node.get("url")) or address,
    )  # fmt: skip


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _cohort(node: Node, number: int) -> CohortDraft:
    schedule = next((s for s in _listed(node.get("courseSchedule")) if isinstance(s, Mapping)), {})
    starts = _text(node.get("startDate")) or _text(schedule.get("startDate"))
    offer = next((o for o in _listed(node.get("offers")) if isinstance(o, Mapping)), {})
    return CohortDraft(
        id=_text(node.get("identifier"), "value", "name") or starts or str(number),
        starts=starts,
        ends=_text(node.get("endDate")) or _text(schedule.get("endDate")),
        apply_by=_text(offer.get("validThrough")) or _text(offer.get("availabilityEnds")),
        seats=_text(node.get("maximumAttendeeCapacity")),
        taken=_taken(node),
    )


def _taken(node: Node) -> str:
    most, left = _text(node.get("maximumAttendeeCapacity")), _text(node.get("remainingAttendeeCapacity"))
    return str(int(most) - int(left)) if most.isdecimal() and left.isdecimal() else ""


def _price(offers: list[Node]) -> str:
    for offer in offers:
        price = _text(offer.get("price"))
        currency = _text(offer.get("priceCurrency")) or "KRW"
        if price and currency.upper() == "KRW":
            return price
        if _text(offer.get("category")).lower() == "free":
            return "0"
    return ""
