"""Lists of indications, producers, batches; what a scan tells, which labels look copied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from math import cos, radians
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from minzhi.kit import clock
from minzhi.programmes.geographical_indications.models import Batch, Laboratory, Plot, Producer, Report, Run, Scan
from minzhi.programmes.geographical_indications.queries.users import area_on, coverage, entry_of, is_user
from minzhi.programmes.geographical_indications.rules.alarms import ALARM, Reach, copies
from minzhi.programmes.geographical_indications.rules.areas import Point
from minzhi.programmes.geographical_indications.rules.coverage import Coverage
from minzhi.records.indications.models import Indication, IndicationRight
from minzhi.records.parameters.queries import NoParameter, value
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.listing import Column, Listing

WIDTH, EDGE, LOOKS = 640, 12, 200


def indications() -> QuerySet[Indication]:
    return Indication.objects.select_related("place").prefetch_related(Prefetch("rights"))


def rights_of(indication: Indication, on: date) -> QuerySet[IndicationRight]:
    return indication.rights.filter(valid_on(on))


def producers(query: Mapping[str, str]) -> QuerySet[Producer]:
    """Return the producers that the scope may see, of one indication where the query names it."""
    rows: QuerySet[Producer] = Producer.objects.select_related("indication", "unit")
    wanted = query.get("indication", "")
    return rows.filter(indication__name=wanted) if wanted else rows


LISTINGS = (
    Listing(
        "producers", _("地理标志生产者"), "geographical_indications:producers",
        (
            Column(_("地理标志"), lambda row: row.indication.name),
            Column(_("生产者"), lambda row: row.name),
            Column(_("统一社会信用代码"), lambda row: row.credit_code),
            Column(_("生产地址"), lambda row: row.address),
            Column(_("年产值，万元"), lambda row: row.output, "number"),
            Column(_("列入依据"), lambda row: row.source),
            Column(_("列入日"), lambda row: row.listed_on, "day"),
            Column(_("退出日"), lambda row: row.left_on, "day"),
        ),
        producers,
    ),
)  # fmt: skip


def seen_coverage(indication: Indication, on: date) -> Coverage:
    """Return the coverage among the producers that the scope may see."""
    return coverage(Producer.objects.filter(indication=indication), on)


@dataclass(frozen=True)
class Picture:
    """An area as a drawing: paths, and where producers stand, in the picture's own units.

    `asked` is the place that somebody asks about; it is always within the picture.
    """

    width: int
    height: int
    path: str
    points: Sequence[tuple[Producer, str, str, bool]]
    asked: tuple[str, str] | None


def picture(indication: Indication, on: date, asked: Point | None = None) -> Picture | None:
    """Draw the area in force with the producers that the scope may see; nothing where none was drawn."""
    area = area_on(indication, on)
    if area is None:
        return None
    rings = list(chain.from_iterable(area.polygons))
    east, north = zip(*chain.from_iterable(rings), *([asked] if asked else []), strict=True)
    narrow = cos(radians((max(north) + min(north)) / 2))  # a degree of longitude beside one of latitude
    scale = (WIDTH - 2 * EDGE) / max((max(east) - min(east)) * narrow, max(north) - min(north), 1e-9)

    def put(point: Point) -> tuple[str, str]:
        return f"{EDGE + (point[0] - min(east)) * narrow * scale:.1f}", f"{EDGE + (max(north) - point[1]) * scale:.1f}"

    path = " ".join("M" + " L".join(" ".join(put(point)) for point in ring) + " Z" for ring in rings)
    there = Producer.objects.filter(indication=indication, longitude__isnull=False, left_on__isnull=True)
    points = [(each, *put((each.longitude, each.latitude)), is_user(each)) for each in there]
    width, height = (max(east) - min(east)) * narrow * scale, (max(north) - min(north)) * scale
    return Picture(int(2 * EDGE + width), int(2 * EDGE + height), path, points, put(asked) if asked else None)


def plots(indication: Indication, on: date) -> QuerySet[Plot]:
    return Plot.objects.filter(valid_on(on), indication=indication)


def batches(producer: Producer) -> QuerySet[Batch]:
    """Return a producer's batches, each with its print runs."""
    return Batch.objects.filter(producer=producer).prefetch_related(Prefetch("runs", Run.unscoped.all()))


@dataclass(frozen=True)
class Glance:
    """What a scan page says of a label today."""

    run: Run
    serial: int
    is_user: bool
    entry: object
    scans: int
    places: int
    suspicious: bool
    why: str


def glance(run: Run, serial: int) -> Glance:
    """Return the standing of a label's producer now, and how often and where the label was looked at."""
    scans, day = Scan.objects.filter(run=run, serial=serial), clock.today()
    rows = scans.aggregate(Count("pk"), Count("place", distinct=True))
    leapt = rows["place__count"] > 1 and reach(day).leapt(_looks(scans))
    said = copies(rows["pk__count"], rows["place__count"], leapt=leapt, on=day)
    entry = entry_of(run.producer)
    return Glance(
        run, serial, is_user(run.producer) if entry else False, entry, rows["pk__count"], rows["place__count"],
        said.result == ALARM, said.row.says,
    )  # fmt: skip


def _looks(scans: QuerySet[Scan]) -> list[tuple[datetime, str]]:
    """Return when and in which city the latest looks were that said so."""
    rows = scans.filter(place__isnull=False).order_by("-pk").values_list("scanned_at", "place_id")
    return list(rows[:LOOKS])


def reach(on: date) -> Reach:
    """Return how fast a label can travel by the office's parameters; without them nothing is too fast."""
    try:
        points, limits = (value(f"geographical_indications.{name}", on=on).value for name in ("city_points", "leap"))
    except NoParameter:
        return Reach({}, 0, 0)
    return Reach(points, float(limits["km"]), float(limits["speed"]))


def copied(on: date, limit: int = 50) -> list[Glance]:
    """Return the labels that look copied, among the runs that the scope may see."""
    rows = Scan.objects.filter(run__in=Run.objects.all()).values("run", "serial")
    often = rows.annotate(count=Count("pk"), places=Count("place", distinct=True)).filter(count__gt=1, places__gt=1)
    far = reach(on)
    suspicious = [row for row in often if _looks_copied(row, far, on)]
    runs = Run.objects.select_related("producer", "batch").in_bulk([row["run"] for row in suspicious])
    return [glance(runs[row["run"]], row["serial"]) for row in suspicious[:limit]]


def _looks_copied(row: Mapping[str, Any], far: Reach, on: date) -> bool:
    leapt = far.leapt(_looks(Scan.objects.filter(run=row["run"], serial=row["serial"])))
    return copies(row["count"], row["places"], leapt=leapt, on=on).result == ALARM


@dataclass(frozen=True)
class Known:
    """A laboratory, how many reports of it are kept, and how many of those failed."""

    laboratory: Laboratory
    reports: int
    failed: int


def laboratories() -> list[Known]:
    """Return the laboratories with the reports that the scope may see."""
    rows = Report.objects.values("laboratory", "accreditation")
    counted = rows.annotate(count=Count("pk"), failed=Count("pk", filter=Q(passed=False))).order_by()
    found = {(row["laboratory"], row["accreditation"]): (row["count"], row["failed"]) for row in counted}
    return [Known(each, *found.get((each.name, each.accreditation), (0, 0))) for each in Laboratory.objects.all()]


def is_listed(name: str, accreditation: str, on: date) -> bool:
    """Tell whether a laboratory was on the register with its accreditation on a day."""
    return Laboratory.objects.filter(valid_on(on), name=name, accreditation=accreditation).exists()


def reports_of(producer: Producer) -> list[tuple[Report, bool]]:
    """Return a producer's reports, and of each whether its laboratory was on the register on that day."""
    rows = producer.reports(manager="unscoped").all()
    return [(each, is_listed(each.laboratory, each.accreditation, each.tested_on)) for each in rows]
