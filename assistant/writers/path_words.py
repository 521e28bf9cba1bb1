"""The words of pathways and their steps, in both languages: rendered from ids, skill sets and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.answer import CourseView, OpeningView, PathStep, Pathway, Swap
from assistant.pathway.routes import CARD
from assistant.replies import fit_particles
from assistant.views_text import apply_text
from assistant.words import code_text, day
from knowledge.base import Base
from knowledge.models import ANYWHERE, LANGS, Lang

_NAMED = 4  # skills named in a row; the others are counted
_PLACES = 3

# reason of an edge to a programme → words around the programme's name
_FUND: Mapping[str, tuple[str, str]] = {
    "closing_support": (
        "{p}에서 가게를 정리하는 비용과 상담을 도와요.",
        "{p} helps with the cost of closing and with advice.",
    ),
    "job_support": ("{p}에서 취직 준비 교육을 해요.", "{p} trains owners who look for a job."),
    "hope_return_to_nesp": (
        "그다음 {p}(으)로 이어 갈 수 있어요. 상담사에게 희망리턴패키지를 했다고 말해요.",
        "From there {p} can follow. Tell the counsellor about the Hope Return Package.",
    ),
    "job_seeking_support": ("{p}에서 상담과 구직 지원을 받아요.", "{p} gives counselling and support while you look."),
    "nesp_with_card": (
        "{p}(으)로 훈련비를 내요. 훈련을 취업활동계획에 넣도록 상담사와 먼저 정해요.",
        "{p} pays for training. Settle it with the counsellor as part of your plan first.",
    ),
    "card": ("{p}(으)로 훈련비를 내요.", "{p} pays for the training."),
    "card_worker": (
        "일하면서도 {p}(으)로 훈련비를 낼 수 있고, 회사 동의는 필요 없어요.",
        "{p} pays while you work, too; the employer need not agree.",
    ),
    "card_self_employed": (
        "{p}(으)로 훈련비를 내요. 매출이나 소득 기준을 먼저 봐요.",
        "{p} pays; sales or income are looked at first.",
    ),
    "card_student": (
        "졸업이 가까우면 {p}(으)로 훈련비를 내요.",
        "{p} pays for the training if graduation is near.",
    ),
    "card_foreigner": (
        "외국인은 {p} 조건이 따로 있어요. 비자는 1345에, 카드는 1350에 먼저 확인해요.",
        "For foreigners {p} has conditions of its own: ask 1345 about the visa and 1350 about the card first.",
    ),
    "card_with_unemployment_benefit": (
        "실업급여를 받으면서도 {p}(으)로 훈련을 들을 수 있어요. 훈련장려금은 나오지 않아요.",
        "{p} pays for training beside unemployment benefit, too; there is no training bonus then.",
    ),
    "card_pays_kind": ("이 과정은 카드로 듣는 {p} 과정이에요.", "The course is a {p} one, taken on the card."),
}
_DECISION: Mapping[str, tuple[str, str]] = {
    "looks_met": ("들은 것으로는 요건에 맞아 보여요.", "From what you said it looks met."),
    "need_info": ("되는지는 더 들어야 알 수 있어요.", "More has to be known to tell."),
}


def worded(base: Base, pathway: Pathway) -> Pathway:
    """The pathway with words on it and on each of its steps."""
    steps = tuple(
        replace(_named(base, s), text={lang: step_text(base, pathway, s, lang) for lang in LANGS})
        for s in pathway.steps
    )
    swaps = tuple(replace(s, text=text) for s in pathway.swaps if (text := swap_text(base, s)))
    return replace(pathway, steps=steps, swaps=swaps, text={lang: headline(base, pathway, lang) for lang in LANGS})


def swap_text(base: Base, swap: Swap) -> dict[Lang, str]:
    """The words that ask for another course, opening or programme; empty where the record went."""
    if swap.kind == "course":
        pair = base.cohort(swap.id)
        if pair is None:
            return {}
        named = {lang: f"{pair[0].title} ({day(pair[1].starts, lang)})" for lang in LANGS}
        return {"ko": f"과정 바꾸기: {named['ko']}", "en": f"Change the course: {named['en']}"}
    if swap.kind == "opening":
        opening = base.opening(swap.id)
        if opening is None:
            return {}
        name = f"{opening.title} · {opening.employer}"
        return {"ko": f"공고 바꾸기: {name}", "en": f"Change the opening: {name}"}
    if swap.id == CARD:
        return {"ko": "제도 바꾸기: 내일배움카드만", "en": "Change the programme: the learning card alone"}
    found = base.programmes.get(swap.id)
    if found is None:
        return {}
    return {"ko": f"제도 바꾸기: {found.names.ko}", "en": f"Change the programme: {found.names.en}"}


def _named(base: Base, step: PathStep) -> PathStep:
    """A step to a programme with the programme's own name beside its id."""
    if step.to not in base.programmes:
        return step
    return replace(step, detail={**step.detail, "name": {lang: programme_name(base, step.to, lang) for lang in LANGS}})


def headline(base: Base, pathway: Pathway, lang: Lang) -> str:
    """The pathway in one sentence: what it takes, and how many openings it opens where."""
    en = lang == "en"
    n, where = int(pathway.score), places(pathway.openings, lang)
    mark = sample_mark(any(o.sample for o in pathway.openings), lang)
    title = titled(pathway.course, lang) if pathway.course else ""
    if pathway.course is None:
        if en:
            return f"You could apply now to {n} {_plural('opening', n)}{mark} in {where} with what you have."
        return f"지금 가진 역량으로 {where}에서 지원해 볼 수 있는 공고가 {n}건{mark} 있어요."
    if n and pathway.next_course is None:
        if en:
            return (
                f"One course gives you every skill asked for by {n} {_plural('opening', n)}{mark} open in {where} now."
            )
        return f"과정 하나를 들으면 {where}에서 지금 열려 있는 공고 {n}건{mark}에 지원할 역량이 갖춰져요."
    if n:
        if en:
            return (
                f"Two courses in a row give you every skill asked for by {n} {_plural('opening', n)}{mark} "
                f"open in {where} now."
            )
        return f"과정 두 개를 이어서 들으면 {where}에서 지금 열려 있는 공고 {n}건{mark}에 지원할 역량이 갖춰져요."
    if pathway.openings:
        return _near_miss(pathway, title, lang)
    learned = skill_names((s for s in pathway.missing_before if s not in pathway.missing_after), lang)
    goal = code_text(pathway.goal, lang)
    if en:
        return f"No such opening ({goal}) is open where you look now, but {title} teaches {learned} for it."
    return fit_particles(f"찾는 곳에 지금 열려 있는 {goal} 공고는 없지만, {title}에서 {learned}을(를) 배울 수 있어요.")


def _near_miss(pathway: Pathway, title: str, lang: Lang) -> str:
    opening = pathway.openings[0]
    detail = next(s.detail for s in pathway.steps if s.to == opening.id)
    for_it = detail["learned"]
    learned = skill_names(for_it or [s for s in pathway.missing_before if s not in pathway.missing_after], lang)
    missing = skill_names(detail["missing"], lang)
    name = f"{_quoted(opening.title, lang)}{sample_mark(opening.sample, lang)}"
    if lang == "en":
        first = f"No single course opens everything, but {title} teaches {learned}{f' for {name}' if for_it else ''}."
        return f"{first} {name if not for_it else 'It'} would still ask for {missing}."
    asked = f"{name}에 필요한 " if for_it else ""
    first = f"한 번에 닿는 과정은 없지만, {title}에서 {asked}{learned}을(를) 배워요."
    rest = f"그 뒤에도 {missing}이(가) 남아요." if for_it else f"{name}까지는 {missing}이(가) 더 필요해요."
    return fit_particles(f"{first} {rest}")


def step_text(base: Base, pathway: Pathway, step: PathStep, lang: Lang) -> str:
    """One edge in words."""
    en = lang == "en"
    if step.reason in _FUND:
        name = programme_name(base, step.to, lang)
        text = fit_particles(_FUND[step.reason][en].format(p=name))
        judged = _DECISION.get(step.detail.get("decision", ""))
        return f"{text} {judged[en]}" if judged else text
    if step.kind == "learn":
        course = next(c for c in (pathway.course, pathway.next_course) if c is not None and c.cohort == step.to)
        learned = skill_names(step.detail["learned"], lang)
        if en:
            return f"{titled(course, lang)}: {apply_text(course, lang)}. You learn {learned}."
        return fit_particles(f"{titled(course, lang)}: {apply_text(course, lang)}. {learned}을(를) 배워요.")
    return _opening_text(next(o for o in pathway.openings if o.id == step.to), step, lang)


def _opening_text(opening: OpeningView, step: PathStep, lang: Lang) -> str:
    en, years = lang == "en", step.detail["years"]
    name = f"{_quoted(opening.title, lang)}{sample_mark(opening.sample, lang)}"
    if step.detail["missing"]:
        missing = skill_names(step.detail["missing"], lang)
        text = f"{name}: {missing} would still be missing." if en else f"{name}: {missing}이(가) 아직 남아요."
    elif step.kind == "now":
        text = f"{name}: you have every skill it asks for." if en else f"{name}: 요구하는 역량을 이미 갖췄어요."
    else:
        text = f"{name}: no required skill is missing then." if en else f"{name}: 요구하는 역량이 모두 갖춰져요."
    if years:  # skills aren't all it asks for
        asked = opening.experience
        text += f" It asks for {asked} year{'s' * (asked > 1)} of experience." if en else f" 경력은 {asked}년을 봐요."
    return text if en else fit_particles(text)


def programme_name(base: Base, id_: str, lang: Lang) -> str:
    """A programme's own name."""
    programme = base.programmes.get(id_)
    return programme.names[lang] if programme else id_


def skill_names(skills: Iterable[str], lang: Lang) -> str:
    """Skills in a row; from the fifth on they are counted."""
    names = [code_text(s, lang) for s in skills]
    shown, more = names[:_NAMED], len(names) - _NAMED
    if more <= 0:
        return ", ".join(shown)
    return f"{', '.join(shown)} and {more} more" if lang == "en" else f"{', '.join(shown)} 외 {more}가지"


def places(openings: Iterable[OpeningView], lang: Lang) -> str:
    """Where openings are: up to three places, the sido once."""
    codes = dict.fromkeys(o.region for o in openings)
    names = [_anywhere(lang) if c == ANYWHERE else code_text(c, lang) for c in list(codes)[:_PLACES]]
    if lang == "en":
        return " · ".join(names)
    out: list[str] = []
    sido = ""
    for name in names:
        head, _, rest = name.partition(" ")
        out.append(rest if rest and head == sido else name)
        sido = head
    return "·".join(out)


def titled(course: CourseView, lang: Lang) -> str:
    """A course by its title, marked where it is a sample."""
    return f"{_quoted(course.title, lang)}{sample_mark(course.sample, lang)}"


def sample_mark(sample: bool, lang: Lang) -> str:
    """What stands behind everything that is a sample."""
    return ("(예시)" if lang == "ko" else " (sample)") if sample else ""


def _quoted(text: str, lang: Lang) -> str:
    return f"“{text}”" if lang == "en" else f"‘{text}’"


def _anywhere(lang: Lang) -> str:
    return "anywhere (remote)" if lang == "en" else "재택"


def _plural(noun: str, n: int) -> str:
    return noun if n == 1 else f"{noun}s"
