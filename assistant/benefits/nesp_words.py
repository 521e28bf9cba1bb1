"""The words of the NESP type I allowance: the figure with its condition, how it came about, where it stops."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import AmountNote
from assistant.benefits.given import Given
from assistant.benefits.tables import Row
from assistant.benefits.words import Both, as_of_year, both, ew, kw, last_known_note, note, span


@dataclass(frozen=True, slots=True)
class Payable:
    """What one month pays, as lowest and highest, with the figures it was worked out from.

    `reference` is None where the median of the year isn't known.
    """

    low: int
    high: int
    allowance: int
    reference: int | None
    base: int

    @property
    def settled(self) -> bool:
        return self.low == self.high


def lead(given: Given, paid: Payable, band: tuple[int, int], row: Row) -> Both:
    low, high = band
    ko_year, en_year = as_of_year(row.year, row.last_known)
    ko_if, en_if = f"{ko_year}, 월 수당 {kw(paid.allowance)}일 때", f"{en_year}, monthly allowance {ew(paid.allowance)}"
    income = given.reported_income
    if given.plan_done is not None and given.plan_done < 1:
        return _lead_plan(given.plan_done, band, ko_if, en_if)
    if income is None:
        ko_amount, en_amount = span(band)
        return both(
            f"국민취업지원제도 Ⅰ유형 구직촉진수당은 월 {ko_amount}이에요({ko_year}, {_ko_family(given)}).",
            f"The NESP type I job-seeking allowance is {en_amount} a month ({en_year}, {_en_family(given)}).",
        )
    if high == 0:
        return both(
            f"그달에 {kw(income)}을 벌었다면 국민취업지원제도 Ⅰ유형은 그달은 수당이 나오지 않아요(0원). {ko_if}예요.",
            f"With {ew(income)} earned that month, NESP type I pays no allowance for it (KRW 0). These are {en_if}.",
        )
    if low == high == paid.allowance:
        return both(
            f"그달에 {kw(income)}을 벌었어도 국민취업지원제도 Ⅰ유형 구직촉진수당 {kw(high)}이 그대로 나와요({ko_if}).",
            f"With {ew(income)} earned that month, the NESP type I allowance of {ew(high)} is paid in full ({en_if}).",
        )
    ko_amount, en_amount = span(band)
    return both(
        f"그달에 {kw(income)}을 벌었다면 국민취업지원제도 Ⅰ유형 구직촉진수당은 {ko_amount}이에요({ko_if}).",
        f"With {ew(income)} earned that month, the NESP type I allowance is {en_amount} ({en_if}).",
    )


def _lead_plan(done: float, band: tuple[int, int], ko_if: str, en_if: str) -> Both:
    if done < 0.5:
        return both(
            f"하기로 한 활동을 절반도 못 한 달은 국민취업지원제도 Ⅰ유형 수당이 나오지 않아요(0원). {ko_if}예요.",
            f"In a month with less than half of the plan done, NESP type I pays no allowance (KRW 0). These are {en_if}.",
        )
    ko_amount, en_amount = span(band)
    return both(
        f"하기로 한 활동을 절반만 한 달은 국민취업지원제도 Ⅰ유형 수당이 절반인 {ko_amount}이에요({ko_if}).",
        f"In a month with only half of the plan done, NESP type I pays half, {en_amount} ({en_if}).",
    )


def _ko_family(given: Given) -> str:
    if not given.dependants:
        return "부양가족이 없을 때"
    return f"부양가족 {given.dependants}명"


def _en_family(given: Given) -> str:
    if not given.dependants:
        return "without dependants"
    return "1 dependant" if given.dependants == 1 else f"{given.dependants} dependants"


def notes(given: Given, paid: Payable, row: Row, *, cite: str, cohort: bool) -> tuple[AmountNote, ...]:
    income = given.reported_income
    out: list[AmountNote] = []
    if income is not None and (given.plan_done is None or given.plan_done >= 1):
        out += _income_notes(income, paid, cite)
    if given.dependants:
        extra = paid.allowance - paid.base
        out.append(
            note(
                "dependants",
                "nesp/dependants",
                f"월 수당 {kw(paid.allowance)}은 기본 {kw(paid.base)}에 부양가족 몫 {kw(extra)}을 더한 금액이에요"
                f"(한 사람 {kw(row.whole('per_dependant'))}, 최대 {kw(row.whole('dependants_most'))}).",
                f"The monthly {ew(paid.allowance)} is the basic {ew(paid.base)} plus {ew(extra)} for dependants "
                f"({ew(row.whole('per_dependant'))} each, at most {ew(row.whole('dependants_most'))}).",
                extra,
            )
        )
    elif given.dependants is None:
        out.append(
            note(
                "dependants",
                "nesp/dependants",
                f"18세 이하, 70세 이상, 중증장애인 가족이 있으면 한 사람에 월 {kw(row.whole('per_dependant'))}씩, "
                f"최대 {kw(row.whole('dependants_most'))}이 더해져 결과가 달라져요.",
                f"Each household member aged 18 or under, 70 or over, or severely disabled adds "
                f"{ew(row.whole('per_dependant'))} a month, at most {ew(row.whole('dependants_most'))}, which changes "
                "the result.",
            )
        )
    if given.severe_dependants:
        out.append(
            note(
                "confirm",
                "nesp/dependants",
                f"중증장애인이면서 18세 이하이거나 70세 이상인 가족을 {kw(row.whole('per_severe_dependant'))}으로 친 값이에요. "
                "안내가 한 곳뿐이라 확인이 필요해요.",
                f"A severely disabled member aged 18 or under or 70 or over is counted {ew(row.whole('per_severe_dependant'))}; "
                "only one page says so, so it needs confirming.",
            )
        )
    if cohort:
        out.append(
            note(
                "cohort",
                "nesp/changes-2026",
                "2025년에 신청해 2026년에도 받는 사람의 월 금액은 확인하지 못했어요. 신청한 날을 말하고 상담사에게 물어보세요.",
                "What people who applied in 2025 are paid a month in 2026 could not be confirmed; tell your counsellor the "
                "date you applied and ask.",
            )
        )
    if row.last_known:
        out.append(last_known_note(row.year, row.section))
    return tuple(out)


def _income_notes(income: int, paid: Payable, cite: str) -> list[AmountNote]:
    reference, allowance = paid.reference, paid.allowance
    if reference is None:
        return [] if income <= allowance else [_unknown_median(cite)]
    out = [_how(income, allowance, reference, cite)]
    if income < reference:
        room = reference - income
        out.append(
            note(
                "room",
                cite,
                f"{kw(room)}보다 더 벌어서 모두 {kw(reference)}을 넘으면 그달은 받지 못해요.",
                f"If you earn over {ew(room)} more, above {ew(reference)} in all, nothing is paid that month.",
                room,
            )
        )
    else:
        out.append(
            note(
                "stop_line",
                cite,
                f"한 달에 {kw(reference)}을 넘게 번 달은 받지 못하고, 그 아래에서는 번 만큼 줄어서 나와요.",
                f"Nothing is paid in a month with more than {ew(reference)}; below it the allowance shrinks with earnings.",
                reference,
            )
        )
    return out


def _how(income: int, allowance: int, reference: int, cite: str) -> AmountNote:
    rest = reference - income
    if income <= allowance:
        ko = f"번 돈이 월 수당 {kw(allowance)}을 넘지 않아서 그대로 나와요."
        en = f"What you earned is not above the monthly allowance of {ew(allowance)}, so it is paid in full."
    elif rest == 0:
        ko = f"번 돈이 기준 금액 {kw(reference)}과 같아서 남는 금액이 없어요."
        en = f"What you earned equals the reference amount of {ew(reference)}, so nothing is left."
    elif rest < 0:
        ko = f"번 돈이 기준 금액 {kw(reference)}보다 {kw(-rest)} 많아서 그달은 멈춰요."
        en = f"What you earned is {ew(-rest)} above the reference amount of {ew(reference)}, so the month is stopped."
    elif rest >= allowance:
        ko = f"{kw(reference)}에서 번 돈 {kw(income)}을 뺀 {kw(rest)}이 월 수당보다 적지 않아서 그대로 나와요."
        en = f"{ew(reference)} minus {ew(income)} is {ew(rest)}, not less than the allowance, so it is paid in full."
    else:
        ko = f"{kw(allowance)}보다 많이 벌어서 {kw(reference)}에서 {kw(income)}을 뺀 {kw(rest)}이에요."
        en = f"You earned more than {ew(allowance)}, so it is {ew(reference)} minus {ew(income)}: {ew(rest)}."
    return note("how", cite, ko, en, reference)


def _unknown_median(cite: str) -> AmountNote:
    return note(
        "confirm",
        cite,
        "그해 1인 가구 중위소득 표가 자료에 없어서 범위로만 말할 수 있어요. 고용센터가 계산해요.",
        "The one-person median of that year isn't in my sources, so I can only give a range; the job center works it out.",
    )
