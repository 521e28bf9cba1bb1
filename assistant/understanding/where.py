"""Places as people write them: "서울 중구" and "경기 광주시" are one place each, not two. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.taxonomy.regions import Regions
from knowledge.text.aliases import Mention

_NEXT = re.compile(r"\s?([가-힣]{1,6}?(?:시|군|구))(?![가-힣]{0,2}(?:구|군)(?:\s|$))")
_BETWEEN = re.compile(r"[\s,]{0,2}")
_OLD = re.compile(r"(?:옛|former)\s?$", re.I)


def whole_places(mentions: Sequence[Mention], text: str, regions: Regions, today: date) -> list[Mention]:
    """The mentions with every place and the wider one it is named by as one mention, where that is one place."""
    places = sorted((m for m in mentions if m.kind == "region"), key=lambda m: m.start)
    out = [m for m in mentions if m.kind != "region"]
    end = 0
    for n, mention in enumerate(places):
        if mention.start < end:
            continue
        whole = _whole(mention, places[n + 1] if n + 1 < len(places) else None, text, regions, today)
        out.append(whole)
        end = whole.end
    return sorted(out, key=lambda m: m.start)


def _whole(mention: Mention, following: Mention | None, text: str, regions: Regions, today: date) -> Mention:
    if (old := _OLD.search(text[: mention.start])) is not None:
        former = [r for r in regions.readings(mention.surface, today) if r.text.ko.startswith("옛")]
        if len(former) == 1:
            surface = text[old.start() : mention.end]
            return replace(mention, start=old.start(), surface=surface, ids=former[0].codes)
    ends = []
    if following is not None and _BETWEEN.fullmatch(text[mention.end : following.start]):
        ends.append(following.end)
    if (after := _NEXT.match(text, mention.end)) is not None:
        ends.append(after.end())
    for end in ends:
        surface = text[mention.start : end]
        readings = regions.readings(surface, today)
        if len(readings) == 1 and set(readings[0].codes) != set(mention.ids):
            return replace(mention, end=end, surface=surface, ids=readings[0].codes)
    return mention


# A town whose name is an everyday word as well (이천, 구리, 음성), where what follows can only be work in it
_TOWN = re.compile(
    r"(?<![가-힣])([가-힣]{2})(?=\s+(?:물류|공장|창고|생산|제조|정규직|계약직|알바|아르바이트|일자리|채용|구인|회사|월\s?\d|\d{3}\s?(?:만|이상)|신입|쪽|근처|인근)|쪽|\s*$)"
)


def towns_of_work(mentions: Sequence[Mention], text: str, regions: Regions, today: date) -> list[Mention]:
    """The mentions with such a town, where work is looked for and no other place is named."""
    if any(m.kind == "region" for m in mentions):
        return list(mentions)
    weak = regions.weak_forms()
    for match in _TOWN.finditer(text):
        if match[1] in weak and not any(m.start < match.end() and match.start() < m.end for m in mentions):
            towns = [r for r in regions.readings(match[1], today) if all(regions.all[c].name[-1] in "시군" for c in r.codes)]
            if len(towns) == 1:
                town = Mention("region", towns[0].codes, match[1], match.start(), match.end(), match[1], 0, True)
                return sorted([*mentions, town], key=lambda m: m.start)
    return list(mentions)
