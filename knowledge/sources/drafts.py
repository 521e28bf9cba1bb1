"""What a connector hands over before anything is understood: the source's own words, less the contact fields.

`knowledge.sources.normalise` turns a draft into a record of `knowledge.models`. A field the source doesn't give stays
empty; a connector never guesses, and never fills a draft with names, phones or e-mails of people.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """A job listing in its source's words. `employment`, `education`, `career` may be codes the connector put into
    words; `pay_unit` is `hour|day|month|year` or a word; pay figures are text as given, in `pay_scale` won."""

    id: str
    title: str
    employer: str
    url: str = ""
    region: str = ""
    region_code: str = ""
    employment: str = ""
    pay: str = ""
    pay_unit: str = ""
    pay_min: str = ""
    pay_max: str = ""
    posted: str = ""
    closes: str = ""
    occupation: str = ""
    education: str = ""
    career: str = ""
    requirements: str = ""
    preferred: str = ""
    licences: str = ""
    body: str = ""
    hours: str = ""
    remote: str = ""
    dormitory: str = ""
    employer_size: str = ""
    employer_kind: str = ""
    employer_key: str = ""  # a public number of the firm, for finding duplicates; stored hashed only
    modified: str = ""


@dataclass(frozen=True, slots=True)
class CohortDraft:
    """One run of a course in its source's words."""

    id: str
    starts: str = ""
    ends: str = ""
    apply_by: str = ""
    seats: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course in its source's words. `kind` is a `knowledge.models.CourseKind` where the connector knows it."""

    id: str
    title: str
    institution: str
    cohorts: tuple[CohortDraft, ...] = ()
    kind: str = ""
    mode: str = ""
    region: str = ""
    region_code: str = ""
    hours: str = ""
    hours_per_day: str = ""
    days: str = ""
    tuition: str = ""
    own_share: str = ""
    placement_rate: str = ""
    ncs: str = ""
    teaches: str = ""
    body: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """A public programme as data: named parts of text that become citable sections."""

    id: str
    name: str
    issuer: str
    parts: tuple[tuple[str, str], ...]  # (heading, text): who, what, how to apply, documents ...
    url: str = ""
    region_codes: tuple[str, ...] = ()
    apply_from: str = ""
    apply_to: str = ""
    always_open: bool = False
    modified: str = ""
    files: tuple[tuple[str, str], ...] = ()  # (name, address) of guideline files, perhaps without its host


Draft = OpeningDraft | CourseDraft | PolicyDraft
