"""Which of the namesakes a report means: one sense for each name, chosen by the company it keeps.

Population says what is likely before reading; the report's own words (what it is put in, countries and provinces
named, demonyms) and the places near it say what is meant here. Two rounds: the second sees the first's choices.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace

from twosource.data.gazetteer import ALIAS, NAMED, SOUND, STEM, Candidate, Gazetteer
from twosource.reading.places_tokens import Found
from twosource.records import Place

_KINDS = {
    "province": ("province", "region"),
    "district": ("district", "province", "region"),
    "town": ("town", "site"),
}
_ROUNDS = 2
_NEAR_KM = 80.0
_SYNTHESISED = {"province": (4, 60.0), "district": (3, 20.0)}


@dataclass(slots=True)
class _Group:
    """All mentions of one name at one level."""

    mentions: list[Found]
    candidates: tuple[Candidate, ...]
    prior: list[float]
    pick: int = 0
    weight: float = 1.0

    @property
    def chosen(self) -> Candidate:
        return self.candidates[self.pick]


def resolve(
    found: list[Found], gazetteer: Gazetteer, hints: Counter[str], context_country: str | None
) -> dict[int, Place]:
    """The place meant, by the mention's first token. `hints` counts countries that demonyms point to."""
    groups = _heard(_groups(found, gazetteer), hints, context_country)
    _support(groups)
    for _ in range(_ROUNDS):
        _choose(groups, hints, context_country)
    places = {}
    for group in groups:
        for mention in group.mentions:
            places[mention.first] = _loosened(_levelled(mention, group.chosen, gazetteer), mention)
    return places


def _groups(found: list[Found], gazetteer: Gazetteer) -> list[_Group]:
    mentions: dict[tuple[str, str | None], list[Found]] = {}
    for one in found:
        if one.candidates:
            mentions.setdefault((one.key, one.level if one.level != "town" else None), []).append(one)
    groups = []
    for (_, level), same in mentions.items():
        if level is None and any(one.level == "town" for one in same):
            level = "town"
        candidates = _fitting(same[0].candidates, level)
        if level in _SYNTHESISED and not any(c.place.kind in _KINDS[level] for c in candidates):
            candidates += tuple(c for c in gazetteer.by_ear(same[0].key) if c.place.kind in _KINDS[level])
        inner = Counter(number for one in same for number in one.inner)
        prior = _priors(candidates, level)
        for at, candidate in enumerate(candidates):
            if candidate.id in inner:
                prior[at] += 4.0
        group = _Group(same, candidates, prior, weight=min(2.0, 0.5 + 0.5 * len(same)))
        group.pick = _best(prior)
        groups.append(group)
    return groups


def _heard(groups: list[_Group], hints: Counter[str], context_country: str | None) -> list[_Group]:
    """Names known by ear only are believed only in a country that the report speaks of; else they stay unknown."""
    spoken = set(hints) | {context_country}
    for group in groups:
        if group.chosen.how != SOUND:
            spoken.add(group.chosen.place.country)
    kept = []
    for group in groups:
        if group.chosen.how == SOUND:
            fitting = [at for at, c in enumerate(group.candidates) if c.place.country in spoken and c.place.country]
            if not fitting:
                continue
            group.candidates = tuple(group.candidates[at] for at in fitting)
            group.prior = [group.prior[at] for at in fitting]
            group.pick = _best(group.prior)
        kept.append(group)
    return kept


def _support(groups: list[_Group]) -> None:
    """A district and a town of it in one report speak for each other, whichever namesakes they are."""
    districts: dict[int, tuple[_Group, int]] = {}
    for group in groups:
        if group.chosen.place.kind == "district" and group.chosen.how == NAMED:
            districts.update((c.id, (group, at)) for at, c in enumerate(group.candidates))
    if not districts:
        return
    for group in groups:
        for at, candidate in enumerate(group.candidates):
            entry = districts.get(candidate.second) if candidate.second is not None else None
            if entry is None or entry[0] is group:
                continue
            worth = min(1.0, math.log10(max(candidate.population, 10)) / 4.5)
            group.prior[at] += 1.8 * worth
            entry[0].prior[entry[1]] += 1.5 * worth
    for group in groups:
        group.pick = _best(group.prior)


def _fitting(candidates: tuple[Candidate, ...], level: str | None) -> tuple[Candidate, ...]:
    """Those of the level that the words say, where there are any."""
    if level in _KINDS:
        kept = tuple(c for c in candidates if c.place.kind in _KINDS[level])
        if level == "district":
            strict = tuple(c for c in kept if c.place.kind == "district")
            kept = strict or kept
        return kept or candidates
    return candidates


def _priors(candidates: tuple[Candidate, ...], level: str | None) -> list[float]:
    towns = [c for c in candidates if c.place.kind == "town"]
    a_country = any(c.place.kind == "country" and c.how == NAMED for c in candidates)
    prior = []
    for candidate in candidates:
        kind = candidate.place.kind
        score = 0.9 * math.log10(max(candidate.population, 200))
        if kind == "country":
            score = 7.5
        if candidate.capital:
            score += 1.0
        if candidate.how == ALIAS:
            score -= 3.0 if a_country else 1.7
        elif candidate.how == STEM and level is None:
            score -= 1.5
        if kind in ("district", "province") and level is None:
            if kind == "district":
                score -= 0.8
            # A bare "Idlib" is the town; the province is said to be one.
            if any(town.inside(candidate) and town.how <= candidate.how for town in towns):
                score -= 2.0
        prior.append(score)
    return prior


def _best(scores: list[float]) -> int:
    return max(range(len(scores)), key=lambda at: (scores[at], -at))


def _choose(groups: list[_Group], hints: Counter[str], context_country: str | None) -> None:
    countries: Counter[str] = Counter()
    for code, count in hints.items():
        countries[code] += 0.5 * min(count, 4)  # type: ignore[assignment]
    divisions: Counter[int] = Counter()
    anchors = []
    for group in groups:
        chosen = group.chosen
        if chosen.place.country:
            countries[chosen.place.country] += group.weight  # type: ignore[assignment]
        for division in {chosen.first, chosen.second, chosen.id} - {None}:
            divisions[division] += group.weight  # type: ignore[index,assignment]
        if chosen.place.kind in ("town", "district", "site"):
            anchors.append((group, chosen.place.lat, chosen.place.lon))
    picks = []
    for group in groups:
        if len(group.candidates) == 1:
            picks.append(0)
            continue
        scores = list(group.prior)
        for at, candidate in enumerate(group.candidates):
            own = group.chosen
            country = candidate.place.country
            if country:
                near = countries[country] - (group.weight if own.place.country == country else 0.0)
                scores[at] += 1.6 * near / (near + 1.5)
                scores[at] += 2.0 if country == context_country else 0.0
            for division in {candidate.first, candidate.second} - {None}:
                mine = group.weight if division in (own.first, own.second, own.id) else 0.0
                near = divisions[division] - mine  # type: ignore[index]
                scores[at] += 1.5 * near / (near + 0.7)
        for at in sorted(range(len(scores)), key=lambda at: -scores[at])[:5]:
            scores[at] += _nearby(group, group.candidates[at], anchors)
        picks.append(_best(scores))
    for group, pick in zip(groups, picks, strict=True):
        group.pick = pick


def _nearby(group: _Group, candidate: Candidate, anchors: list[tuple[_Group, float, float]]) -> float:
    """Up to 1.5 for lying close to another place of the report."""
    best = 1e9
    lat, lon = candidate.place.lat, candidate.place.lon
    shrink = math.cos(math.radians(lat))
    for other, at_lat, at_lon in anchors[:25]:
        if other is not group:
            best = min(best, (lat - at_lat) ** 2 + ((lon - at_lon) * shrink) ** 2)
    return 1.5 * math.exp(-111.0 * math.sqrt(best) / _NEAR_KM) if best < 25 else 0.0


def _levelled(mention: Found, chosen: Candidate, gazetteer: Gazetteer) -> Place:
    """For "X region" where only a town X is known: its province if X is its seat, else a place of that level there."""
    level, place = mention.level, chosen.place
    if level not in _SYNTHESISED or place.kind != "town":
        return place
    number = chosen.first if level == "province" else chosen.second
    if number is not None:
        division = gazetteer.row(number)
        if place.name in division.place.name:
            return division.place
    precision, radius = _SYNTHESISED[level]
    return replace(
        place,
        name=f"{place.name} {mention.word}",
        kind=level,
        precision=precision,
        radius_km=max(place.radius_km, radius),
    )


def _loosened(place: Place, mention: Found) -> Place:
    """Precision 2 for "near" a town, 5 for a border or a part of a country."""
    if mention.looseness == "near" and place.kind in ("town", "site"):
        return replace(place, precision=2, radius_km=max(15.0, 2 * place.radius_km))
    if mention.looseness == "vague" and place.kind != "water":
        return replace(place, precision=5)
    if mention.looseness == "part" and place.kind == "country":
        return replace(place, precision=5)
    return place
