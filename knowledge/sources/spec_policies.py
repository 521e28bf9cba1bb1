"""Programme announcements that are one paged list each: bizinfo with its guideline files, K-Startup."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from knowledge.models import Text
from knowledge.sources import data_go_kr
from knowledge.sources.body import Tree, items, number, text
from knowledge.sources.connector import ErrorClass
from knowledge.sources.drafts import Draft, PolicyDraft
from knowledge.sources.http import Service
from knowledge.sources.pager import Page
from knowledge.sources.spec_connector import Spec
from knowledge.sources.spec_fields import fault_of, parts_of, period_of, web_address

_BIZINFO: Final = "https://www.bizinfo.go.kr"
_ALWAYS: Final = re.compile(r"상시|수시|예산\s*소진")


# ---- bizinfo: programme announcements with their guideline files


def _bizinfo_judge(tree: Tree) -> tuple[ErrorClass, str] | None:
    return None if "jsonArray" in tree else fault_of(tree) or ("provider_error", "")


def _bizinfo_page(tree: Tree) -> Page:
    rows = items(tree, "jsonArray.item", "jsonArray")
    return Page(rows, number(rows[0].get("totCnt")) if rows else None)


def _bizinfo(row: Tree) -> Draft | str:
    id_, name = text(row, "pblancId"), text(row, "pblancNm")
    if not id_ or not name:
        return "nameless"
    period = text(row, "reqstBeginEndDe")
    first, last = period_of(period)
    return PolicyDraft(
        id=id_,
        name=name,
        issuer=text(row, "jrsdInsttNm", "excInsttNm"),
        parts=parts_of(
            row, ("개요", "bsnsSumryCn"), ("지원 대상", "trgetNm"), ("신청 기간", "reqstBeginEndDe"),
            ("신청 방법과 서류", "reqstMthPapersCn"), ("분야", "pldirSportRealmLclasCodeNm"),
        ),
        url=urljoin(_BIZINFO, text(row, "pblancUrl")),
        apply_from=first,
        apply_to=last,
        always_open=not last and bool(_ALWAYS.search(period)),
        modified=text(row, "updtPnttm", "creatPnttm"),
        files=_files(row, "printFileNm", "printFlpthNm"),
    )


def _files(row: Tree, names: str, addresses: str) -> tuple[tuple[str, str], ...]:
    """(name, address, perhaps without its host) of files that are joined by ``@``."""
    found = [a.strip() for a in text(row, addresses).split("@") if a.strip()]
    called = [n.strip() for n in text(row, names).split("@")]
    return tuple((called[i] if i < len(called) and called[i] else f"{i + 1}", a) for i, a in enumerate(found))


# ---- K-Startup: announcements for founders


def _startup_page(tree: Tree) -> Page:
    rows = items(tree, "data.data", "data", "response.data.item", "results.data.item", "data.item")
    return Page(rows, number(tree.get("matchCount") or tree.get("totalCount")))


def _startup(row: Tree) -> Draft | str:
    id_, name = text(row, "pbanc_sn"), text(row, "biz_pbanc_nm", "intg_pbanc_biz_nm")
    if not id_ or not name:
        return "nameless"
    if text(row, "rcrt_prgs_yn") == "N":
        return "closed"
    first, last = (period_of(text(row, n))[0] for n in ("pbanc_rcpt_bgng_dt", "pbanc_rcpt_end_dt"))
    addresses = (web_address(text(row, n)) for n in ("detl_pg_url", "biz_aply_url", "biz_gdnc_url"))
    links = dict.fromkeys(filter(None, addresses))
    return PolicyDraft(
        id=id_,
        name=name,
        issuer=text(row, "pbanc_ntrp_nm", "sprv_inst"),
        parts=(
            *parts_of(
                row, ("개요", "pbanc_ctnt"), ("지원 대상", "aply_trgt_ctnt"), ("나이", "biz_trgt_age"),
                ("창업 기간", "biz_enyy"), ("지역", "supt_regin"), ("분야", "supt_biz_clsfc"),
                ("신청 방법", "aply_mthd_onli_rcpt_istc"),
            ),
            *((("공고와 신청 주소", "\n".join(links)),) if len(links) > 1 else ()),
        ),
        url=next(iter(links), ""),
        apply_from=first,
        apply_to=last,
    )


POLICIES: Final = (
    Spec(
        service=Service("bizinfo", Text("기업마당", "Bizinfo (기업마당)"), _BIZINFO,
                        frozenset({"/uss/rss/bizinfoApi.do"}), "crtfcKey", "IEUM_BIZINFO_KEY"),
        attribution="중소벤처기업부 기업마당 제공",
        path="/uss/rss/bizinfoApi.do",
        judge=_bizinfo_judge,
        size=500,
        fixed={"dataType": "json"},
        paging=lambda page, size: {"pageIndex": str(page), "pageUnit": str(size)},
        page_of=_bizinfo_page,
        identity=lambda row: text(row, "pblancId"),
        draft=_bizinfo,
        changed=lambda row: text(row, "updtPnttm", "creatPnttm"),
        per_second=1 / 1.5,
    ),
    Spec(
        service=Service("k-startup", Text("K-스타트업", "K-Startup"), data_go_kr.BASE,
                        frozenset({"/B552735/kisedKstartupService01/getAnnouncementInformation01"}),
                        "serviceKey", data_go_kr.SETTING),
        attribution="창업진흥원 K-Startup 제공",
        path="/B552735/kisedKstartupService01/getAnnouncementInformation01",
        judge=data_go_kr.judge_of("data", "results.data", "response.data"),
        size=100,
        fixed={"returnType": "json"},
        paging=lambda page, size: {"page": str(page), "perPage": str(size)},
        page_of=_startup_page,
        identity=lambda row: text(row, "pbanc_sn"),
        draft=_startup,
    ),
)
