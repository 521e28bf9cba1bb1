"""Skills, occupations and regions as data, with a loader. Where each file comes from: SOURCES.md."""

from knowledge.taxonomy.forms import fold
from knowledge.taxonomy.nodes import Mention, Occupation, Reading, Region, Skill
from knowledge.taxonomy.regions import Regions
from knowledge.taxonomy.taxonomy import Taxonomy, load_taxonomy

__all__ = ["Mention", "Occupation", "Reading", "Region", "Regions", "Skill", "Taxonomy", "fold", "load_taxonomy"]
