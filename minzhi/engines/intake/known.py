"""What the house knows already: sources that fill fields of report forms, so that nobody types them again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from minzhi.engines.intake.rules.headings import likeness
from minzhi.kit.text import mark as _
from minzhi.records.units.models import Unit

Filled = Mapping[str, str]
LIKE_ENOUGH = 0.75


@dataclass(frozen=True)
class Known:
    """One value that a source can give, with the names that forms give it."""

    name: str
    title: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Values of a unit in a period. A `many` source gives one row a thing (a duty, a case), else one row in all."""

    key: str
    title: str
    gives: Sequence[Known]
    rows: Callable[[Unit, str, date], Sequence[Filled]]
    many: bool = False


def _of_unit(unit: Unit, period: str, on: date) -> Sequence[Filled]:
    place = unit.place
    return [
        {
            "name": unit.name, "short": unit.short, "kind": str(unit.get_kind_display()), "period": period,
            "place": place.name if place else "", "place_code": place.code if place else "", "day": on.isoformat(),
        }
    ]  # fmt: skip


UNIT = Source(
    "unit", _("单位登记"),
    (
        Known("name", _("单位名称"), ("填报单位", "报送单位", "单位")),
        Known("short", _("单位简称"), ("地区", "地市")),
        Known("kind", _("单位类别")),
        Known("place", _("行政区划"), ("所在地", "所属区划")),
        Known("place_code", _("区划代码"), ("行政区划代码",)),
        Known("period", _("期次"), ("报告期", "季度", "填报期")),
        Known("day", _("填报日期"), ("报送日期", "填表日期")),
    ),
    _of_unit,
)  # fmt: skip
_sources: dict[str, Source] = {UNIT.key: UNIT}


def register_known(source: Source) -> None:
    """Let a room's records fill forms."""
    _sources[source.key] = source


def sources() -> dict[str, Source]:
    return dict(_sources)


def find_known(title: str) -> list[tuple[str, str, str]]:
    """Return which sources have a field: (key ``source.name``, title, title of the source), the likest first."""
    found = []
    for source in _sources.values():
        for known in source.gives:
            score = max(likeness(title, name) for name in (known.title, *known.synonyms))
            if score >= LIKE_ENOUGH:
                found.append((score, f"{source.key}.{known.name}", known.title, source.title))
    return [(key, named, of) for _score, key, named, of in sorted(found, key=lambda each: (-each[0], each[1]))]
