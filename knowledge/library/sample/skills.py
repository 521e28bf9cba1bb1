"""Which skills a sentence names, and how an advert writes a skill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from knowledge.taxonomy import Skill, Taxonomy

_LATIN_GROUPS = {"programming", "frontend", "backend", "database", "mobile", "cloud", "data", "ai", "game-xr"}
_KOREAN_IN_LATIN_GROUPS = {
    "network", "statistics", "virtualization", "agile", "microservices", "fine-tuning", "blockchain", "git",
}  # fmt: skip
_TOOLS = {
    "excel", "powerpoint", "hwp", "google-sheets", "photoshop", "illustrator", "indesign", "figma", "autocad",
    "solidworks", "inventor", "catia", "nx-cad", "sketchup", "rhino", "erp", "wms", "mes", "plc", "vba", "jira", "pos",
}  # fmt: skip


class SkillNames:
    """Skills as sentences name them. What a sentence names is looked up once and remembered."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._named: dict[str, tuple[str, ...]] = {}

    def named(self, line: str) -> tuple[str, ...]:
        """The skills a line names with forms that stand for them anywhere."""
        if line not in self._named:
            found = [skill for mention in self._taxonomy.mentions(line, "skill") for skill in mention.ids]
            if len(self._named) > 20_000:  # lines with drawn names in them come once; don't keep them all
                self._named.clear()
            self._named[line] = tuple(dict.fromkeys(found))
        return self._named[line]

    def written(self, rng: Random, skill: str) -> str:
        """A skill as an advert writes it: product names mostly in Latin letters, other skills in Korean."""
        node = self._taxonomy.skills[skill]
        return node.names.en if _latin_name(node) and rng.random() < 0.75 else node.names.ko

    def joined(self, rng: Random, skills: Sequence[str]) -> str:
        """Several skills in a row."""
        return rng.choice((", ", ", ", "·")).join(self.written(rng, skill) for skill in skills)

    def tools(self, skills: Iterable[str]) -> bool:
        """Whether all of them are things one uses (a language, a program) rather than does."""
        return all(skill in _TOOLS or _latin_name(self._taxonomy.skills[skill]) for skill in skills)

    def extra(self, rng: Random, occupation: str, required: Iterable[str]) -> str | None:
        """One more skill that such a job likes: usual in the occupation, or next to what is required."""
        taken = set(required)
        near = [other for skill in required for other in self._taxonomy.skills[skill].related]
        pool = [skill for skill in (*self._taxonomy.occupations[occupation].skills, *near) if skill not in taken]
        return rng.choice(pool) if pool else None


def _latin_name(node: Skill) -> bool:
    return node.group in _LATIN_GROUPS and " " not in node.names.en and node.id not in _KOREAN_IN_LATIN_GROUPS
