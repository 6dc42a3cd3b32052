"""Areas of indications: GeoJSON polygons, and whether a point lies in one. Degrees of longitude, latitude (WGS 84)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any, NamedTuple

from minzhi.kit.text import mark as _

KM_A_DEGREE = 111.195  # of the mean meridian
LEAST_POINTS, MOST_POINTS = 4, 100_000
Point = tuple[float, float]
Ring = Sequence[Point]
Polygon = Sequence[Ring]


class AreaWrong(ValueError):
    """A file is no area. The text says which place of it is wrong."""


class Place(NamedTuple):
    """Where a point lies: inside, or how many kilometres from the nearest border."""

    is_inside: bool
    km: float


def polygons(given: Mapping[str, Any]) -> list[list[list[Point]]]:
    """Return the polygons of a GeoJSON object (Polygon, MultiPolygon, Feature, FeatureCollection), as rings.

    Raises `AreaWrong`: other geometry, open or short rings, places that are not on earth.
    """
    found = [_polygon(each) for each in _geometries(given)]
    if not found:
        raise AreaWrong(_("文件里没有面（Polygon、MultiPolygon）。"))
    if sum(len(ring) for polygon in found for ring in polygon) > MOST_POINTS:
        raise AreaWrong(_("界线的点太多，请先化简到10万个点以内。"))
    return found


def _geometries(given: Any) -> Iterator[Any]:  # noqa: ANN401 - a hostile file may hold anything
    kind = given.get("type") if isinstance(given, Mapping) else None
    if kind == "FeatureCollection":
        for feature in _list(given.get("features")):
            yield from _geometries(feature)
    elif kind == "Feature":
        yield from _geometries(given.get("geometry"))
    elif kind == "Polygon":
        yield given.get("coordinates")
    elif kind == "MultiPolygon":
        yield from _list(given.get("coordinates"))
    else:
        raise AreaWrong(_("不是GeoJSON的面：只接受Polygon、MultiPolygon及其Feature。"))


def _polygon(given: Any) -> list[list[Point]]:  # noqa: ANN401 - a hostile file may hold anything
    rings = [[_point(each) for each in _list(ring)] for ring in _list(given)]
    if not rings or any(len(ring) < LEAST_POINTS or ring[0] != ring[-1] for ring in rings):
        raise AreaWrong(_("有一圈界线没有闭合，或不足三个顶点。"))
    return rings


def _point(given: Any) -> Point:  # noqa: ANN401 - a hostile file may hold anything
    match given:
        case [int() | float() as east, int() | float() as north, *_] if abs(east) <= 180 and abs(north) <= 90:  # noqa: PLR2004 - degrees
            return float(east), float(north)
    raise AreaWrong(_("有一个点不是经纬度（经度在前，纬度在后，以度为单位）。"))


def _list(given: Any) -> list[Any]:  # noqa: ANN401 - a hostile file may hold anything
    if not isinstance(given, list):
        raise AreaWrong(_("坐标不是列表。"))
    return given


def locate(point: Point, area: Iterable[Polygon]) -> Place:
    """Say whether a point lies in an area (a border belongs to it), and how far from the nearest border it is."""
    area = list(area)
    km = min(_distance(point, one, other) for polygon in area for ring in polygon for one, other in pairwise(ring))
    inside = any(
        _within(point, polygon[0]) and not any(_within(point, hole) for hole in polygon[1:]) for polygon in area
    )
    return Place(inside or km == 0, km)


def _within(point: Point, ring: Ring) -> bool:
    """Count how often a ray to the east crosses the ring: an odd number means inside."""
    east, north = point
    odd = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > north) != (y2 > north) and east < (x2 - x1) * (north - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _distance(point: Point, one: Point, other: Point) -> float:
    """Return kilometres from a point to a piece of border, on a plane that touches the earth at the point."""
    across = KM_A_DEGREE * cos(radians(point[1]))
    (x1, y1), (x2, y2) = (
        ((east - point[0]) * across, (north - point[1]) * KM_A_DEGREE) for east, north in (one, other)
    )
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0 if length == 0 else max(0, min(1, -(x1 * dx + y1 * dy) / length))
    return hypot(x1 + along * dx, y1 + along * dy)


def apart(one: Sequence[float], other: Sequence[float]) -> float:
    """Return kilometres between two places that are not far from each other.

    >>> round(apart((119.3, 26.1), (118.1, 24.5)))
    215
    """
    across = KM_A_DEGREE * cos(radians((one[1] + other[1]) / 2))
    return hypot((one[0] - other[0]) * across, (one[1] - other[1]) * KM_A_DEGREE)
