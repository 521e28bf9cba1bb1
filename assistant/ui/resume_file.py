"""A résumé dropped into the chat: read in memory in a process of its own, given back as facts to look at, kept nowhere.

What of it counts is for the person to say: the browser shows the facts, and only those left are sent to the visit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.errors import ProfileError
from assistant.profile import Fact, Profile
from assistant.resume_facts import LIMITS, facts_of
from assistant.services import Services
from assistant.ui.texts import both
from assistant.ui.uploads import Turnstile, UploadRefused, address_of, body_of
from assistant.words import fact_text
from knowledge.documents.child import read_in_child
from knowledge.documents.refusals import DocumentRefused
from knowledge.models import LANGS
from knowledge.taxonomy import Taxonomy
from knowledge.text.personal import mask

PATH = "/resume-file"
FIELDS = frozenset({"skills", "education", "school.enrolled", "school.level", "military_months", "region"})
_MOST, _LONGEST = 60, 200


def routes(app: FastAPI, services: Services, turnstile: Turnstile | None = None) -> None:
    """Adds the door for résumés: POST bytes, get `{"facts": [{field, value, words, text}]}` or `{"refused": text}`."""
    gate = turnstile or Turnstile()

    @app.post(PATH)
    async def resume_file(request: Request) -> JSONResponse:
        try:
            async with gate.passage(address_of(request)):
                data = await body_of(request, LIMITS.size)
                facts = await run_in_threadpool(read_facts, data, services.base.taxonomy, services.today())
        except UploadRefused as refused:
            return JSONResponse({"refused": both(f"resume_file.{refused.code}")}, refused.status)
        except DocumentRefused as refused:
            return JSONResponse({"refused": {lang: refused.text[lang] for lang in LANGS}}, 422)
        if not facts:
            return JSONResponse({"refused": both("resume_file.nothing")}, 422)
        return JSONResponse({"facts": [_shown(fact) for fact in facts]})


def read_facts(data: bytes, taxonomy: Taxonomy, today: date) -> tuple[Fact, ...]:
    """The facts of a résumé's bytes. Its name isn't looked at: it often is a person's. Raises DocumentRefused."""
    return facts_of(read_in_child(data, "resume", LIMITS), taxonomy, today)


def take(profile: Profile, raw: Any) -> Profile:
    """The profile with the facts that a browser sends back; what can't be one of them is passed over."""
    merged: dict[str, Fact] = {}
    for field, value, words in _sent(raw):
        old = merged.get(field)
        if old is not None and isinstance(old.value, tuple):
            phrases = dict.fromkeys((*old.words.split(" · "), words))
            merged[field] = Fact(field, (*old.value, *value), " · ".join(phrases)[:_LONGEST])
        elif old is None:
            merged[field] = Fact(field, value, words)
    for fact in merged.values():
        try:
            profile, _ = profile.merge([fact])
        except ProfileError:
            continue
    return profile


def _sent(raw: Any) -> Iterable[tuple[str, Any, str]]:
    try:
        rows: Sequence[Any] = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        return
    for row in rows[:_MOST] if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and row.get("field") in FIELDS:
            value = row.get("value")
            if isinstance(value, list):
                value = tuple(str(one)[:_LONGEST] for one in value[:_MOST])
            yield str(row["field"]), value, mask(str(row.get("words", ""))[:_LONGEST])[0]


def _shown(fact: Fact) -> dict[str, Any]:
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    text = {lang: fact_text(fact.field, fact.value, lang) for lang in LANGS}
    return {"field": fact.field, "value": value, "words": fact.words, "text": text}

