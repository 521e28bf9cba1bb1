"""Job openings of Work24: the 210 list, and the detail of those that changed. Keys of personal accounts may not use it.

The list speaks XML only, cuts titles, gives at most a hundred a page, and ignores what it doesn't know without a word,
so the total with a filter is held against the total without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from knowledge.models import Text
from knowledge.sources import work24
from knowledge.sources.body import Tree, at, items, lines, number, text
from knowledge.sources.connector import Check, LoadState, Scope
from knowledge.sources.details import Details
from knowledge.sources.drafts import OpeningDraft
from knowledge.sources.errors import SourceError, both
from knowledge.sources.http import SourceClient
from knowledge.sources.pager import LAST_PAGE, Page, Walk, walk
from knowledge.taxonomy.regions import Regions
from knowledge.text.personal import without_contacts

LIST: Final = work24.CALL.format("wk", "210L01")
DETAIL: Final = work24.CALL.format("wk", "210D01")
SERVICE: Final = work24.service(
    "work24-openings", Text("고용24 채용공고", "Work24 openings"), (LIST, DETAIL), "IEUM_WORK24_OPENINGS_KEY"
)
PAGE_OF: Final = (
    "https://www.work24.go.kr/wk/a/b/1500/empDetailAuthView.do"
    "?wantedAuthNo={}&infoTypeCd=VALIDATION&infoTypeGroup=tb_workinfoworknet"
)
_UNTIL_FILLED: Final = "채용시까지"
_CUT: Final = ("...", "…")
# Days back → what the list calls a span that surely holds them: nobody says whether its first day counts.
_SINCE: Final = ((0, "D-0"), (2, "D-3"), (6, "W-1"), (13, "W-2"), (27, "M-1"))

_EMPLOYMENT: Final[Mapping[str, str]] = {
    "4": "파견근로",
    "10": "정규직",
    "11": "정규직 시간제",
    "20": "계약직",
    "21": "계약직 시간제",
    "Y": "대체인력",
}
# Our field ← the fields of the detail that say it. Persons (the charge block, the representative) are in none.
_DETAIL: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("wantedTitle",),
    "occupation": ("jobsNm",),
    "employment": ("empTpNm",),
    "career": ("enterTpNm",),
    "education": ("eduNm",),
    "licences": ("certificate",),
    "hours": ("workdayWorkhrCont",),
    "region": ("workRegion",),
}
_REQUIRED: Final = (("전공", "major"), ("컴퓨터 활용", "compAbl"), ("외국어", "forLang"), ("병역", "mltsvcExcHope"))
_PREFERRED: Final = ("pfCond", "etcPfCond")
_BODY: Final = (
    ("", "jobCont"),
    ("급여", "salTpNm"),
    ("전형 방법", "selMthd"),
    ("접수 방법", "rcptMthd"),
    ("제출 서류", "submitDoc"),
    ("복리후생", "etcWelfare"),
    ("사회보험", "fourIns"),
    ("퇴직급여", "retirepay"),
    ("기타", "etcHopeCont"),
)


class Work24Openings:
    """The connector. `details` remembers detail pages by the time of their last change; without it none is asked."""

    name = SERVICE.name
    attribution = work24.ATTRIBUTION

    def __init__(
        self, client: SourceClient, regions: Regions, *, details: Details | None = None, last_page: int = LAST_PAGE
    ) -> None:
        self._client = client
        self._regions = regions
        self._details = details
        self._last_page = last_page

    def check(self) -> Check:
        """One record of the list, to see what the key can do."""
        try:
            page = self._fetch({}, 1, size=1)
        except SourceError as error:
            return Check(False, error.kind, _for_account(error))
        return Check(True, None, both(Text(
            f"고용24 채용공고: 이 키로 채용공고를 받을 수 있어요 (지금 {page.total or 0:,}건).",
            f"Work24 openings: this key can load openings ({page.total or 0:,} now).",
        )))  # fmt: skip

    def drafts(self, scope: Scope, state: LoadState) -> Iterator[OpeningDraft]:
        """The openings of the scope, newest first. Fills `state`."""
        state.part_read = scope.resume_read
        state.page = scope.resume_from - 1
        try:
            filters = self._filters(scope)
            # Only the region is worth proving: a span that is ignored brings more than was asked for, and no less.
            anywhere = {name: value for name, value in filters.items() if name != "region"}
            unfiltered = self._fetch(anywhere, 1, size=1).total if "region" in filters else None
            how = Walk(
                self._client, lambda n: self._fetch(filters, n), lambda row: text(row, "wantedAuthNo"),
                work24.DISPLAY, scope.resume_from, scope.resume_read, self._last_page,
            )  # fmt: skip
            for page_number, page in walk(how):
                if unfiltered and page.total == unfiltered:
                    raise self._client.error("filter_ignored")
                state.total = page.total
                yield from self._handed(page, state)
                state.page_done(page_number)
            state.complete = True
        except SourceError as error:
            state.error, state.text = error.kind, _for_account(error)

    def _handed(self, page: Page, state: LoadState) -> Iterator[OpeningDraft]:
        for row in page.items:
            state.read += 1
            state.part_read += 1
            draft = draft_of(row)
            if draft is None:
                state.skipped["nameless"] = state.skipped.get("nameless", 0) + 1
            else:
                yield self._detailed(draft, self._details) if self._details else draft

    def _filters(self, scope: Scope) -> dict[str, str]:
        filters = {}
        if codes := work24.opening_regions(self._regions, scope.regions):
            filters["region"] = "|".join(code[:5] for code in codes)  # ten digits are ignored without a word
        if scope.since:
            days = (scope.today - scope.since).days
            if name := next((name for most, name in _SINCE if days <= most), ""):
                filters["regDate"] = name
        return filters

    def _fetch(self, filters: Mapping[str, str], page: int, size: int = work24.DISPLAY) -> Page:
        tree = self._client.get(LIST, {
            "callTp": "L", "returnType": "XML", "startPage": str(page), "display": str(size),
            "sortOrderBy": "DESC", **filters,
        })  # fmt: skip
        if work24.nothing_found(tree):
            return Page([], 0)
        root = at(tree, "wantedRoot")
        if not isinstance(root, dict) or not root.keys() & {"wanted", "total"}:
            raise self._client.error("provider_error")  # whatever this is, it doesn't say that there is nothing
        return Page(items(root, "wanted"), number(root.get("total")))

    def _detailed(self, draft: OpeningDraft, details: Details) -> OpeningDraft:
        """The draft with what its detail page says: asked only if the posting changed since it was asked last."""
        stamp = draft.modified or f"{draft.title}|{draft.closes}|{draft.pay}"
        known = details.get(draft.id, stamp)
        if known is None and details.may_ask():
            tree = self._client.get(DETAIL, {
                "callTp": "D", "returnType": "XML", "wantedAuthNo": draft.id, "infoSvc": "VALIDATION",
            })  # fmt: skip
            if work24.nothing_found(tree):
                return draft
            known = detail_fields(tree)
            details.put(draft.id, stamp, known)
        elif known is None:
            known = details.last(draft.id)  # better what it said before than a cut title
        return replace(draft, **known) if known else draft


def draft_of(row: Tree) -> OpeningDraft | None:
    """One row of the list; None without id, title or employer."""
    id_, title, employer = text(row, "wantedAuthNo"), text(row, "title"), text(row, "company")
    if not re.fullmatch(r"\w{1,40}", id_, re.A) or not title or not employer:
        return None
    return OpeningDraft(
        id=id_,
        title=title,
        employer=employer,
        url=PAGE_OF.format(id_),
        region=text(row, "region") or text(row, "basicAddr"),
        employment=_EMPLOYMENT.get(text(row, "empTpCd"), ""),
        pay=text(row, "sal"),
        pay_unit=text(row, "salTpNm"),
        pay_min=_figure(row, "minSal"),
        pay_max=_figure(row, "maxSal"),
        posted=_day(text(row, "regDt")),
        closes=closing(text(row, "closeDt")),
        education=text(row, "minEdubg"),
        career=text(row, "career"),
        body=text(row, "indTpNm"),
        hours=text(row, "holidayTpNm"),
        employer_key=text(row, "busino"),
        modified=text(row, "smodifyDtm"),
    )


def detail_fields(tree: Tree) -> dict[str, str]:
    """The fields of a draft that a detail page says, without the persons it names."""
    wanted, firm = at(tree, "wantedDtl.wantedInfo") or {}, at(tree, "wantedDtl.corpInfo") or {}
    found = {ours: without_contacts(text(wanted, *theirs)) for ours, theirs in _DETAIL.items()}
    required = (f"{head}: {said}" for head, name in _REQUIRED if (said := text(wanted, name)))
    found["requirements"] = without_contacts("\n".join(required))
    found["preferred"] = without_contacts("\n".join(filter(None, (lines(wanted, name) for name in _PREFERRED))))
    parts = ((head, lines(wanted, name)) for head, name in _BODY)
    found["body"] = without_contacts("\n".join(f"{head}: {said}" if head else said for head, said in parts if said))
    found["employer_size"] = text(firm, "totPsncnt")
    found["employer_kind"] = text(firm, "busiSize")
    return {name: value for name, value in found.items() if value}


def closing(given: str) -> str:
    """The closing date as ``2026-12-01``, with 채용시까지 before it where the posting stays until somebody is found."""
    found = re.findall(r"(\d{2})[-.](\d{2})[-.](\d{2})(?!\d)", given)
    day = _day("-".join(found[-1])) if found else ""
    until = _UNTIL_FILLED if _UNTIL_FILLED in given.replace(" ", "") else ""
    return f"{until} {day}".strip() or given


def _day(given: str) -> str:
    """``26-10-01`` as ``2026-10-01``; anything else as given."""
    found = re.fullmatch(r"(\d{2})[-.](\d{2})[-.](\d{2})", given)
    if not found:
        return given
    try:
        return date(2000 + int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


def _figure(row: Tree, name: str) -> str:
    """Pay in won; a nought says "not specified"."""
    return "" if number(given := text(row, name)) == 0 else given


def _for_account(error: SourceError) -> str:
    if error.kind != "account_type":
        return str(error)
    return both(Text(
        "개인회원 키로는 채용공고를 못 받아요. 기업·기관 회원으로 신청한 키를 IEUM_WORK24_OPENINGS_KEY에 넣거나, "
        "파일이나 다른 채용 게시판으로 채워 주세요. 훈련과정은 개인회원 키로도 받을 수 있어요.",
        "The key of a personal account can't load openings. Put the key of a company or institution account into "
        "IEUM_WORK24_OPENINGS_KEY, or fill openings from files or other boards. Training works with a personal key.",
    ))  # fmt: skip
