"""Sample openings, one after the other: each depends on the seed, the anchor and its number alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge.library.sample.advert import AdvertWriter
from knowledge.library.sample.chance import Deck, dice, weighted
from knowledge.library.sample.employers import invent_employer
from knowledge.library.sample.places import places_by_sido
from knowledge.library.sample.skills import SkillNames
from knowledge.library.sample.terms import draw_terms, draw_window, rank
from knowledge.library.sample.words import Job, load_words
from knowledge.models import ANYWHERE, Opening
from knowledge.taxonomy import load_taxonomy

# How often a sido comes up in a round of openings. Every one comes at least once, so none is ever empty.
_SIDO_CARDS = {"41000": 5, "11000": 4, "28000": 2, "26000": 2, "48000": 2, "44000": 2, "12000": 2}
_EMPLOYERS_PER_OPENING = 0.03  # of one trade in one sido; a third of the employers post more than once


IN_CLUSTERS = 0.6  # share of factory jobs that lie where factories cluster; the others are anywhere


class OpeningMaker:
    """Makes the openings of one catalogue."""

    def __init__(self, anchor: date, seed: int, count: int) -> None:
        """Raises LibraryError or TaxonomyError if the data files can't be read."""
        self._anchor, self._seed, self._count = anchor, seed, count
        self._words, self._taxonomy = load_words(), load_taxonomy()
        self._writer = AdvertWriter(self._words, SkillNames(self._taxonomy))
        self._places = places_by_sido(self._taxonomy.regions, self._words.hubs)
        cards = {sido: _SIDO_CARDS.get(sido, 1) for sido in self._places}
        self._sidos = {now: Deck(f"{seed}:sido:{now}", cards) for now in (True, False)}
        self._jobs = Deck(f"{seed}:job", {key: job.weight for key, job in self._words.jobs.items()})

    def make(self, at: int) -> Opening:
        """Opening number `at`, counted from 0."""
        rng = dice(self._seed, "opening", at)
        job = self._words.jobs[self._jobs.deal(at)]
        profile = self._words.profiles[job.profile]
        region = self._region(at, job)
        trade = rng.choice(job.trades or profile.industries)
        staff_pool = max(2, round(self._count * _EMPLOYERS_PER_OPENING / 8))
        employer = invent_employer(
            self._words, self._seed, region[:2], trade, rng.randrange(staff_pool), self._anchor.year
        )
        window = draw_window(rng, at, self._count, self._anchor)
        place = self._taxonomy.regions.name(region, "ko")
        terms = draw_terms(rng, job, profile, window, (region, place), self._words.minimum_wage)
        advert = self._writer.write(rng, job, employer, terms)
        return Opening(
            id=f"sample-o-{at + 1:05d}", source="sample", sample=True, title=advert.title, employer=employer.name,
            region=ANYWHERE if terms.remote == "full" else region, employment=terms.employment, pay=terms.pay,
            posted=window.posted, closes=window.closes, occupation=job.occupation, required=advert.required,
            preferred=advert.preferred, experience=terms.years, education=terms.education, body=advert.body,
            remote=bool(terms.remote), withdrawn=window.withdrawn, weekly_hours=terms.weekly_hours, shift=terms.shift,
            dormitory=terms.dormitory, licences=terms.licences, permits=terms.permits, sme=employer.sme, ax=employer.ax,
        )  # fmt: skip

    def _region(self, at: int, job: Job) -> str:
        rng = dice(self._seed, "place", at)
        if job.regions:
            return rng.choice(job.regions)
        if job.profile.startswith("plant") and rng.random() < IN_CLUSTERS:
            return weighted(rng, self._words.plants)
        now, place = rank(at)
        return weighted(rng, self._places[self._sidos[now].deal(place)])


def iter_openings(anchor: date, seed: int = 1, *, count: int = 2_000) -> Iterator[Opening]:
    """`count` sample openings around `anchor`, one at a time. Raises LibraryError or TaxonomyError."""
    maker = OpeningMaker(anchor, seed, count)
    return (maker.make(at) for at in range(count))
