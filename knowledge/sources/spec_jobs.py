"""Job listings that are one paged list each: Saramin, ALIO, KOSMES."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from knowledge.models import Text
from knowledge.sources import data_go_kr
from knowledge.sources.body import Tree, at, items, lines, number, text
from knowledge.sources.connector import ErrorClass
from knowledge.sources.drafts import Draft, OpeningDraft
from knowledge.sources.http import Service
from knowledge.sources.pager import Page
from knowledge.sources.spec_connector import Spec, anywhere
from knowledge.sources.spec_fields import fault_of, name_of, web_address
from knowledge.text.personal import without_contacts

# ---- Saramin, ALIO, KOSMES: job listings


def _saramin_judge(tree: Tree) -> tuple[ErrorClass, str] | None:
    return None if isinstance(tree.get("jobs"), Mapping) else fault_of(tree) or ("provider_error", "")


_SARAMIN_CLOSES: Final = {"2": "채용시까지", "3": "상시", "4": "수시"}


def _saramin(row: Tree) -> Draft | str:
    id_, title = text(row, "id"), name_of(at(row, "position.title"))
    employer = name_of(at(row, "company.detail"))
    if not id_ or not title or not employer:
        return "nameless"
    if text(row, "active") == "0":
        return "closed"
    position: Mapping[str, Any] = at(row, "position") or {}
    closes = _SARAMIN_CLOSES.get(text(at(row, "close-type") or {}, "code"), "")
    return OpeningDraft(
        id=id_,
        title=title,
        employer=employer,
        url=web_address(text(row, "url")),
        region=" ".join(name_of(position.get("location")).split(",")[0].replace(">", " ").split()),
        employment=name_of(position.get("job-type")),
        pay=name_of(row.get("salary")),
        posted=text(row, "posting-date", "posting-timestamp"),
        closes=closes or text(row, "expiration-date", "expiration-timestamp"),
        occupation=", ".join(filter(None, (name_of(position.get(n)) for n in ("job-code", "job-mid-code")))),
        education=name_of(position.get("required-education-level")),
        career=name_of(position.get("experience-level")),  # its codes are read in several ways: the words are plain
        body=text(row, "keyword"),
        modified=text(row, "modification-timestamp"),
    )


def _alio_page(tree: Tree) -> Page:
    rows = items(tree, "result", "response.body.items.item", "response.body.items", "body.items")
    return Page(rows, number(tree.get("totalCount") or at(tree, "response.body.totalCount")))


def _alio(row: Tree) -> Draft | str:
    id_, title, employer = text(row, "recrutPblntSn"), text(row, "recrutPbancTtl"), text(row, "instNm")
    if not id_ or not title or not employer:
        return "nameless"
    return OpeningDraft(
        id=id_,
        title=title,
        employer=employer,
        url=web_address(text(row, "srcUrl")),
        region=text(row, "workRgnNmLst").split(",")[0],
        employment=text(row, "hireTypeNmLst"),
        posted=text(row, "pbancBgngYmd"),
        closes=text(row, "pbancEndYmd"),
        occupation=text(row, "ncsCdNmLst"),
        education=text(row, "acbgCondNmLst"),
        career=text(row, "recrutSeNm"),
        requirements=without_contacts(lines(row, "aplyQlfcCn")),
        preferred=without_contacts(lines(row, "prefCondCn", "prefCn")),
        body=without_contacts(lines(row, "scrnprcdrMthdExpln")),
        employer_kind="공공기관",
    )


def _kosmes_page(tree: Tree) -> Page:
    found = anywhere(tree, "jobList")
    total = anywhere(tree, "totalCount") or anywhere(tree, "total")
    return Page(items({"rows": found}, "rows.job", "rows.item", "rows"), number(total))


def _kosmes_judge(tree: Tree) -> tuple[ErrorClass, str] | None:
    """Its error body is not public: whatever has no list of jobs is taken for one."""
    if anywhere(tree, "jobList") is not None:
        return None
    inner = next((v for v in tree.values() if isinstance(v, Mapping)), tree)
    return fault_of(inner) or ("provider_error", "")


def _kosmes_id(row: Tree) -> str:
    known = text(row, "jopblancIdx")
    words = "|".join(text(row, name) for name in ("entrprsNm", "pblancSj", "areaStr"))
    return known or (hashlib.blake2b(words.encode(), digest_size=8).hexdigest() if words.strip("|") else "")


def _kosmes(row: Tree) -> Draft | str:
    title, employer = text(row, "pblancSj"), text(row, "entrprsNm")
    if not title or not employer:
        return "nameless"
    return OpeningDraft(
        id=_kosmes_id(row),
        title=title,
        employer=employer,
        region=text(row, "areaStr"),
        employment=text(row, "emplymStleSeStr"),
        occupation=text(row, "jssfcStr"),
        body=without_contacts(lines(row, "dtyStr")),
        employer_kind="중소기업",  # the board lists no other firms
    )


JOBS: Final = (
    Spec(
        service=Service("saramin", Text("사람인", "Saramin"), "https://oapi.saramin.co.kr", frozenset({"/job-search"}),
                        "access-key", "IEUM_SARAMIN_KEY", {"accept": "application/json"}),
        attribution="사람인 제공",
        path="/job-search",
        judge=_saramin_judge,
        size=110,
        fixed={"fields": "posting-date,expiration-date", "sort": "pd"},
        paging=lambda page, size: {"start": str(page - 1), "count": str(size)},
        page_of=lambda tree: Page(items(tree, "jobs.job"), number(at(tree, "jobs.total"))),
        identity=lambda row: text(row, "id"),
        draft=_saramin,
    ),
    Spec(
        service=Service("alio", Text("공공기관 채용(ALIO)", "ALIO public jobs"), data_go_kr.BASE,
                        frozenset({"/1051000/recruitment/list"}), "serviceKey", data_go_kr.SETTING),
        attribution="재정경제부 잡알리오 제공",
        path="/1051000/recruitment/list",
        judge=data_go_kr.judge_of("result", "response.body", "body"),
        size=100,
        fixed={"resultType": "json", "ongoingYn": "Y"},
        paging=lambda page, size: {"pageNo": str(page), "numOfRows": str(size)},
        page_of=_alio_page,
        identity=lambda row: text(row, "recrutPblntSn"),
        draft=_alio,
    ),
    Spec(
        service=Service("kosmes", Text("중소기업 인력애로센터", "KOSMES job board"), "",
                        frozenset({"/data/api/jopblancApi.do"}), "authKey", "IEUM_KOSMES_KEY"),
        attribution="중소벤처기업진흥공단 제공",
        path="/data/api/jopblancApi.do",
        judge=_kosmes_judge,
        size=100,
        fixed={"callTp": "L"},
        paging=lambda page, size: {"startCount": str((page - 1) * 100), "listCount": str(size)},
        page_of=_kosmes_page,
        identity=_kosmes_id,
        draft=_kosmes,
        experimental=True,
    ),
)
