"""The pictures of a run, each made from the figures that were kept with it."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from minzhi.engines.search import api as search
from minzhi.programmes.navigation.models import Node, Run
from minzhi.programmes.navigation.queries.analysing import standings, summed, together
from minzhi.programmes.navigation.queries.book import EFFECT, limits, placed
from minzhi.programmes.navigation.rules import drawing
from minzhi.records.units.models import Unit

SHOWN = 12


@dataclass(frozen=True)
class Picture:
    """One picture with its name, its sentence, and the numbers it is drawn from."""

    key: str
    title: str
    says: str
    svg: SafeString
    head: tuple[str, ...]
    rows: list[tuple[object, ...]]


def _picture(
    key: str, title: str, says: str, svg: str, head: tuple[str, ...], rows: list[tuple[object, ...]]
) -> Picture:
    return Picture(key, title, says, mark_safe(svg), head, rows)  # noqa: S308 - drawn here, every text escaped


def pictures(run: Run, on: date) -> list[Picture]:
    """Return the pictures of a run that have something to show."""
    made = (
        _chain(run, on),
        _trend(run, on),
        _applicants(run),
        _places(run),
        _classes(run),
        _network(run),
        _matrix(run),
        _labels(run),
    )
    return [picture for picture in made if picture.rows]


def _chain(run: Run, on: date) -> Picture:
    verdicts = {row.title: row.verdict for row in standings(run, on)}
    tree = [each for each in placed(run.case, run) if each.line and each.node.stage != EFFECT]
    order = {stage: at for at, stage in enumerate(Node.Stage.values)}
    nodes = [
        (each.node.get_stage_display(), each.node.title, each.depth, each.line.families,
         verdicts.get(each.node.title, ""))
        for each in sorted(tree, key=lambda each: order[each.node.stage])
        if each.line
    ]  # fmt: skip
    title, says = _("产业链树"), _("各环节节点的同族数；绿边为强链，橙边为补链。")
    return _picture("chain", title, says, drawing.chain_tree(nodes, says), (_("环节"), _("节点"), _("同族数")),
                    [(stage, name, count) for stage, name, _depth, count, _verdict in nodes])  # fmt: skip


def _trend(run: Run, on: date) -> Picture:
    filed, published = ({int(year): n for year, n in summed(run, name)} for name in ("filed", "published"))
    title = _("申请和公开趋势")
    says = _("按最早申请日和最早公开日分年的同族数；灰底的年份还没有公开完。")
    first_open = run.run_on.year - limits(on).growth_lag + 1
    svg = drawing.trend(((_("按申请年"), filed), (_("按公开年"), published)), says, open_from=first_open)
    rows: list[tuple[object, ...]] = [
        (year, filed.get(year, 0), published.get(year, 0)) for year in sorted({*filed, *published})
    ]
    return _picture("trend", title, says, svg, (_("年份"), _("按申请年"), _("按公开年")), rows)


def _applicants(run: Run) -> Picture:
    rows = summed(run, "applicants")[:20]
    says = _("申请人按同族数的份额；姓名照公开文本。")
    return _picture(
        "applicants", _("申请人矩形树图"), says, drawing.tree_map(rows, says), (_("申请人"), _("同族数")), list(rows)
    )


def _places(run: Run) -> Picture:
    counts = dict(summed(run, "cities"))
    rows = Unit.objects.filter(map_row__isnull=False, place__isnull=False).select_related("place")
    tiles = [(unit.place.name, unit.map_row or 0, unit.map_column or 0) for unit in rows if unit.place]
    says = _("本省各地的同族数，按位置排成方块；红边为定位的区域。")
    svg = drawing.tiles(tiles, counts, says, here=run.place)
    shown: list[tuple[object, ...]] = [(name, counts.get(name, 0)) for name, _row, _column in tiles] if counts else []
    return _picture("places", _("区域方块图"), says, svg, (_("地方"), _("同族数")), shown)


def _classes(run: Run) -> Picture:
    rows = summed(run, "classes")[:SHOWN]
    names = search.class_titles([symbol for symbol, _count in rows])
    named = [(f"{symbol} {names.get(symbol, '')}".strip(), count) for symbol, count in rows]
    says = _("国际专利分类小类的同族数。")
    return _picture("classes", _("分类分布"), says, drawing.bars(named, says), (_("分类"), _("同族数")), list(named))


def _network(run: Run) -> Picture:
    rows = together(run)[:SHOWN]
    says = _("共同申请的申请人；线越粗，共同申请的同族越多。")
    return _picture("network", _("申请人合作网络"), says, drawing.network(rows, says),
                    (_("申请人"), _("共同申请人"), _("同族数")), list(rows))  # fmt: skip


def _matrix(run: Run) -> Picture:
    cells = [(row, column, count) for row, column, count in run.matrix]
    says = _("每个节点与每种技术功效共有的同族数；空处是可能的空白点。")
    return _picture("matrix", _("技术功效矩阵"), says, drawing.matrix(cells, says),
                    (_("节点"), _("技术功效"), _("同族数")), list(cells))  # fmt: skip


def _labels(run: Run) -> Picture:
    cells = [(row, column, count) for row, column, count in run.labels]
    says = _("每个节点的文献中有各标引词的同族数；标引由项目组逐件作出。")
    return _picture("labels", _("标引分布"), says, drawing.matrix(cells, says),
                    (_("节点"), _("标引"), _("同族数")), list(cells))  # fmt: skip
