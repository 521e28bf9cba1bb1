"""Youth policies of 온통청년: public programmes as named texts, which become citable sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from knowledge.models import ANYWHERE, Text
from knowledge.sources.body import Tree, at, items, lines, number, text
from knowledge.sources.connector import Check, ErrorClass, LoadState, Scope
from knowledge.sources.drafts import PolicyDraft
from knowledge.sources.errors import SourceError, both
from knowledge.sources.http import Service, SourceClient
from knowledge.sources.pager import Page, Walk, walk
from knowledge.text.personal import without_contacts

PATH: Final = "/go/ythip/getPlcy"
SIZE: Final = 100
SERVICE: Final = Service(
    "youth-policies", Text("온통청년 정책", "Youth policies (온통청년)"), "https://www.youthcenter.go.kr",
    frozenset({PATH}), "apiKeyNm", "IEUM_YOUTH_POLICIES_KEY",
)  # fmt: skip
PAGE_OF: Final = "https://www.youthcenter.go.kr/youthPolicy/ythPlcyTotalSearch/ythPlcyDetail/{}"
_NATIONWIDE: Final = 200  # regions a policy lists where it holds everywhere


def _table(first: str, words: str) -> dict[str, str]:
    """Codes → words; the codes of one table run on from `first`."""
    return {f"{int(first) + i:07d}": word for i, word in enumerate(words.split("|"))}


_JOBS: Final = _table(
    "0013001", "재직자|자영업자|미취업자|프리랜서|일용근로자|(예비)창업자|단기근로자|영농종사자|기타|제한 없음"
)
_SCHOOLS: Final = _table(
    "0049001", "고졸 미만|고교 재학|고졸 예정|고교 졸업|대학 재학|대졸 예정|대학 졸업|석·박사|기타|제한 없음"
)
_GROUPS: Final = _table(
    "0014001", "중소기업|여성|기초생활수급자|한부모가정|장애인|농업인|군인|지역인재|기타|제한 없음"
)
_MARRIED: Final = {"0055001": "기혼", "0055002": "미혼", "0055003": "제한 없음"}
_ALWAYS, _CLOSED = "0057002", "0057003"
_YEARLY, _OTHER_INCOME = "0043002", "0043003"
_RANGE: Final = re.compile(r"(20\d{6})\s*~\s*(20\d{6})")

_APPLYING: Final = "신청 방법과 기간"

# Heading ← the field that holds its text, in the order a reader wants them.
_TEXTS: Final = (
    ("개요", "plcyExplnCn"),
    ("지원 내용", "plcySprtCn"),
    ("추가 자격", "addAplyQlfcCndCn"),
    ("참여 제한 대상", "ptcpPrpTrgtCn"),
    (_APPLYING, "plcyAplyMthdCn"),
    ("심사와 발표", "srngMthdCn"),
    ("제출 서류", "sbmsnDcmntCn"),
    ("기타", "etcMttrCn"),
)


def judge(tree: Tree) -> tuple[ErrorClass, str] | None:
    """What the answer says is wrong. A bad key is e001, with HTTP 403."""
    code, said = text(tree, "errorCode"), text(tree, "errorMsg", "resultMessage")
    if code:
        return ("auth_wrong" if code == "e001" else "provider_error"), said
    result = text(tree, "resultCode")
    if result and result != "200":
        return ("unavailable" if result.startswith("5") else "provider_error"), said
    return None


class YouthPolicies:
    """The connector."""

    name = SERVICE.name
    attribution = "온통청년(국무조정실·한국고용정보원) 제공"

    def __init__(self, client: SourceClient) -> None:
        self._client = client

    def check(self) -> Check:
        """One policy, to see what the key can do."""
        try:
            page = self._fetch((), 1, size=1)
        except SourceError as error:
            return Check(False, error.kind, str(error))
        return Check(True, None, both(Text(
            f"온통청년: 이 키로 청년정책을 받을 수 있어요 (지금 {page.total or 0:,}건).",
            f"Youth policies: this key can load policies ({page.total or 0:,} now).",
        )))  # fmt: skip

    def drafts(self, scope: Scope, state: LoadState) -> Iterator[PolicyDraft]:
        """The policies of the scope. Fills `state`."""
        state.page, state.part_read = scope.resume_from - 1, scope.resume_read
        how = Walk(
            self._client, lambda n: self._fetch(scope.regions, n), lambda row: text(row, "plcyNo"),
            SIZE, scope.resume_from, scope.resume_read,
        )  # fmt: skip
        try:
            for page_number, page in walk(how):
                state.total = page.total
                yield from self._handed(page, scope, state)
                state.page_done(page_number)
            state.complete = True
        except SourceError as error:
            state.error, state.text = error.kind, str(error)

    def _handed(self, page: Page, scope: Scope, state: LoadState) -> Iterator[PolicyDraft]:
        for row in page.items:
            state.read += 1
            state.part_read += 1
            if (draft := draft_of(row, scope.today)) is None:
                reason = "nameless"
            elif scope.since and _changed_before(row, scope.since):
                reason = "unchanged"
            else:
                yield draft
                continue
            state.skipped[reason] = state.skipped.get(reason, 0) + 1

    def _fetch(self, regions: tuple[str, ...], page: int, size: int = SIZE) -> Page:
        codes = () if ANYWHERE in regions else regions
        tree = self._client.get(PATH, {
            "pageNum": str(page), "pageSize": str(size), "pageType": "1", "rtnType": "json",
            **({"zipCd": ",".join(codes)} if codes else {}),
        })  # fmt: skip
        if not isinstance(at(tree, "result"), dict):
            raise self._client.error("provider_error")  # whatever this is, it doesn't say that there is nothing
        # The service spells it `pagging`; should it be mended one day, that is read as well.
        total = number(at(tree, "result.pagging.totCount") or at(tree, "result.paging.totCount"))
        return Page(items(tree, "result.youthPolicyList"), total)


def draft_of(row: Tree, today: date) -> PolicyDraft | None:
    """One policy as named texts, without the persons in charge; None without number or name."""
    id_, name = text(row, "plcyNo"), text(row, "plcyNm")
    if not id_ or not name:
        return None
    parts = [(head, without_contacts(lines(row, field))) for head, field in _TEXTS]
    parts.insert(2, ("지원 대상", _who(row)))
    parts = [(head, _with_period(said, row) if head == _APPLYING else said) for head, said in parts]
    first, last = _window(text(row, "aplyYmd"), today)
    codes = tuple(code for raw in text(row, "zipCd").split(",") if re.fullmatch(r"\d{5}", code := raw.strip()))
    return PolicyDraft(
        id=id_,
        name=name,
        issuer=text(row, "sprvsnInstCdNm", "operInstCdNm", "rgtrInstCdNm"),
        parts=tuple((head, said) for head, said in parts if said.strip(" -.")),
        url=_address(row) or PAGE_OF.format(id_),
        region_codes=() if len(codes) >= _NATIONWIDE else codes,
        apply_from=first,
        apply_to=last,
        always_open=text(row, "aplyPrdSeCd") == _ALWAYS,
        modified=text(row, "lastMdfcnDt", "frstRegDt"),
    )


def _who(row: Tree) -> str:
    """Age, income, employment, schooling and the like as lines; what has no limit is left out."""
    said = [
        ("나이", _age(row)),
        ("소득", _income(row)),
        ("혼인", _MARRIED.get(text(row, "mrgSttsCd"), "")),
        ("취업 상태", _coded(row, _JOBS, "jobCd")),
        ("학력", _coded(row, _SCHOOLS, "schoolCd")),
        ("특화 분야", _coded(row, _GROUPS, "sbizCd", "sBizCd")),
    ]
    return "\n".join(f"{head}: {value}" for head, value in said if value and value != "제한 없음")


def _age(row: Tree) -> str:
    low, high = number(row.get("sprtTrgtMinAge")) or 0, number(row.get("sprtTrgtMaxAge")) or 0
    if not low and not high:
        return ""
    return " ".join(filter(None, (f"만 {low}세 이상" if low else "", f"{high}세 이하" if high else "")))


def _income(row: Tree) -> str:
    kind = text(row, "earnCndSeCd")
    if kind == _YEARLY:
        low, high = number(row.get("earnMinAmt")) or 0, number(row.get("earnMaxAmt")) or 0
        bounds = (f"{low:,}만 원 이상" if low else "", f"{high:,}만 원 이하" if high else "")
        return f"연소득 {' '.join(filter(None, bounds))}" if low or high else ""
    return text(row, "earnEtcCn") if kind == _OTHER_INCOME else ""


def _coded(row: Tree, words: Mapping[str, str], *names: str) -> str:
    codes = (code.strip() for code in text(row, *names).split(","))
    return ", ".join(dict.fromkeys(words[code] for code in codes if code in words))


def _with_period(method: str, row: Tree) -> str:
    """How to apply, and when: whoever asks for one needs the other."""
    return "\n".join(said for said in (method, _when(row)) if said.strip(" -."))


def _when(row: Tree) -> str:
    kind = text(row, "aplyPrdSeCd")
    if kind == _ALWAYS:
        return "상시 신청할 수 있어요."
    if kind == _CLOSED:
        return "신청이 마감됐어요."
    rounds = ", ".join(f"{_iso(a)} ~ {_iso(b)}" for a, b in _RANGE.findall(text(row, "aplyYmd")))
    return f"신청은 {rounds}에 받아요." if rounds else ""


def _window(given: str, today: date) -> tuple[str, str]:
    """The round of application that is open or comes next, or else the last one."""
    rounds = sorted((_iso(a), _iso(b)) for a, b in _RANGE.findall(given))
    ahead = [r for r in rounds if r[1] >= today.isoformat()]
    return ahead[0] if ahead else rounds[-1] if rounds else ("", "")


def _iso(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _changed_before(row: Tree, since: date) -> bool:
    changed = re.match(r"\d{4}-\d{2}-\d{2}", text(row, "lastMdfcnDt", "frstRegDt"))
    return bool(changed) and str(changed and changed[0]) < since.isoformat()


def _address(row: Tree) -> str:
    names = ("aplyUrlAddr", "refUrlAddr1", "refUrlAddr2")
    return next((found for name in names if (found := text(row, name)).startswith(("https://", "http://"))), "")
