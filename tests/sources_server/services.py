"""What each service does with a request: keys, filters it knows and ignores, paging, and its own ways to say no.

Modes (`server.modes`): `repeat` every page is the first, `no_total`, `xml_only`, `wrapped` JSON as a string in JSON,
`deaf` filters are ignored, `bare` fewer levels of wrapping, `maintenance`, `moving` a record is taken down between two pages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from tests.sources_server.server import Params, Reply, Service, SourcesServer, as_json, xml

COMPANY, PERSONAL, OTHER, SPENT = "example-company-key", "example-personal-key", "example-other-key", "example-spent-key"
Row = dict[str, Any]


def _page(server: SourcesServer, rows: Sequence[Row], number: int, size: int, most: int) -> list[Row]:
    size = min(size, most)
    number = 1 if "repeat" in server.modes else number
    return list(rows[(number - 1) * size : number * size])


def _tags(row: Row) -> str:
    return "".join(f"<{k}>{escape(str(v))}</{k}>" for k, v in row.items() if not k.startswith("_"))


# ---- Work24


def _go24(text: str) -> Reply:
    return xml(f"<GO24><error>{text}</error></GO24>")


def _refused(server: SourcesServer, params: Params, *, company_only: bool) -> Reply | None:
    key = params.get("authKey", "")
    if "maintenance" in server.modes:
        return _go24("일시적인 서비스 점검 중입니다. (예시)")
    if not key:
        return _go24("authKey는 필수 입니다.")
    if key == SPENT:
        return _go24("일일 호출 건수를 초과하였습니다.")
    if key == PERSONAL and company_only:
        return _go24("개인회원은 사용할 수 없는 OPEN-API입니다.")
    if key not in (COMPANY, PERSONAL):
        return _go24(f"신청하신 OpenApi 서비스가 존재하지 않습니다. ({key})")
    return None


def openings(server: SourcesServer, params: Params) -> Reply:
    """210L01."""
    if refused := _refused(server, params, company_only=True):
        return refused
    if params.get("returnType") != "XML":
        return Reply(b"")
    rows = server.data.get("openings", [])
    if "moving" in server.modes and params.get("startPage") == "2":
        rows = rows[1:]
        server.data["openings"] = rows
        server.modes.discard("moving")
    codes = [c for c in params.get("region", "").split("|") if len(c) == 5]
    if codes and "deaf" not in server.modes:
        rows = [r for r in rows if any(_within(r["_region"], c) for c in codes)]
    page = _page(server, rows, int(params.get("startPage", "1")), int(params.get("display", "10")), 100)
    if not page:
        return xml("<wantedRoot><message>자료가 없습니다.</message><messageCd>006</messageCd></wantedRoot>")
    total = "" if "no_total" in server.modes else f"<total>{len(rows)}</total>"
    wanted = "".join(f"<wanted>{_tags(r)}</wanted>" for r in page)
    return xml(f"<wantedRoot>{total}<startPage>1</startPage><display>10</display>{wanted}</wantedRoot>")


def opening_detail(server: SourcesServer, params: Params) -> Reply:
    """210D01."""
    if refused := _refused(server, params, company_only=True):
        return refused
    if not params.get("infoSvc"):
        return xml("<wantedRoot><message>infoSvc 누락</message><messageCd>018</messageCd></wantedRoot>")
    row = next((r for r in server.data.get("openings", []) if r["wantedAuthNo"] == params.get("wantedAuthNo")), None)
    if row is None:
        return xml("<wantedDtl><message>없음</message><messageCd>006</messageCd></wantedDtl>")
    return xml(
        f"<wantedDtl><wantedAuthNo>{row['wantedAuthNo']}</wantedAuthNo>"
        "<corpInfo><corpNm>(주)예시정밀</corpNm><reperNm>홍가상</reperNm><totPsncnt>25 명</totPsncnt>"
        "<busiSize>중소기업</busiSize></corpInfo>"
        f"<wantedInfo><jobsNm>품질관리 사무원</jobsNm><wantedTitle>{row['_full']}</wantedTitle>"
        "<jobCont>측정 기록을 정리합니다. 문의 010-0000-0000, example@example.org</jobCont>"
        "<enterTpNm>신입</enterTpNm><eduNm>고졸</eduNm><certificate>품질경영산업기사</certificate>"
        "<compAbl>엑셀</compAbl><pfCond>인근 거주자</pfCond><workRegion>경기 안산시 단원구</workRegion>"
        "<empTpNm>기간의 정함이 없는 근로계약</empTpNm><workdayWorkhrCont>주 5일 40시간</workdayWorkhrCont></wantedInfo>"
        "<empchargeInfo><empChargerDpt>인사팀 홍가상</empChargerDpt><contactTelno>02-000-0000</contactTelno>"
        "<chargerEmail>charge@example.org</chargerEmail></empchargeInfo></wantedDtl>"
    )


def courses(server: SourcesServer, params: Params) -> Reply:
    """310L01: knows JSON, unlike its neighbour."""
    if refused := _refused(server, params, company_only=False):
        return refused
    rows = server.data.get("courses", [])
    if "deaf" not in server.modes:
        kind, area = params.get("crseTracseSe", ""), params.get("srchTraArea1", "")
        first, last = params.get("srchTraStDt", ""), params.get("srchTraEndDt", "99999999")
        rows = [
            r for r in rows
            if (not kind or r["trainTargetCd"] == kind) and (not area or r["trngAreaCd"].startswith(area))
            and first <= r["traStartDate"].replace("-", "") <= last
        ]  # fmt: skip
    page = _page(server, rows, int(params.get("pageNum", "1")), int(params.get("pageSize", "10")), 100)
    page = [{k: v for k, v in r.items() if not k.startswith("_")} for r in page]
    if "xml_only" in server.modes or params.get("returnType") != "JSON":
        listed = "".join(f"<scn_list>{_tags(r)}</scn_list>" for r in page)
        total = "" if "no_total" in server.modes else f"<scn_cnt>{len(rows)}</scn_cnt>"
        return xml(f"<HRDNet>{total}<pageNum>1</pageNum><srchList>{listed}</srchList></HRDNet>")
    body: Row = {"pageNum": params.get("pageNum"), "srchList": page[0] if len(page) == 1 else page}
    if "no_total" not in server.modes:
        body["scn_cnt"] = len(rows)
    if "wrapped" in server.modes:
        return as_json({"returnJSON": json.dumps(body, ensure_ascii=False)})
    return as_json(body, "text/plain")


def course_detail(server: SourcesServer, params: Params) -> Reply:
    """310L02."""
    if refused := _refused(server, params, company_only=False):
        return refused
    return as_json({
        "inst_base_info": {"trprId": params["srchTrprId"], "trtm": 480, "trDcnt": 60, "trprChap": "홍가상",
                           "trprChapEmail": "chap@example.org", "trprChapTel": "02-000-0000"},
        "inst_detail_info": {"totTraingTime": 480, "tgcrGnrlTrneOwepAllt": "500000"},
    })  # fmt: skip


def _within(region: str, code: str) -> bool:
    return region == code or (code.endswith("000") and region[:2] == code[:2])


# ---- 온통청년


def policies(server: SourcesServer, params: Params) -> Reply:
    """getPlcy: JSON that calls itself text, a misspelt name, and 403 for a bad key."""
    if params.get("apiKeyNm") != COMPANY:
        return as_json({"errorCode": "e001", "errorMsg": "invalid api key."}, status=403)
    rows = server.data.get("policies", [])
    codes = [c for c in params.get("zipCd", "").split(",") if c]
    if codes and "deaf" not in server.modes:
        rows = [r for r in rows if any(_within(have, c) for have in r["zipCd"].split(",") for c in codes)]
    page = _page(server, rows, int(params["pageNum"]), int(params["pageSize"]), 100)
    paging: Row = {"pageNum": params["pageNum"], "pageSize": params["pageSize"]}
    if "no_total" not in server.modes:
        paging["totCount"] = len(rows)
    result = {"pagging": paging, "youthPolicyList": page[0] if len(page) == 1 else page}
    return as_json({"resultCode": 200, "resultMessage": "성공", "result": result}, "text/plain;charset=UTF-8")


# ---- the lists of `specs`


def bizinfo(server: SourcesServer, params: Params) -> Reply:
    """bizinfoApi.do: every row says how many there are."""
    if params.get("crtfcKey") != COMPANY:
        return as_json({"reqErr": "등록되지 않은 인증키입니다."})
    rows = server.data.get("bizinfo", [])
    page = _page(server, rows, int(params["pageIndex"]), int(params["pageUnit"]), 500)
    return as_json({"jsonArray": [{**r, "totCnt": len(rows)} for r in page]})


def guideline(server: SourcesServer, params: Params) -> Reply:
    """A guideline file; its name says HWP, its bytes say HTML-free text."""
    return Reply(server.data["guideline"][0]["body"].encode(), "application/octet-stream")


def startup(server: SourcesServer, params: Params) -> Reply:
    """getAnnouncementInformation01."""
    if params.get("serviceKey") != COMPANY:
        return as_json({"code": "-401", "resultCode": "30", "resultMsg": "인증키 오류"}, status=401)
    rows = server.data.get("startup", [])
    page = _page(server, rows, int(params["page"]), int(params["perPage"]), 100)
    return as_json({"currentCount": len(page), "matchCount": len(rows), "page": 1, "perPage": 100,
                    "totalCount": len(rows), "data": page if "bare" in server.modes else {"data": page}})  # fmt: skip


def saramin(server: SourcesServer, params: Params) -> Reply:
    """job-search: pages from nought."""
    if params.get("access-key") != COMPANY:
        return as_json({"code": 2, "message": "invalid access-key"}, status=400)
    rows = server.data.get("saramin", [])
    page = _page(server, rows, int(params["start"]) + 1, int(params["count"]), 110)
    return as_json({"jobs": {"count": len(page), "start": params["start"], "total": str(len(rows)), "job": page}})


def alio(server: SourcesServer, params: Params) -> Reply:
    """recruitment/list: its gateway says no, in XML."""
    if params.get("serviceKey") != COMPANY:
        return xml(
            "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
            "<returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg><returnReasonCode>30</returnReasonCode>"
            "</cmmMsgHeader></OpenAPI_ServiceResponse>"
        )
    rows = server.data.get("alio", [])
    page = _page(server, rows, int(params["pageNo"]), int(params["numOfRows"]), 100)
    return as_json({"resultCode": 200, "resultMsg": "성공", "totalCount": len(rows), "result": page})


def kosmes(server: SourcesServer, params: Params) -> Reply:
    """jopblancApi.do: offsets, XML, no total."""
    if params.get("authKey") != COMPANY:
        return xml("<result><code>99</code><message>인증키가 올바르지 않습니다</message></result>")
    rows = server.data.get("kosmes", [])
    size = int(params["listCount"])
    page = _page(server, rows, int(params["startCount"]) // size + 1, size, 100)
    return xml(f"<result><jobs>{''.join(f'<jobList>{_tags(r)}</jobList>' for r in page) or '<jobList/>'}</jobs></result>")


_CALL = "/cm/openApi/call/{}/callOpenApiSvcInfo{}.do"
SERVICES: dict[str, Service] = {
    _CALL.format("wk", "210L01"): openings,
    _CALL.format("wk", "210D01"): opening_detail,
    _CALL.format("hr", "310L01"): courses,
    _CALL.format("hr", "310L02"): course_detail,
    "/go/ythip/getPlcy": policies,
    "/uss/rss/bizinfoApi.do": bizinfo,
    "/files/guideline.hwp": guideline,
    "/B552735/kisedKstartupService01/getAnnouncementInformation01": startup,
    "/job-search": saramin,
    "/1051000/recruitment/list": alio,
    "/data/api/jopblancApi.do": kosmes,
}
