"""Writing one advert: a title and a body in the Korean of job boards, and the skills its words name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from knowledge.library.sample.chance import some, unique
from knowledge.library.sample.employers import Employer
from knowledge.library.sample.skills import SkillNames
from knowledge.library.sample.terms import Terms
from knowledge.library.sample.wages import pay_words
from knowledge.library.sample.words import Job, Profile, Words

LEAST, MOST = 250, 700  # characters of a body

_EMPLOYMENT = {
    "permanent": "정규직", "fixed_term": "계약직({months}개월)", "part_time": "시간제", "day": "일용직",
    "intern": "인턴(3개월)", "work_study": "일학습병행(학습근로자)", "freelance": "프리랜서(위촉)",
}  # fmt: skip
_TITLE_KIND = {"intern": "intern", "work_study": "work_study", "part_time": "part_time", "day": "day",
               "freelance": "freelance"}  # fmt: skip
_LASTING = {"퇴직금", "장기근속 포상", "스톡옵션", "우수사원 포상"}  # not for those who stay less than a year
_TECH = {"software", "engineer", "plant_engineer"}


@dataclass(frozen=True, slots=True)
class Advert:
    """A finished advert; `required` and `preferred` are exactly the skills that its title and body name."""

    title: str
    body: str
    required: tuple[str, ...]
    preferred: tuple[str, ...]


class AdvertWriter:
    """Writes adverts with the word lists; `names` knows which skills a sentence names."""

    def __init__(self, words: Words, names: SkillNames) -> None:
        self._words, self._phrases, self._names = words, words.phrases, names

    def write(self, rng: Random, job: Job, employer: Employer, terms: Terms) -> Advert:
        """The advert of one opening."""
        profile = self._words.profiles[job.profile]
        stack = rng.choice(job.stacks)
        head = rng.choice(job.titles)
        tasks = some(rng, job.tasks, 3, 4)
        lines = (head, *tasks, *terms.licences)
        required = unique((*stack, *(skill for line in lines for skill in self._names.named(line))))
        plus = some(rng, [line for line in job.plus if not set(self._names.named(line)) & set(required)], 1, 3)
        extra = self._names.extra(rng, job.occupation, required)
        preferred = [skill for line in plus for skill in self._names.named(line)]
        if extra and (not plus or rng.random() < 0.45):
            plus.append(rng.choice(self._phrases["plus_skill"]).format(skill=self._names.written(rng, extra)))
            preferred.append(extra)
        blocks = {
            "intro": self._intro(rng, employer, terms),
            "tasks": tasks,
            "needs": self._needs(rng, profile, terms, stack),
            "plus": plus,
            "terms": self._terms(terms),
            "benefits": [", ".join(self._benefits(rng, profile, terms))],
            "apply": self._apply(rng, job, terms),
        }
        title = self._title(rng, job, head, stack, terms)
        return Advert(title, self._assemble(rng, blocks), required, unique(preferred))

    def _intro(self, rng: Random, employer: Employer, terms: Terms) -> list[str]:
        line = rng.choice(self._phrases["intro"]).format(
            employer=employer.name, region=terms.place, business=employer.business, noun=employer.industry.noun,
            year=employer.year,
        )  # fmt: skip
        return [with_particles(line), *(sign.quote for sign in (employer.sme, employer.ax) if sign)]

    def _title(self, rng: Random, job: Job, head: str, stack: Sequence[str], terms: Terms) -> str:
        kinds = self._phrases["titles"]
        kind = _TITLE_KIND.get(terms.employment)
        if kind is None:
            kind = "experienced" if terms.years else rng.choice(("newcomer", "plain", "newcomer"))
        place = terms.place.rpartition(" ")[2] if not terms.remote else "재택"
        title: str = rng.choice(kinds[kind]).format(t=head, n=terms.years, place=place)
        if job.profile in _TECH and rng.random() < 0.4:
            title += f" ({'/'.join(self._names.written(rng, skill) for skill in stack[:2])})"
        return title

    def _needs(self, rng: Random, profile: Profile, terms: Terms, stack: Sequence[str]) -> list[str]:
        texts = self._phrases["needs"]
        years = rng.choice(texts["experienced"] if terms.years else texts["newcomer"]).format(n=terms.years)
        education = rng.choice(texts["education"][terms.education])
        lines = [f"{years}, {education}"] if rng.random() < 0.5 else [f"경력: {years}", f"학력: {education}"]
        skills = self._names.joined(rng, stack)
        asked = texts["tools"] + texts["skills"] if self._names.tools(stack) else texts["skills"]
        lines.append(with_particles(rng.choice(asked).format(skills=skills)))
        lines += [rng.choice(texts["licence"]).format(name=name) for name in terms.licences]
        lines += some(rng, profile.attitude, 1, 2)
        if terms.permits:
            lines.append(rng.choice(self._phrases["permits"]).format(visas=", ".join(terms.permits)))
        return lines

    def _terms(self, terms: Terms) -> list[str]:
        kind = _EMPLOYMENT[terms.employment].format(months=terms.months)
        lines = [f"고용형태: {kind}", f"급여: {pay_words(terms.pay)}", *self._working_time(terms)]
        place = "전면 재택근무(원격)" if terms.remote == "full" else terms.place
        lines.append(f"근무지: {place}")
        if terms.remote == "hybrid":
            lines.append("재택근무: 주 2회 가능")
        if terms.dormitory:
            lines.append("기숙사 제공")
        if terms.bus:
            lines.append("통근버스 운행")
        return lines

    @staticmethod
    def _working_time(terms: Terms) -> list[str]:
        if terms.employment == "part_time":
            return [f"근무시간: 주 {terms.weekly_hours}시간(요일·시간 협의)"]
        if terms.employment == "day":
            return [f"근무시간: {terms.hours}, 원하는 날 근무"]
        if terms.employment == "freelance":
            return ["근무시간: 자율(결과물 기준 협의)"]
        if terms.shift:
            return [f"근무시간: {terms.shift}(주 40시간)"]
        return [f"근무시간: 주 5일, {terms.hours}"]

    def _benefits(self, rng: Random, profile: Profile, terms: Terms) -> list[str]:
        if terms.employment in ("freelance", "day"):  # neither has leave, severance pay and the like
            return some(rng, self._phrases["benefits"][terms.employment], 2, 3)
        lasting = terms.employment in ("permanent", "work_study")
        first, common = (
            [thing for thing in self._phrases["benefits"][key] if lasting or thing not in _LASTING]
            for key in (profile.benefits[0], profile.benefits[-1])
        )
        return list(unique((*some(rng, common, 2, 3), *some(rng, first, 2, 3))))

    def _apply(self, rng: Random, job: Job, terms: Terms) -> list[str]:
        kind = "process_tech" if job.profile == "software" and rng.random() < 0.5 else "process"
        closes = terms.window.closes
        until = f"{closes:%Y.%m.%d.}" if closes else "채용 시까지"
        lines = [f"접수기간: {terms.window.posted:%Y.%m.%d.} ~ {until}", f"절차: {rng.choice(self._phrases[kind])}"]
        return [*lines, rng.choice(self._phrases["closing"])]

    def _assemble(self, rng: Random, blocks: dict[str, list[str]]) -> str:
        frame, bullet = rng.choice(self._phrases["frames"]), rng.choice(self._phrases["bullets"])
        headers = {key: rng.choice(names) for key, names in self._phrases["headers"].items()}
        left_out: set[tuple[str, int]] = set()
        for spare in (("apply", 2), ("apply", 1), ("benefits", 0), ("needs", -1), None):
            body = _joined(blocks, headers, frame, bullet, left_out)
            if len(body) <= MOST or spare is None:
                break
            left_out.add((spare[0], spare[1] % len(blocks[spare[0]])))
        return body


def _joined(
    blocks: dict[str, list[str]], headers: dict[str, str], frame: str, bullet: str, left_out: set[tuple[str, int]]
) -> str:
    parts: list[str] = []
    number = 0
    for key, lines in blocks.items():
        kept = [line for at, line in enumerate(lines) if (key, at) not in left_out]
        if not kept:
            continue
        if key == "intro":
            parts.append(" ".join(kept))
            continue
        number += 1
        header = frame.replace("{n}", str(number)).format(headers[key])
        parts.append("\n".join([header, *(bullet + line for line in kept)]))
    return "\n\n".join(parts)


def with_particles(text: str) -> str:
    """`text` with ``은(는)`` and ``을(를)`` settled by the syllable before them."""
    return re.sub(r"(.)(은\(는\)|을\(를\))", _settled, text)


def _settled(match: re.Match[str]) -> str:
    before, pair = match.group(1), match.group(2)
    closed = "가" <= before <= "힣" and (ord(before) - ord("가")) % 28 != 0
    return before + (pair[0] if closed else pair[2])
