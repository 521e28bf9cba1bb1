"""The words for facts and codes, in both languages, that the assistant itself says (pages have ui/texts.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.models import Lang
from knowledge.taxonomy import load_taxonomy
from knowledge.text.figures import spoken_won

Pair = tuple[str, str]
_NAMED = 3

# field → (Korean, English) with {v} for the worded value
_FACTS: Mapping[str, Pair] = {
    "age": ("{v}살", "{v} years old"),
    "birth_date": ("{v}생", "born {v}"),
    "region": ("{v}", "{v}"),
    "months_without_work": ("{v}개월째 쉼", "{v} months without work"),
    "school.months_left": ("졸업까지 {v}개월", "{v} months to graduation"),
    "school.high_school_year": ("고등학교 {v}학년", "high school year {v}"),
    "household_size": ("{v}인 가구", "household of {v}"),
    "household_income_monthly": ("가구 소득 월 {v}", "household income {v} a month"),
    "household_assets": ("가구 재산 {v}", "household assets {v}"),
    "own_income_monthly": ("내 소득 월 {v}", "own income {v} a month"),
    "nesp_reported_income": ("그달 신고 소득 {v}", "reported {v} that month"),
    "dependants": ("부양가족 {v}명", "{v} dependants"),
    "work_days_24m": ("2년 안에 {v}일 일함", "worked {v} days in 2 years"),
    "work_hours_24m": ("2년 안에 {v}시간 일함", "worked {v} hours in 2 years"),
    "insured_days_18m": ("18개월 안에 고용보험 {v}일", "{v} insured days in 18 months"),
    "insured_months_total": ("고용보험 모두 {v}개월", "{v} insured months in all"),
    "average_daily_wage": ("하루 평균임금 {v}", "average daily wage {v}"),
    "contracted_daily_hours": ("하루 {v}시간 계약", "{v} hours a day by contract"),
    "benefit_days_left": ("실업급여 {v}일 남음", "{v} benefit days left"),
    "left_job.on": ("{v} 퇴사", "left work on {v}"),
    "last_benefit_on": ("실업급여 마지막 날 {v}", "last benefit on {v}"),
    "local_allowance.monthly": ("지역 수당 월 {v}", "local allowance {v} a month"),
    "local_allowance.total": ("지역 수당 모두 {v}", "local allowance {v} in all"),
    "local_allowance.ended_on": ("지역 수당 {v} 끝", "local allowance ended {v}"),
    "nesp_ended.on": ("국민취업지원제도 {v} 끝남", "NESP ended {v}"),
    "nesp_ended.job_months": ("그때 {v}개월 일함", "that job lasted {v} months"),
    "applied_on": ("{v} 신청", "applied on {v}"),
    "military_months": ("군 복무 {v}개월", "{v} months of service"),
    "business.opened_on": ("가게 연 날 {v}", "opened {v}"),
    "business.days": ("영업 {v}일", "{v} days in business"),
    "business.closed_on": ("폐업 {v}", "closed {v}"),
    "business.yearly_sales": ("연 매출 {v}", "yearly sales {v}"),
    "employer.region": ("회사 {v}", "firm in {v}"),
    "employer.insured_staff": ("고용보험 직원 {v}명", "{v} insured staff"),
    "employer.weekly_hours": ("주 {v}시간", "{v} hours a week"),
    "employer.pay_monthly": ("월급 {v}", "pay {v} a month"),
    "employer.hired_on": ("{v} 입사", "hired {v}"),
    "checklist_points": ("구직단념 {v}점", "{v} checklist points"),
    "skills": ("{v}", "{v}"),
    "licences": ("자격: {v}", "licences: {v}"),
    "experience_months": ("경력 {v}", "experience: {v}"),
    "wants.occupations": ("{v} 희망", "wants {v}"),
    "wants.regions": ("{v}에서 일하기", "work in {v}"),
    "wants.pay_min_monthly": ("월 {v} 이상", "at least {v} a month"),
    "wants.start_by": ("{v}까지 시작", "start by {v}"),
    "wants.willing_to_train_months": ("훈련 {v}개월까지", "train up to {v} months"),
    "resume_text": ("이력서", "résumé"),
}
_YES_NO: Mapping[str, tuple[Pair, Pair]] = {
    "never_worked": (("일한 적 없음", "never worked"), ("일한 적 있음", "has worked")),
    "school.enrolled": (("재학 중", "enrolled"), ("학교 안 다님", "not enrolled")),
    "sanction": (("제재 중", "under sanction"), ("제재 없음", "no sanction")),
    "business.property_leasing": (("부동산 임대업", "property leasing"), ("임대업 아님", "not property leasing")),
    "employer.large_firm": (("대기업", "large firm"), ("대기업 아님", "not a large firm")),
    "employer.priority_support": (("우선지원대상기업", "priority-support firm"), ("우선지원대상 아님", "not priority")),
    "employer.mid_sized": (("중견기업", "mid-sized firm"), ("중견기업 아님", "not mid-sized")),
    "employer.industrial_complex": (("산업단지", "industrial complex"), ("산업단지 밖", "not in a complex")),
    "wants.remote": (("재택 희망", "wants remote work"), ("재택 아니어도 됨", "remote not needed")),
}
_CODES: Mapping[str, Pair] = {
    "unemployed": ("구직 중", "out of work"),
    "employed": ("재직 중", "in work"),
    "self_employed": ("자영업", "self-employed"),
    "student": ("학생", "student"),
    "closing_business": ("폐업 준비 중", "closing a business"),
    "closed_business": ("폐업함", "closed a business"),
    "not_working": ("쉬는 중", "not working"),
    "middle": ("중졸 이하", "middle school"),
    "high": ("고졸", "high school"),
    "college": ("전문대", "college"),
    "university": ("대학", "university"),
    "graduate": ("대학원", "graduate school"),
    "dismissed": ("해고·권고사직", "dismissed"),
    "contract_ended": ("계약 만료", "contract ended"),
    "voluntary": ("스스로 퇴사", "left voluntarily"),
    "voluntary_justified": ("정당한 사유로 퇴사", "left for a justified reason"),
    "unemployment_benefit": ("실업급여 받는 중", "on unemployment benefit"),
    "livelihood_benefit": ("생계급여 받는 중", "on livelihood benefit"),
    "local_allowance": ("지역 수당 받는 중", "on a local allowance"),
    "nesp_allowance": ("구직촉진수당 받는 중", "on the NESP allowance"),
    "earned_income_credit": ("근로장려금 받음", "earned-income credit"),
    "citizen": ("한국 국적", "Korean citizen"),
    "other": ("그 밖", "other"),
    "basic_livelihood": ("기초생활수급", "basic livelihood"),
    "near_poor": ("차상위", "near-poor"),
    "one_parent": ("한부모", "one-parent family"),
    "disabled": ("장애", "disabled"),
    "care_leaver": ("자립준비청년", "care leaver"),
    "north_korean_defector": ("북한이탈주민", "North Korean defector"),
    "marriage_immigrant": ("결혼이민자", "marriage immigrant"),
    "crisis_youth": ("위기청소년", "young person in crisis"),
    "woman_head": ("여성가장", "woman head of household"),
    "small_business_owner": ("소상공인", "small-business owner"),
    "platform_worker": ("특고·플랫폼 일", "platform worker"),
    "job": ("취업으로", "by getting a job"),
    "company": ("회사", "company"),
    "public_servant": ("공무원", "civil servant"),
    "private_school": ("사립학교 교직원", "private-school staff"),
    "military": ("군인", "soldier"),
    "open_ended": ("정규직", "open-ended contract"),
    "permanent": ("정규직", "permanent"),
    "fixed_term": ("계약직", "fixed-term"),
    "part_time": ("시간제", "part-time"),
    "day": ("일용", "day work"),
    "intern": ("인턴", "internship"),
    "work_study": ("일학습병행", "work-study"),
    "freelance": ("프리랜서", "freelance"),
}
_WON_FIELDS = frozenset(
    "household_income_monthly household_assets own_income_monthly nesp_reported_income average_daily_wage "
    "local_allowance.monthly local_allowance.total business.yearly_sales employer.pay_monthly "
    "wants.pay_min_monthly".split()
)


def won(value: int, lang: Lang) -> str:
    """Won in words: ``60만 원``, ``538,543원`` / ``KRW 538,543``."""
    return spoken_won(value) if lang == "ko" else f"KRW {value:,}"


def day(value: date, lang: Lang) -> str:
    """A date in words: ``2026년 11월 22일`` / ``22 November 2026``."""
    return f"{value.year}년 {value.month}월 {value.day}일" if lang == "ko" else f"{value.day} {value:%B %Y}"


def code_text(code: str, lang: Lang) -> str:
    """A code of the profile vocabulary, a skill, an occupation or a region in words."""
    if code in _CODES:
        return _CODES[code][lang == "en"]
    taxonomy = load_taxonomy()
    node = taxonomy.skills.get(code) or taxonomy.occupations.get(code)
    if node is not None:
        return node.names[lang]
    if code.isdigit() and len(code) == 5:
        return taxonomy.regions.name(code, lang)
    return code


_LEVELS: Mapping[str, Pair] = {
    "high": ("고등학생", "high-school student"),
    "university": ("대학생", "university student"),
}


def fact_text(field: str, value: Any, lang: Lang) -> str:
    """One fact as a chip."""
    english = lang == "en"
    if isinstance(value, bool):
        yes, no = _YES_NO[field]
        return (yes if value else no)[english]
    if field == "school.level" and value in _LEVELS:  # who is still there hasn't finished it
        return _LEVELS[value][english]
    worded = _value_text(field, value, lang)
    pattern = _FACTS.get(field)
    return pattern[english].format(v=worded) if pattern else worded


def _value_text(field: str, value: Any, lang: Lang) -> str:
    if isinstance(value, date):
        return day(value, lang)
    if field == "wants.occupations" and len(value) > _NAMED:  # a whole field of work
        first, more = code_text(str(value[0]), lang), len(value) - 1
        return f"{first} and {more} more" if lang == "en" else f"{first} 외 {more}"
    if field == "experience_months":
        return ", ".join(_experience(str(v), lang) for v in value)
    if isinstance(value, tuple | list):
        return ", ".join(code_text(str(v), lang) for v in value)
    if field in _WON_FIELDS:
        return won(int(value), lang)
    if isinstance(value, int | float):
        return f"{value:,g}"
    return code_text(str(value), lang)


def _experience(told: str, lang: Lang) -> str:
    """``welder:24`` in words."""
    work, _, months = told.rpartition(":")
    years, rest = divmod(int(months), 12)
    if lang == "en":
        return f"{code_text(work, lang)} {months} months"
    long = f"{years}년" if years and not rest else f"{months}개월"
    return f"{code_text(work, lang)} {long}"
