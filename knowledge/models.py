"""The nouns of the knowledge base: frozen values, no behaviour beyond reading themselves.

Amounts are in won, dates are `datetime.date` in Asia/Seoul, `lang` is ``"ko"`` or ``"en"``. A section exists once per
language under one id; courses, cohorts and openings exist once, with taxonomy ids where people read words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Lang = Literal["ko", "en"]
LANGS: tuple[Lang, ...] = ("ko", "en")
Kind = Literal["section", "course", "opening"]
State = Literal["in_force", "planned", "ended"]
Confidence = Literal["official", "several", "one", "disputed", "computed", "added"]
IntakeState = Literal["open", "closed", "budget", "planned", "unknown"]
Lifecycle = Literal["open", "closing", "until_filled", "closed", "withdrawn", "unknown"]
CourseKind = Literal[
    "general", "kdt", "ai_campus", "kdc", "strategic", "industry_demand", "care", "language"
]
CourseMode = Literal["onsite", "live_online", "online"]
Employment = Literal["permanent", "fixed_term", "part_time", "day", "intern", "work_study", "freelance"]
PayUnit = Literal["hour", "day", "month", "year"]

ANYWHERE = "00000"  # the region code of things that happen anywhere (remote work, online courses)


@dataclass(frozen=True, slots=True)
class Text:
    """Words in both languages."""

    ko: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.ko if lang == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact inside a section: whose figure it is, under which condition, and the words it stands in."""

    id: str
    subject: Text
    condition: Text | None
    value: Any
    unit: str
    span: Text


@dataclass(frozen=True, slots=True)
class Section:
    """The smallest citable piece, in one language. `text` is what stands in the document, verbatim.

    `lead` can stand alone as the first line of an answer, each of `details` as a later one; `table` rows start with
    the header. Sections read from documents have a lead (their first sentence) and details (the others) as well.
    """

    id: str
    lang: Lang
    family: str
    title: str
    text: str
    lead: str
    details: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    heading_path: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    state: State = "in_force"
    valid_from: date | None = None
    valid_to: date | None = None
    as_of: date | None = None
    review_by: date | None = None
    confidence: Confidence = "added"
    basis: str = ""
    sources: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    premises: tuple[tuple[str, ...], ...] = ()
    next: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    document: str = "library"
    order: int = 0  # place in its guideline: the first section on a topic is the one most people mean
    spans: tuple[tuple[int, int, int, int], ...] = ()  # merged cells of `table`: row, column, rows and columns covered

    @property
    def url(self) -> str:
        return self.sources[0] if self.sources else ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone number or a web address with its name."""

    value: str
    name: Text


@dataclass(frozen=True, slots=True)
class Intake:
    """Whether the door is open: `section` is the section that says so."""

    state: IntakeState
    section: str
    opens: date | None = None
    closes: date | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """What a person or a firm applies to. `office` and contacts are set where they differ from the family's."""

    id: str
    family: str
    names: Text
    aliases: Mapping[Lang, tuple[str, ...]]
    summary: Text
    intake: Intake
    office: Text | None = None
    phones: tuple[Contact, ...] = ()
    addresses: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """A public scheme holding one or more programmes (none for pure information)."""

    id: str
    names: Text
    short: Text
    aliases: Mapping[Lang, tuple[str, ...]]
    ambiguous: Mapping[str, tuple[str, ...]]
    not_to_confuse: tuple[tuple[Text, str], ...]
    owner: Text
    office_code: str
    office: Text
    phones: tuple[Contact, ...]
    addresses: tuple[Contact, ...]
    as_of: date
    review_by: date
    programmes: tuple[Programme, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A training course. `teaches` are skill ids; `tuition` is the full price in won; `placement_rate` is 0..1.

    `as_of` is the day its source was read, `links` (source, address) are all the places that show it, `found` says
    which phrase each taxonomy id was read from; `own_share` in won only where the source itself names it. `unsaid`
    names the fields that hold a stand-in because the source says nothing of them (``tuition``, ``hours`` ...).
    """

    id: str
    source: str
    sample: bool
    title: str
    institution: str
    kind: CourseKind
    mode: CourseMode
    region: str
    hours: int
    hours_per_day: int
    days: int
    tuition: int
    placement_rate: float | None
    teaches: tuple[str, ...]
    occupations: tuple[str, ...]
    description: str
    url: str = ""
    as_of: date | None = None
    links: tuple[tuple[str, str], ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    own_share: int | None = None
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cohort:
    """One run of a course. `seats_left` is None where the source does not say; `unsaid` as for courses: ``apply_by``
    (it then holds the last day before the start), ``seats``, ``ends``. `same_as` is the id of the run of another
    source's course that stands for this one."""

    id: str
    course: str
    apply_by: date
    starts: date
    ends: date
    seats: int
    seats_left: int | None
    unsaid: tuple[str, ...] = ()
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Pay:
    """Gross pay in won per `unit`; `max` is None for a single figure."""

    unit: PayUnit
    min: int
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A property of an employer read from words (SME status, AX signs), with the phrase it rests on."""

    value: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A job listing. `closes` is None for until-filled ones; `withdrawn` is set when its source took it down.

    `experience` is the least years asked for (0 = newcomers welcome), `education` the least level
    (``any|high|college|university|graduate``), `licences` the names of licences required, `permits` the visas named as
    accepted (empty = nothing said). `as_of` is the day its source was read, `links` (source, address) are all the
    places that show it, `found` says which phrase each taxonomy id was read from. `unsaid` names the fields that hold a
    stand-in because the source says nothing of them: ``employment``, ``experience``, ``education``, ``posted``,
    ``closes`` (it then holds the day until which the listing is believed). `employer_key` is a fingerprint of the
    firm's public number, `same_as` the id of the record of another source that stands for this one.
    """

    id: str
    source: str
    sample: bool
    title: str
    employer: str
    region: str
    employment: Employment
    pay: Pay | None
    posted: date
    closes: date | None
    occupation: str
    required: tuple[str, ...]
    preferred: tuple[str, ...]
    experience: int
    education: str
    body: str
    remote: bool = False
    withdrawn: bool = False
    weekly_hours: int | None = None
    shift: str = ""
    dormitory: bool = False
    licences: tuple[str, ...] = ()
    permits: tuple[str, ...] = ()
    sme: Sign | None = None
    ax: Sign | None = None
    url: str = ""
    as_of: date | None = None
    links: tuple[tuple[str, str], ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    unsaid: tuple[str, ...] = ()
    employer_key: str = ""
    same_as: str = ""


Record = Section | tuple[Course, Cohort] | Opening


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. `regions` are codes (sido `xx000` or five digits; empty = everywhere), matched exactly or by
    sido; `families`, `programmes` and `topics` raise sections that carry them, never exclude the others; `skills`,
    `occupations` are taxonomy ids heard in the words; `said` is the sentence that `text` was taken from, if it is not
    the whole: work that has no name is heard by all of it.
    """

    text: str
    kind: Kind
    as_of: date
    lang: Lang = "ko"
    k: int = 10
    regions: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    employment: tuple[Employment, ...] = ()
    modes: tuple[CourseMode, ...] = ()
    remote: bool = False
    newcomer: bool = False
    sme: bool = False
    pay_min_monthly: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A kept candidate. `parts` add up to `score`."""

    id: str
    kind: Kind
    title: str
    score: float
    parts: Mapping[str, float]
    snippet: str
    record: Record = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate left out, with the reason code (`floor`, `closed`, `past`, `region`, `state`, `pay`, `rank` ...)."""

    id: str
    reason: str
    score: float = 0.0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The result of one search: what was kept, what was not and why, how long each step took, and the occupations that
    words were taken to mean which name none."""

    query: Query
    kept: tuple[Hit, ...]
    rejected: tuple[Rejected, ...]
    timings_ms: Mapping[str, float]
    meant: tuple[str, ...] = ()
