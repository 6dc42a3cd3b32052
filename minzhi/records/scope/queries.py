"""What an actor may see."""

from collections.abc import Collection, Sequence
from datetime import date

from minzhi.records.scope.ambient import Scope
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import paths_of
from minzhi.records.units.roles import ADMINISTRATORS

PROVINCE_WIDE = frozenset({Unit.Kind.PROVINCE, Unit.Kind.DIVISION, Unit.Kind.CENTRE})


def scope_of(actors: Sequence[Actor], *, on: date) -> Scope:
    """Return the scope of somebody who may act in several posts; administrators see no casework at all.

    Divisions and centres work for the whole province, so they look from its top; a city, county or
    station looks from itself downwards.
    """
    at_work = [actor for actor in actors if actor.role not in ADMINISTRATORS]
    paths = _paths(at_work, on)
    wide = {actor.unit.key for actor in at_work if actor.unit.kind in PROVINCE_WIDE}
    seen = {path.split("/")[0] + "/" if path.rstrip("/").split("/")[-1] in wide else path for path in paths}
    return Scope(on=on, paths=tuple(sorted(seen)), units=tuple(sorted({actor.unit.pk for actor in at_work})))


def _paths(at_work: Sequence[Actor], on: date) -> Collection[str]:
    """Return where the actors' units stand; a post that was read for a day knows it already."""
    known = [getattr(actor.post, "path", None) for actor in at_work]
    return paths_of({actor.unit for actor in at_work}, on=on) if None in known else set(filter(None, known))
