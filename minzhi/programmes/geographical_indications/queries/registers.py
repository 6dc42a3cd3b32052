"""Lists of indications, producers, batches; what a scan tells, which labels look copied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from minzhi.kit import clock
from minzhi.programmes.geographical_indications.models import Batch, Plot, Producer, Run, Scan
from minzhi.programmes.geographical_indications.queries.users import area_on, coverage, entry_of, is_user
from minzhi.programmes.geographical_indications.rules.alarms import ALARM, copies
from minzhi.programmes.geographical_indications.rules.coverage import Coverage
from minzhi.records.indications.models import Indication, IndicationRight
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.listing import Column, Listing

WIDTH, EDGE = 640, 12


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
    """An area as a drawing: paths, and where producers stand, in the picture's own units."""

    width: int
    height: int
    path: str
    points: Sequence[tuple[Producer, str, str, bool]]


def picture(indication: Indication, on: date) -> Picture | None:
    """Draw the area in force with the producers that the scope may see; nothing where none was drawn."""
    area = area_on(indication, on)
    if area is None:
        return None
    rings = list(chain.from_iterable(area.polygons))
    east, north = zip(*chain.from_iterable(rings), strict=True)
    scale = (WIDTH - 2 * EDGE) / max(max(east) - min(east), max(north) - min(north), 1e-9)

    def put(point: tuple[float, float]) -> tuple[str, str]:
        return f"{EDGE + (point[0] - min(east)) * scale:.1f}", f"{EDGE + (max(north) - point[1]) * scale:.1f}"

    path = " ".join("M" + " L".join(" ".join(put(point)) for point in ring) + " Z" for ring in rings)
    there = Producer.objects.filter(indication=indication, longitude__isnull=False, left_on__isnull=True)
    points = [(each, *put((each.longitude, each.latitude)), is_user(each)) for each in there]
    height = int(2 * EDGE + (max(north) - min(north)) * scale)
    return Picture(WIDTH, height, path, points)


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
    rows = Scan.objects.filter(run=run, serial=serial).aggregate(Count("pk"), Count("place", distinct=True))
    said = copies(rows["pk__count"], rows["place__count"], on=clock.today())
    entry = entry_of(run.producer)
    return Glance(
        run, serial, is_user(run.producer) if entry else False, entry, rows["pk__count"], rows["place__count"],
        said.result == ALARM, said.row.says,
    )  # fmt: skip


def copied(on: date, limit: int = 50) -> list[Glance]:
    """Return the labels that look copied, among the runs that the scope may see."""
    rows = Scan.objects.filter(run__in=Run.objects.all()).values("run", "serial")
    often = rows.annotate(count=Count("pk"), places=Count("place", distinct=True)).filter(count__gt=1, places__gt=1)
    suspicious = [row for row in often if copies(row["count"], row["places"], on=on).result == ALARM]
    runs = Run.objects.select_related("producer", "batch").in_bulk([row["run"] for row in suspicious])
    return [glance(runs[row["run"]], row["serial"]) for row in suspicious[:limit]]
