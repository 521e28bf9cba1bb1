"""The services that are a single paged list each, by name. What they differ in is data; `spec_connector` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from knowledge.sources.spec_connector import Spec
from knowledge.sources.spec_jobs import JOBS
from knowledge.sources.spec_policies import POLICIES

SPECS: Final[Mapping[str, Spec]] = {spec.service.name: spec for spec in (*POLICIES, *JOBS)}
