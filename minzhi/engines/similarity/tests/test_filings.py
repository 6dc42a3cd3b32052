"""Copies are found whatever was done to them; honest filings are left alone; whatever comes in, an answer comes out."""

import random
import re
import signal
import subprocess
import sys
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from minzhi.engines.similarity.filings import lexicon, screening
from minzhi.engines.similarity.filings.basis import measured
from minzhi.engines.similarity.filings.daily import screen_new
from minzhi.engines.similarity.filings.evidence import sheet
from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.probing import Index, build
from minzhi.engines.similarity.filings.run import screen_filings
from minzhi.engines.similarity.filings.scoring import fit, shipped
from minzhi.engines.similarity.filings.screening import screen
from minzhi.engines.similarity.filings.signs import packed, spoken, tables
from minzhi.engines.similarity.kernels.reading import normalise
from minzhi.engines.similarity.tests.made.filings import KINDS, make

COUNT = 3000


@pytest.fixture(scope="module")
def made():
    return make(COUNT, seed=71)


@pytest.fixture(scope="module")
def found(made):
    return screen(made.letters, made.bounds)


@pytest.fixture(scope="module")
def index(made):
    return build(made.letters, made.bounds, [str(place) for place in range(COUNT)])


def read(*texts):
    return normalise(*packed(list(texts)), *tables())


def hits(found):
    over = found.over(found.scorer.threshold)
    return set(zip(over.left.tolist(), over.right.tolist(), strict=True))


def test_copies_of_every_kind_are_found(made, found):
    wanted = {(min(one, other), max(one, other)): kind for one, other, kind in made.truth}
    missed = [wanted[pair] for pair in wanted if pair not in hits(found)]
    assert len(missed) <= len(wanted) * 0.05
    assert set(KINDS) - {kind for pair, kind in wanted.items() if pair in hits(found)} == set()


def test_a_text_of_which_half_the_words_are_others_still_meets_its_source(made):
    lot, words = random.Random(5), {}  # noqa: S311 - nothing secret
    texts = [made.text(place) for place in range(400)]

    def another(found):
        new = "".join(lot.choices("某甲乙丙丁戊己庚辛壬癸", k=2))
        return words.setdefault(found.group(), found.group() if lot.random() < 0.5 else new)

    copies = [re.sub("[一-龥]{2}", another, text) for text in texts[:40]]
    met = screen(*packed([*texts, *copies]))
    pairs = set(zip(met.left.tolist(), met.right.tolist(), strict=True))
    assert len(pairs & {(place, 400 + place) for place in range(40)}) >= 32


def test_honest_filings_are_left_alone(made, found):
    assert hits(found) - {(min(one, other), max(one, other)) for one, other, _kind in made.truth} == set()


def test_a_killed_run_goes_on_and_ends_alike(made, found, tmp_path, monkeypatch):
    monkeypatch.setattr(screening, "PART", 1000)

    def stop(stage, done, _all):
        if (stage, done) == ("sketch", 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen(made.letters, made.bounds, folder=tmp_path, tell=stop)
    again = screen(made.letters, made.bounds, folder=tmp_path)
    assert (again.left.tolist(), again.scores.tolist()) == (found.left.tolist(), found.scores.tolist())


KILLED = """
import os, signal, sys
from pathlib import Path
from minzhi.engines.similarity.filings import screening
from minzhi.engines.similarity.tests.made.filings import make
made = make(3000, seed=71)
screening.PART = 1000
def tell(stage, done, _all):
    if (stage, done) == ("sketch", 2):
        os.kill(os.getpid(), signal.SIGKILL)
screening.screen(made.letters, made.bounds, folder=Path(sys.argv[1]), tell=tell)
"""


def test_a_process_killed_at_work_leaves_parts_and_the_next_ends_alike(made, found, tmp_path, monkeypatch):
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)  # noqa: S603 - our own words
    left = {path.name: path.stat().st_ino for path in tmp_path.rglob("sketch-*[0-9].npz")}
    monkeypatch.setattr(screening, "PART", 1000)
    again = screen(made.letters, made.bounds, folder=tmp_path)
    kept = {path.name: path.stat().st_ino for path in tmp_path.rglob("sketch-*[0-9].npz")}
    assert (ended.returncode, len(left) >= 2, left.items() <= kept.items()) == (-signal.SIGKILL, True, True)
    assert (again.left.tolist(), again.scores.tolist()) == (found.left.tolist(), found.scores.tolist())


def test_a_day_of_new_filings_finds_the_pairs_of_the_whole_screening(made, found, index):
    texts = [Filing(str(place), claims=made.text(place)) for place in range(COUNT)]
    new = texts[-300:]
    daily = screen_new(new, index, lambda keys: {key: texts[int(key)] for key in sorted(keys)})
    keys = [filing.key for filing in daily.filings]
    pairs = {tuple(sorted((int(keys[pair.left]), int(keys[pair.right])))) for pair in daily.pairs}
    wanted = {pair for pair in hits(found) if pair[1] >= COUNT - 300}
    assert len(wanted) > 20
    assert (len(pairs - wanted), len(wanted - pairs)) == (0, 0)


def test_the_markers_come_from_the_corpus(made):
    text, bounds, _numbers = normalise(made.letters, made.bounds, *tables())
    words = lexicon.derive(text, bounds)
    assert {"所述", "固定连接", "用于"} <= set(words)
    assert not {"螺栓", "检测", "电机"} & set(words)


def test_with_a_third_of_the_markers_gone_templates_are_still_found():
    made = make(COUNT, seed=72, kinds=("template",))
    basis = measured(made.letters, made.bounds)
    fewer = measured(made.letters, made.bounds, words=basis.words[::3] + basis.words[1::3])
    found = hits(screen(made.letters, made.bounds, basis=fewer))
    assert len({(min(a, b), max(a, b)) for a, b, _kind in made.truth} & found) >= 0.9 * len(made.truth)


def test_a_draft_finds_what_it_was_made_from(made, index):
    source, copy, _kind = next(row for row in made.truth if row[2] == "reworded20")
    assert {str(source), str(copy)} <= {hit.key for hit in index.near(made.text(copy))}


def test_an_honest_draft_finds_nothing(index):
    drafts = make(40, seed=999, share=0)
    assert [index.near(drafts.text(place)) for place in range(40)] == [[]] * 40


def test_an_index_answers_alike_from_its_folder(made, index, tmp_path):
    index.save(tmp_path / "filings")
    draft = made.text(made.truth[0][1])
    assert [hit.key for hit in type(index).open(tmp_path / "filings").near(draft)] == [
        hit.key for hit in index.near(draft)
    ]


def asked(made, index):
    """Return what an index says of copies, of what they were made from, and of filings that it does not hold."""
    others = make(20, seed=998)
    drafts = [made.text(place) for one, other, _kind in made.truth[:40] for place in (one, other)]
    return [index.near(text, least=0.0, limit=50) for text in (*drafts, *(others.text(place) for place in range(20)))]


def some_of(made, first, last):
    ends = made.bounds[first : last + 1]
    return made.letters[ends[0] : ends[-1]], ends - ends[0], [str(place) for place in range(first, last)]


@pytest.mark.parametrize("bounds", [(2999, 3000), (2700, 2701, 3000), (1500, 1501, 2200, 3000), (1, 3000)])
def test_an_index_to_which_filings_were_added_answers_as_one_that_is_built_of_all(made, index, tmp_path, bounds):
    grown = build(*some_of(made, 0, bounds[0]), basis=index.basis)
    grown.save(tmp_path)
    for first, last in pairwise(bounds):
        type(index).open(tmp_path).with_more(*some_of(made, first, last)).save_later()
    assert asked(made, type(index).open(tmp_path)) == asked(made, index)


@pytest.mark.parametrize("times", range(4))
@pytest.mark.parametrize("keep", ["later", "all"])
def test_a_process_that_ends_while_an_index_is_kept_leaves_the_one_before(made, tmp_path, monkeypatch, times, keep):
    build(*some_of(made, 0, 1000)).save(tmp_path)
    before, saved, save = asked(made, Index.open(tmp_path)), [], np.save

    def stop(path, array):
        if len(saved) == times:
            raise KeyboardInterrupt
        saved.append(path)
        save(path, array)

    monkeypatch.setattr(np, "save", stop)
    grown = Index.open(tmp_path).with_more(*some_of(made, 1000, 1100))
    with pytest.raises(KeyboardInterrupt):
        grown.save_later() if keep == "later" else grown.save(tmp_path)
    assert asked(made, Index.open(tmp_path)) == before
    monkeypatch.setattr(np, "save", save)
    grown.save(tmp_path)
    assert asked(made, Index.open(tmp_path)) == asked(made, grown)
    assert [path.suffix for path in tmp_path.iterdir()] == [""]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("一種ＬＥＤ燈", "一种led灯"),
        ("壳体（１２）的长度", "壳体的长度"),
        ("厚\u200b度为12.5ｍｍ", "厚度为0mm"),
        ("НОРЕ牌", "hope牌"),
    ],
)
def test_what_looks_alike_is_read_alike(written, read_as):
    assert spoken(read(written)[0]) == read_as


@pytest.mark.parametrize("hostile", [sign * 1_000_000 for sign in ("一", "，", "\u200b", "𠀀", "a,\ud800一")])
def test_hostile_text_is_answered(index, hostile):
    assert index.near(hostile) == []


def test_a_claim_of_ten_megabytes_is_answered(index):
    lot = np.random.default_rng(1)
    text = "".join(map(chr, lot.integers(0x4E00, 0x9FA5, 3_400_000)))
    assert index.near(text) == []


FIRST = (
    "一种茶叶摊青装置，包括机架和网带，所述机架的顶部固定安装有风机，所述网带与电机传动连接，所述风机的出风口朝向所述网带，"
    "所述机架的一侧设有控制器，所述控制器与所述风机电性连接，所述网带的下方设有接料盘"
)
MORE = (
    "，还包括喷雾器，所述喷雾器位于所述机架的内侧并朝向网带，所述喷雾器与水箱相连通，所述水箱的容积可调，"
    "所述水箱的顶部设有加水口"
)
OTHER = FIRST.replace("风机", "吹风器").replace("网带", "输送带").replace("机架", "支撑架")


def filing(key, text=FIRST, day=date(2023, 5, 4), **more):
    given = {"applicants": ("甲公司",), "kind": "invention", "filed_on": day} | more
    return Filing(key, abstract=text, **given)


def told(one, other):
    basis = measured(*packed([FIRST, OTHER, *(make(50, seed=3).text(place) for place in range(50))]))
    return sheet(one, other, basis, shipped())


def test_the_sheet_says_what_was_swapped_for_what():
    found = told(filing("1"), filing("2", OTHER, applicants=("乙公司",)))
    assert {("网带", "输送带"), ("机架", "支撑架")} <= {(left, right) for left, right, _times in found.swaps}
    assert (found.rule, found.in_order, found.relation) == ("M2", True, None)
    assert {"drawings", "description", "no_family"} <= set(found.unchecked)


@pytest.mark.parametrize(
    ("days", "item"),
    [
        ((date(2023, 5, 4), date(2024, 1, 20)), "N"), ((date(2024, 1, 19), date(2021, 3, 11)), "M"),
        ((date(2021, 3, 10), date(2020, 3, 1)), ""), ((None, None), "N"), ((None, date(2022, 1, 1)), "M"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("other", "number"), [("甲公司", "1"), ("乙公司", "2")])
def test_the_sheet_names_the_item_of_the_list_in_force_when_the_later_was_filed(days, item, other, number):
    found = told(filing("1", day=days[0]), filing("2", day=days[1], applicants=(other,))).as_json()
    assert (found["rule"], bool(found["rule_label"])) == (item and item + number, True)


def test_a_divisional_and_the_twin_of_its_parent_hang_together():
    others = [filing(f"h{place}", make(30, seed=5).text(place), applicants=(f"丙{place}",)) for place in range(30)]
    mine = [filing("1"), filing("2", kind="utility_model"), filing("3", day=date(2024, 5, 4), parent="1")]
    screened = screen_filings([*mine, *others])
    assert [row["relation"] for row in screened.as_json()["pairs"]] == ["same_day", "divisional", "chain"]
    assert screened.leads == []


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (filing("2", kind="utility_model"), "same_day"),
        (filing("2", parent="1"), "divisional"),
        (filing("2", priorities=("1",)), "family"),
        (filing("2", FIRST + MORE, date(2023, 12, 4)), "improvement"),
        (filing("2", applicants=("乙公司",)), None),
        (filing("2"), None),
    ],
)  # fmt: skip
def test_honest_relations_are_recognised_and_said(other, reason):
    found = told(filing("1"), other).relation
    assert (found.code if found else None) == reason


def test_leads_count_what_has_no_honest_reason():
    others = [filing(f"h{place}", make(30, seed=5).text(place), applicants=(f"丙{place}",)) for place in range(30)]
    screened = screen_filings([filing("1"), filing("2", agency="演示代理"), filing("3", kind="utility_model"), *others])
    pairs = {(row["left"], row["right"]): row["relation"] for row in screened.as_json()["pairs"]}
    assert pairs == {("1", "2"): None, ("1", "3"): "same_day", ("2", "3"): "same_day"}
    assert {(lead.kind, lead.name, lead.alike) for lead in screened.leads} == {
        ("applicant", "甲公司", 2),
        ("group", "甲公司", 2),
        ("agency", "演示代理", 1),
        ("window", "甲公司 2023-05", 2),
    }


def test_the_regression_learns_a_line():
    lot = np.random.default_rng(0)
    measures = lot.random((400, 10))
    labels = (measures[:, 0] > 0.5).astype(int)
    assert ((fit(measures, labels, version="t").score(measures) >= 0.5) == labels).mean() > 0.97
