"""Match people with openings and courses, from a file of profiles."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter

from assistant.answer import CourseView, OpeningView
from assistant.commands.common import as_of_argument, day_of, open_only_base, run_batch
from assistant.eligibility.contradictions import refuse_contradictions
from assistant.errors import BatchLineError, ProfileError
from assistant.matching import DEFAULT_K, Matcher
from assistant.profile import Profile
from knowledge.settings import today_in_seoul
from knowledge.taxonomy import load_taxonomy

MOST: Final = 200
_OPENINGS: TypeAdapter[tuple[OpeningView, ...]] = TypeAdapter(tuple[OpeningView, ...])
_COURSES: TypeAdapter[tuple[CourseView, ...]] = TypeAdapter(tuple[CourseView, ...])


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("--batch", metavar="FILE", required=True, help='JSON lines {"id","profile","k"?,"as_of"?}')
    parser.add_argument("--json", action="store_true", help="JSON lines, the only form there is")
    as_of_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Prints one line a profile; a bad line prints its error and the rest goes on."""
    matcher = Matcher(open_only_base())
    return run_batch(args.batch, lambda item: match_item(matcher, item, args.as_of))


def match_item(matcher: Matcher, item: dict[str, Any], as_of: date | None) -> dict[str, Any]:
    """The matches of one batch line. Raises BatchLineError and ProfileError in words."""
    day = day_of(item, as_of) or today_in_seoul()
    profile = profile_of(item)
    refuse_contradictions(profile, day)
    found = matcher.match(profile, day, k=count_of(item, DEFAULT_K), wider=bool(item.get("wider", False)))
    return {
        "id": item["id"],
        "openings": _OPENINGS.dump_python(found.openings, mode="json"),
        "courses": _COURSES.dump_python(found.courses, mode="json"),
        "rejected": dict(found.rejected),
        "citations": found.citations,
        "total": found.total,
        "would_change": dict(found.would_change),
    }


def profile_of(item: dict[str, Any]) -> Profile:
    """The line's profile. Raises BatchLineError where it is none, ProfileError where a fact can't be."""
    raw = item["profile"]
    if not isinstance(raw, dict):
        raise BatchLineError('"profile" must be an object of facts; {} for nobody in particular')
    profile = Profile.from_json(raw)
    regions, day = load_taxonomy().regions, day_of(item, None) or today_in_seoul()
    places = (profile.get("region"), profile.get("employer.region"), *profile.get("wants.regions", ()))
    if unknown := [str(p) for p in places if p and not regions.resolve(str(p), day)]:
        raise ProfileError(f"region: {', '.join(unknown)} is no region; give a code of 2 or 5 digits or a name.")
    return profile


def count_of(item: dict[str, Any], default: int) -> int:
    """The line's ``k``. Raises BatchLineError unless it is a whole number that makes sense."""
    k = item.get("k", default)
    if isinstance(k, bool) or not isinstance(k, int) or not 1 <= k <= MOST:
        raise BatchLineError(f'"k" must be a whole number from 1 to {MOST}, not {k!r}')
    return k
