"""The taxonomy as one frozen value: skills, occupations and regions, and the words people use for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from knowledge.errors import TaxonomyError
from knowledge.models import Text
from knowledge.taxonomy.forms import Forms, FormTable, is_short
from knowledge.taxonomy.nodes import Mention, NodeKind, Occupation, Skill
from knowledge.taxonomy.regions import Regions
from knowledge.taxonomy.tables import FOLDER, rows, split

_SKILL = ("id", "ko", "en", "aliases_ko", "aliases_en", "group", "related", "weak")
_OCCUPATION = ("id", "ko", "en", "aliases_ko", "aliases_en", "keco", "skills", "newcomer", "weak")


class Taxonomy:
    """Skills, occupations and regions. Read only; made once by `load_taxonomy`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads the data files of `folder`. Raises TaxonomyError, for ids that name nothing, too."""
        self.skills: Mapping[str, Skill] = MappingProxyType({node.id: node for node in _skills(folder)})
        self.occupations: Mapping[str, Occupation] = MappingProxyType({node.id: node for node in _occupations(folder)})
        self.groups: Mapping[str, Text] = MappingProxyType(
            {row["code"]: Text(row["ko"], row["en"]) for row in rows("keco.csv", ("code", "major", "ko", "en"), folder)}
        )
        self.regions = Regions(folder)
        self._check()
        self._forms: Mapping[NodeKind, FormTable] = {
            "skill": _form_table(self.skills.values()),
            "occupation": _form_table(self.occupations.values()),
        }

    def surface_forms(self, kind: NodeKind) -> Forms:
        """Form (lower case, single spaces) → ids, for forms that say the node wherever they stand."""
        return self._forms[kind].safe

    def weak_forms(self, kind: NodeKind) -> Forms:
        """Form → ids, for forms that need something else to speak for them: R, C, Go, 조립, 디자인."""
        return self._forms[kind].weak

    def mentions(self, text: str, kind: NodeKind) -> tuple[Mention, ...]:
        """The safe forms of one kind standing in `text`, longest first, without overlaps."""
        return self._forms[kind].mentions(text)

    def _check(self) -> None:
        for skill in self.skills.values():
            self._known(skill.id, skill.related)
        for occupation in self.occupations.values():
            self._known(occupation.id, occupation.skills)
            if occupation.keco not in self.groups:
                raise TaxonomyError(f"{occupation.id}: KECO group {occupation.keco!r} isn't in keco.csv; correct it.")

    def _known(self, owner: str, skills: tuple[str, ...]) -> None:
        unknown = [skill for skill in skills if skill not in self.skills]
        if unknown:
            raise TaxonomyError(f"{owner} names skills that skills.csv lacks: {unknown}; add or correct them.")


@lru_cache(maxsize=1)
def load_taxonomy() -> Taxonomy:
    """The taxonomy that comes with the package, read once in a process. Raises TaxonomyError."""
    return Taxonomy()


def _skills(folder: Path) -> Iterator[Skill]:
    for row in rows("skills.csv", _SKILL, folder):
        yield Skill(
            row["id"], Text(row["ko"], row["en"]), {"ko": split(row["aliases_ko"]), "en": split(row["aliases_en"])},
            row["group"], split(row["related"]), split(row["weak"]),
        )  # fmt: skip


def _occupations(folder: Path) -> Iterator[Occupation]:
    for row in rows("occupations.csv", _OCCUPATION, folder):
        yield Occupation(
            row["id"], Text(row["ko"], row["en"]), {"ko": split(row["aliases_ko"]), "en": split(row["aliases_en"])},
            row["keco"], split(row["skills"]), row["newcomer"] == "yes", split(row["weak"]),
        )  # fmt: skip


def _form_table(nodes: Iterable[Skill | Occupation]) -> FormTable:
    pairs = [
        (form, node.id)
        for node in nodes
        for form in (node.names.ko, node.names.en, *node.aliases["ko"], *node.aliases["en"])
    ]
    weak = [(form, node.id) for node in nodes for form in node.weak]
    return FormTable(pairs, (*weak, *(pair for pair in pairs if is_short(pair[0]))))
