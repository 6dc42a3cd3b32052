"""Which ground of the law a hit would rest on; dated rows, each with its source. The officer chooses."""

from dataclasses import dataclass
from datetime import date

from minzhi.engines.similarity.marks import goods
from minzhi.kit.text import mark as _

IDENTICAL, SIMILAR, REVIEW, NOT_SIMILAR = "identical", "similar", "review", "not_similar"
FINDINGS = {IDENTICAL: _("相同"), SIMILAR: _("近似"), REVIEW: _("需人工判断"), NOT_SIMILAR: _("仅凭比对不足以认定近似")}


@dataclass(frozen=True)
class Ground:
    """A ground: what it covers, from when to when it is law, where it is written, who confirmed it (null: nobody)."""

    code: str
    text: str
    goods: tuple[str, ...]
    since: date
    until: date | None
    source: str
    confirmed_by: str | None = None


LAW_2019, LAW_2026 = date(2019, 11, 1), date(2027, 1, 1)
SAME_GOODS = (goods.SAME, goods.SIMILAR, goods.CROSS)
TABLE = (
    Ground(
        "earlier_mark",
        _("与他人在同一种或者类似商品上已经注册、初步审定或者申请在先的商标相同或者近似"),
        SAME_GOODS,
        LAW_2019,
        LAW_2026,
        _("《商标法》（2019年修正）第三十条、第三十一条"),
    ),
    Ground(
        "well_known",
        _("商品不类似，只有对方是驰名商标时才有依据"),
        (goods.OTHER,),
        LAW_2019,
        LAW_2026,
        _("《商标法》（2019年修正）第十三条第三款"),
    ),
    Ground(
        "earlier_mark",
        _("与他人在同一种或者类似商品上已经注册、初步审定或者申请在先的商标相同或者近似"),
        SAME_GOODS,
        LAW_2026,
        None,
        _("《商标法》（2026年修订），条号尚未核对"),
    ),
    Ground(
        "well_known",
        _("商品不类似，只有对方是驰名商标时才有依据"),
        (goods.OTHER,),
        LAW_2026,
        None,
        _("《商标法》（2026年修订），条号尚未核对"),
    ),
)


def ground(kind: str, on: date) -> Ground | None:
    """Return the ground that goods so near to each other would rest on at a day; None where the goods are not known."""
    valid = (row for row in TABLE if row.since <= on and (row.until is None or on < row.until))
    return next((row for row in valid if kind in row.goods), None)
