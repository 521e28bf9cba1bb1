"""Training courses of Work24: the 310 list (국민내일배움카드, with K-Digital inside), and its detail where the own
share is wanted.

K-Digital has no list of its own: the list is asked kind by kind, so that an interrupted load has the digital courses
first, and each kind by start date in halves where it has more pages than the service gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from urllib.parse import urljoin, urlsplit

from knowledge.models import CourseKind, Text
from knowledge.sources import work24
from knowledge.sources.body import Tree, at, items, lines, number, text
from knowledge.sources.connector import Check, LoadState, Scope
from knowledge.sources.details import Details
from knowledge.sources.drafts import CohortDraft, CourseDraft
from knowledge.sources.errors import SourceError, TooManyPages, both
from knowledge.sources.http import SourceClient
from knowledge.sources.pager import LAST_PAGE, Page, Walk, walk
from knowledge.taxonomy.regions import Regions
from knowledge.text.personal import without_contacts

LIST: Final = work24.CALL.format("hr", "310L01")
DETAIL: Final = work24.CALL.format("hr", "310L02")
SERVICE: Final = work24.service(
    "work24-training", Text("고용24 훈련과정", "Work24 training"), (LIST, DETAIL), "IEUM_WORK24_TRAINING_KEY"
)
AHEAD: Final = timedelta(days=180)  # courses are announced at most about half a year before they start

# The kinds of the 310 list, the digital ones first → ours.
KINDS: Final[Mapping[str, CourseKind]] = {
    "C0104": "kdt",
    "C0105": "kdc",
    "C0102": "industry_demand",
    "C0054": "strategic",
    "C0054G": "industry_demand",
    "C0054Y": "general",
    "C0054S": "general",
    "C0055C": "general",
    "C0055": "general",
    "C0031": "general",
    "C0031C": "care",
    "C0031F": "language",
    "C0061": "general",
    "C0061S": "general",
    "C0061I": "general",
}
_ONLINE: Final = frozenset({"C0055", "C0031"})  # 원격: over the internet alone
_SITE: Final = "https://www.work24.go.kr/"


@dataclass(frozen=True, slots=True)
class _Part:
    """What is asked for in one go: a kind, an area ("" = all), a window of start dates."""

    kind: str
    area: str
    first: date
    last: date

    def halves(self) -> tuple[_Part, _Part]:
        """The earlier and the later half of the window."""
        middle = self.first + (self.last - self.first) // 2
        return replace(self, last=middle), replace(self, first=middle + timedelta(days=1))


class Work24Training:
    """The connector. `details`, where given, remembers what the detail page said; without it none is asked."""

    name = SERVICE.name
    attribution = work24.ATTRIBUTION

    def __init__(
        self,
        client: SourceClient,
        regions: Regions,
        *,
        details: Details | None = None,
        kinds: tuple[str, ...] = tuple(KINDS),
        last_page: int = LAST_PAGE,
    ) -> None:
        self._client = client
        self._regions = regions
        self._details = details
        self._kinds = kinds
        self._last_page = last_page

    def check(self) -> Check:
        """One record of the list, to see what the key can do."""
        try:
            day = date(2026, 1, 1)
            page = self._fetch(_Part("C0104", "", day, day + AHEAD), 1, size=1)
        except SourceError as error:
            return Check(False, error.kind, str(error))
        n = page.total if page.total is not None else len(page.items)
        return Check(True, None, both(Text(
            f"고용24 훈련과정: 이 키로 훈련과정을 받을 수 있어요 (K-디지털 트레이닝 {n}건).",
            f"Work24 training: this key can load courses ({n} of K-Digital Training).",
        )))  # fmt: skip

    def drafts(self, scope: Scope, state: LoadState) -> Iterator[CourseDraft]:
        """One draft a cohort: the same course comes again with each of its cohorts. Fills `state`."""
        parts = self._parts(scope)
        state.part = scope.resume_part
        try:
            for position in range(scope.resume_part, len(parts)):
                again = position == scope.resume_part
                start = (scope.resume_from, scope.resume_read) if again else (1, 0)
                state.part, state.page, state.part_read = position, start[0] - 1, start[1]
                yield from self._part(parts[position], state, *start)
            state.part, state.page, state.part_read = len(parts), 0, 0
            state.complete = True
        except SourceError as error:
            state.error, state.text = error.kind, str(error)

    def _parts(self, scope: Scope) -> list[_Part]:
        areas = work24.training_areas(self._regions, scope.regions) or ("",)
        first = scope.since or scope.today
        return [_Part(kind, area, first, scope.today + AHEAD) for kind in self._kinds for area in areas]

    def _part(
        self, part: _Part, state: LoadState, first: int = 1, already: int = 0, *, half: bool = False
    ) -> Iterator[CourseDraft]:
        how = Walk(
            self._client, lambda n: self._fetch(part, n), _identity, work24.DISPLAY, first, already, self._last_page
        )
        counted = 0
        try:
            for page_number, page in walk(how):
                self._honoured(part, page)
                state.total = (state.total or 0) - counted + (page.total or 0)
                counted = page.total or 0
                yield from self._handed(part, page, state)
                if half:  # a part read in halves is begun anew when it is resumed
                    page_number = state.part_read = 0
                state.page_done(page_number)
        except TooManyPages:
            if part.first >= part.last:
                raise
            state.total = (state.total or 0) - counted
            for narrower in part.halves():
                yield from self._part(narrower, state, half=True)

    def _handed(self, part: _Part, page: Page, state: LoadState) -> Iterator[CourseDraft]:
        for row in page.items:
            state.read += 1
            state.part_read += 1
            draft = draft_of(row, part.kind)
            if draft is None:
                state.skipped["nameless"] = state.skipped.get("nameless", 0) + 1
            elif self._details is None:
                yield draft
            else:
                yield self._detailed(draft, row, self._details)

    def _fetch(self, part: _Part, page: int, size: int = work24.DISPLAY) -> Page:
        tree = self._client.get(LIST, {
            "returnType": "JSON", "outType": "1", "pageNum": str(page), "pageSize": str(size),
            "srchTraStDt": f"{part.first:%Y%m%d}", "srchTraEndDt": f"{part.last:%Y%m%d}", "sort": "ASC", "sortCol": "2",
            "crseTracseSe": part.kind, **({"srchTraArea1": part.area} if part.area else {}),
        })  # fmt: skip
        root = tree.get("HRDNet", tree)
        if work24.nothing_found(tree):
            return Page([], 0)
        if not isinstance(root, dict) or not root.keys() & {"srchList", "scn_cnt"}:
            raise self._client.error("provider_error")  # whatever this is, it doesn't say that there is nothing
        return Page(items(root, "srchList.scn_list", "srchList"), number(root.get("scn_cnt")))

    def _honoured(self, part: _Part, page: Page) -> None:
        """Raises `filter_ignored` where most records are of another kind or place: parameters are ignored silently."""
        codes = [code for row in page.items if (code := text(row, "trainTargetCd"))]
        strangers = sum(code[:5] != part.kind[:5] for code in codes)
        places = [code[:2] for row in page.items if (code := text(row, "trngAreaCd"))] if part.area else []
        elsewhere = sum(not self._same_area(place, part.area) for place in places)
        if strangers * 2 > len(codes) or elsewhere * 2 > len(places):
            raise self._client.error("filter_ignored")

    def _same_area(self, place: str, area: str) -> bool:
        return place == area or self._regions.contains(area, place) or self._regions.contains(place, area)

    def _detailed(self, draft: CourseDraft, row: Tree, details: Details) -> CourseDraft:
        """The draft with hours, days and the own share of its detail page, asked once a course and year of start:
        shares are fixed by the year."""
        year = draft.cohorts[0].starts[:4]
        known = details.get(draft.id, year)
        if known is None and details.may_ask():
            tree = self._client.get(DETAIL, {
                "returnType": "JSON", "outType": "2", "srchTrprId": text(row, "trprId"),
                "srchTrprDegr": text(row, "trprDegr"), "srchTorgId": text(row, "trainstCstId"),
            })  # fmt: skip
            root = tree.get("HRDNet", tree)
            base, more = at(root, "inst_base_info") or {}, at(root, "inst_detail_info") or {}
            known = {
                "hours": text(base, "trtm") or text(more, "totTraingTime"),
                "days": text(base, "trDcnt") or text(more, "totTraingDyct"),
                "own_share": text(more, "tgcrGnrlTrneOwepAllt"),
            }
            details.put(draft.id, year, known)
        if known is None:
            return draft
        return replace(draft, hours=known["hours"], days=known["days"], own_share=known["own_share"])


def draft_of(row: Tree, kind: str = "") -> CourseDraft | None:
    """One row of the list as a course with one cohort; None without id or title. Its phone number is left behind."""
    trpr, place, title = text(row, "trprId"), text(row, "trainstCstId"), text(row, "title")
    if not trpr or not title:
        return None
    code = text(row, "trainTargetCd")
    code = code if code in KINDS else kind
    id_ = f"{trpr}-{place}" if place else trpr
    degree = text(row, "trprDegr") or "1"
    return CourseDraft(
        id=id_,
        title=title,
        institution=text(row, "subTitle"),
        cohorts=(
            CohortDraft(
                id=f"{id_}-{degree}",
                starts=text(row, "traStartDate"),
                ends=text(row, "traEndDate"),
                seats=text(row, "yardMan"),
                taken=text(row, "regCourseMan"),
            ),
        ),
        kind=KINDS.get(code, ""),
        mode="online" if code in _ONLINE else "",
        region=text(row, "address"),
        region_code=text(row, "trngAreaCd")[:5],
        tuition=text(row, "courseMan"),
        placement_rate=rate(row),
        ncs=text(row, "ncsCd"),
        body=without_contacts("\n".join(filter(None, (lines(row, "contents"), text(row, "certificate"))))),
        url=_link(text(row, "titleLink")),
    )


def rate(row: Tree) -> str:
    """The job-finding rate as ``85.3%``, after six months or else three. Letters (not yet open, running, not held) and
    noughts that stand for "not counted" give nothing: no figure is better than a wrong nought."""
    for name in ("eiEmplRate6", "eiEmplRate3"):
        found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*%?", text(row, name))
        if found and 0 < float(found[1]) <= 100:
            return f"{found[1]}%"
    return ""


def _identity(row: Tree) -> str:
    parts = (text(row, "trprId"), text(row, "trprDegr"), text(row, "trainstCstId"))
    return "|".join(parts) if parts[0] else ""


def _link(given: str) -> str:
    address = urljoin(_SITE, given) if given else ""
    host = urlsplit(address).hostname or ""
    return address if host.endswith((".work24.go.kr", ".hrd.go.kr")) and address.startswith("https://") else ""
