"""What the services hold: invented records in the shape of each service."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def opening(n: int, **more: Any) -> Row:
    """A posting of the 210 list; what begins with an underscore stays with the server."""
    return {
        "wantedAuthNo": f"K{n:015d}", "company": f"(주)예시정밀{n}", "busino": f"{n:010d}", "indTpNm": "금속 가공",
        "title": f"품질관리 신입 {n}번 채용합니다 측정 기록...", "salTpNm": "연봉", "sal": "3200만원", "minSal": "32000000",
        "maxSal": "0", "region": "경기 안산시", "holidayTpNm": "주 5일근무", "minEdubg": "고졸", "maxEdubg": "",
        "career": "신입", "regDt": "26-11-01", "closeDt": "채용시까지  26-12-31", "infoSvc": "VALIDATION",
        "wantedInfoUrl": "https://www.work24.go.kr/example", "zipCd": "", "empTpCd": "10", "jobsCd": "155500",
        "smodifyDtm": "202611011130", "_region": "41270", "_full": f"품질관리 신입 {n}번 채용합니다 측정 기록 정리 (예시)",
    } | more  # fmt: skip


def course(n: int, degree: int = 1, **more: Any) -> Row:
    """A round of a course of the 310 list."""
    return {
        "trprId": f"AIG{n:014d}", "trprDegr": str(degree), "trainstCstId": "500000000001", "instCd": "00000001",
        "title": f"(예시) 파이썬 데이터 분석 실무 {n}", "titleLink": f"/hr/a/a/3100/selectTracseDetl.do?tracseId=AIG{n:014d}",
        "subTitle": "예시직업전문학교", "traStartDate": f"2026-12-{degree:02d}", "traEndDate": "2027-03-31",
        "trainTarget": "K-디지털 트레이닝", "trainTargetCd": "C0104", "courseMan": "6800000", "realMan": "6800000",
        "yardMan": "24", "regCourseMan": "7", "address": "서울 금천구", "trngAreaCd": "11545", "telNo": "02-000-0000",
        "ncsCd": "20010105", "certificate": "", "contents": "파이썬과 SQL을 배워요. 담당 홍가상 대리 02-111-2222", "grade": "",
        "eiEmplRate3": "A", "eiEmplRate6": "", "eiEmplCnt3": "", "stdgScor": "0", "wkendSe": "3",
    } | more  # fmt: skip


def policy(n: int, **more: Any) -> Row:
    """A youth policy."""
    return {
        "plcyNo": f"2026110100{n:010d}", "plcyNm": f"예시시 청년 면접 정장 대여 {n}", "plcyExplnCn": "면접 정장을 빌려드려요.",
        "plcySprtCn": "1년에 3번, 한 번에 3박 4일까지 정장을 무료로 빌려드려요.", "lclsfNm": "일자리", "mclsfNm": "취업",
        "sprvsnInstCdNm": "예시시", "sprvsnInstPicNm": "홍가상", "operInstPicNm": "홍가상", "aplyPrdSeCd": "0057001",
        "aplyYmd": "20260101 ~ 20260331\\N20261001 ~ 20261231", "plcyAplyMthdCn": "누리집에서 신청해요. 문의 02-000-0000",
        "srngMthdCn": "", "sbmsnDcmntCn": "신분증", "etcMttrCn": "-", "aplyUrlAddr": "https://example.org/suit",
        "sprtTrgtMinAge": "19", "sprtTrgtMaxAge": "39", "earnCndSeCd": "0043001", "earnMinAmt": "0", "earnMaxAmt": "0",
        "mrgSttsCd": "0055003", "jobCd": "0013003,0013006", "schoolCd": "0049010", "sbizCd": "0014010",
        "addAplyQlfcCndCn": "면접을 앞둔 사람", "ptcpPrpTrgtCn": "", "zipCd": "26110,26140",
        "frstRegDt": "2026-01-02 10:00:00", "lastMdfcnDt": f"2026-11-{n % 20 + 1:02d} 09:30:00",
    } | more  # fmt: skip


def announcement(n: int, **more: Any) -> Row:
    """A programme announcement of bizinfo."""
    return {
        "pblancId": f"PBLN_{n:012d}", "pblancNm": f"예시 스마트공방 지원 {n}", "pblancUrl": f"/web/view.do?pblancId=PBLN_{n:012d}",
        "jrsdInsttNm": "예시부", "bsnsSumryCn": "<p>작은 공방에 <b>자동화 설비</b>를 지원해요.<br/>한도 5천만 원</p>",
        "reqstBeginEndDe": "20261101 ~ 20261215", "trgetNm": "소상공인", "creatPnttm": "2026-11-01 10:00:00",
        "reqstMthPapersCn": "온라인으로 신청해요.", "printFlpthNm": "/files/guideline.hwp", "printFileNm": "지침.hwp",
    } | more  # fmt: skip


def founding(n: int, **more: Any) -> Row:
    """An announcement of K-Startup; its text holds entities."""
    return {
        "pbanc_sn": n, "biz_pbanc_nm": f"예시 창업 &amp; 도약 {n}", "pbanc_ctnt": "시제품 &lt;제작&gt; 지원", "sprv_inst": "공공기관",
        "pbanc_rcpt_bgng_dt": "20261101", "pbanc_rcpt_end_dt": "20261231", "aply_trgt_ctnt": "예비창업자", "biz_enyy": "예비창업자",
        "supt_regin": "전국", "rcrt_prgs_yn": "Y", "detl_pg_url": "https://www.example.org/detail", "biz_aply_url": "www.example.org/apply",
    } | more  # fmt: skip


def job(n: int, **more: Any) -> Row:
    """A posting of Saramin."""
    return {
        "id": str(50_000_000 + n), "url": f"https://www.example.org/jobs/{n}", "active": 1, "posting-date": "2026-11-02T10:00:00+0900",
        "expiration-timestamp": "1798729199", "close-type": {"code": "1", "name": "접수마감일"},
        "company": {"detail": {"href": "https://www.example.org", "name": f"예시소프트{n}"}},
        "position": {"title": "백엔드 개발자", "location": {"code": "101210", "name": "서울 &gt; 관악구"},
                     "job-type": {"code": "1", "name": "정규직"}, "job-mid-code": {"code": "2", "name": "IT개발·데이터"},
                     "experience-level": {"code": 1, "min": 0, "max": 0, "name": "신입"},
                     "required-education-level": {"code": "0", "name": "학력무관"}},
        "salary": {"code": "99", "name": "면접후 결정"}, "keyword": "파이썬,Django",
    } | more  # fmt: skip


def public_job(n: int, **more: Any) -> Row:
    """A posting of ALIO."""
    return {
        "recrutPblntSn": 300_000 + n, "instNm": "예시공단", "recrutPbancTtl": f"예시공단 청년인턴 {n}", "pbancBgngYmd": "20261101",
        "pbancEndYmd": "20261215", "hireTypeNmLst": "청년인턴(체험형)", "workRgnNmLst": "부산", "recrutSeNm": "신입",
        "ncsCdNmLst": "경영.회계.사무", "acbgCondNmLst": "학력무관", "aplyQlfcCn": "만 34세 이하", "srcUrl": "https://example.org/n",
    } | more  # fmt: skip


def sme_job(n: int, **more: Any) -> Row:
    """A posting of the KOSMES board."""
    return {
        "jopblancIdx": str(900 + n), "entrprsNm": f"예시기계{n}", "pblancSj": "생산관리 사원", "areaStr": "경남 창원시",
        "emplymStleSeStr": "정규직", "dtyStr": "생산 계획", "mystery": "x",
    } | more  # fmt: skip
