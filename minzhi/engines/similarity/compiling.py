"""Compiles ahead what comparisons call, so that nobody who asks has to wait for it: half a minute, once a version."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.probing import Index, build
from minzhi.engines.similarity.filings.run import screen_filings
from minzhi.engines.similarity.filings.signs import packed
from minzhi.engines.similarity.kernels import are_compiled, note_compiled
from minzhi.engines.similarity.logos.index import build as build_logos
from minzhi.engines.similarity.logos.reading import framed
from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.arrays import Mark
from minzhi.engines.similarity.marks.channels import closeness
from minzhi.engines.similarity.marks.index import Asked, MarkIndex

CLAIM = (
    "一种{0}装置，包括机架和{1}，所述机架的顶部固定安装有{2}，所述{1}与{3}传动连接，所述{2}的出风口朝向所述{1}，"
    "所述机架的一侧设有{0}控制器，所述控制器与所述{2}电性连接，所述{1}的下方设有{3}，厚度为{4}毫米。"
)
NOUNS = "茶叶 网带 风机 电机 水箱 喷头 支架 滤网 阀门 导轨 料斗 螺栓 轴承 弹簧 齿轮 传感器".split()  # noqa: SIM905 - a row of words
TEXTS, PICTURES, HALF = 48, 40, 0.5
DAY = date(2023, 1, 1)


def compile_all() -> bool:
    """Call every way of comparing on a few made-up things; returns whether that was still to be done."""
    if are_compiled():
        return False
    _filings()
    _marks()
    _logos()
    note_compiled()
    return True


def _filings() -> None:
    def text(at: int) -> str:
        return CLAIM.format(*(NOUNS[(at * step + step) % len(NOUNS)] for step in (1, 3, 5, 7)), at)

    given = [Filing(str(at), claims=text(at % (TEXTS - 8)), applicants=(f"甲{at}",)) for at in range(TEXTS)]
    with TemporaryDirectory() as folder:
        screened = screen_filings(given, folder=Path(folder) / "run")
        for pair in screened.pairs[:1]:
            screened.sheet(pair)
        build(*packed([each.text for each in given]), [each.key for each in given]).save(Path(folder) / "index")
        Index.open(Path(folder) / "index").near(given[0].text)


def _marks() -> None:
    known = [Mark(text, classes=("30",)) for text in ("武夷星", "武姨星", "WUYIXING", "星夷武")]
    index = MarkIndex(known, Alphabet(None))
    for text in ("武夷星", "WUYIXIN"):
        index.near(Asked(text, DAY, ("30",)))
    closeness("福州", "福洲")


def _logos() -> None:
    """Compare pictures of squares by lot."""
    lot = np.random.default_rng(1)
    squares = (np.kron(lot.random((8, 8)) > HALF, np.ones((16, 16), bool)) for _one in range(PICTURES))
    drawn = [framed(np.where(each, 0, 255).astype(np.uint8)) for each in squares]
    build_logos(drawn, [str(at) for at in range(PICTURES)]).near(drawn[0])
