"""The parts of the benchmark of similarity that are about marks, logos and names."""

import csv
import gzip
import json
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bench.frame import Cost, Row
from minzhi.engines.similarity.logos import index as logos
from minzhi.engines.similarity.logos.reading import framed
from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.arrays import Mark
from minzhi.engines.similarity.marks.index import Asked, MarkIndex
from minzhi.engines.similarity.names.matching import Matcher
from minzhi.engines.similarity.names.parsing import Gazetteer
from minzhi.engines.similarity.tests.made.logos import CHANGES, changed, drawn
from minzhi.engines.similarity.tests.made.names import homophones, parties, written

SEED, LOGOS, MARKS, ASKED, SHOWN, SHORT, LONG = 4001, 1000, 100_000, 280, 50, 2, 6
MILLION, WITHIN = 1_000_000, 0.02
DAY, CLASSES, EVERY, COMMON = date(2026, 1, 1), 45, 5, 1500
HOME = Path(os.environ.get("MINZHI_HOME", "build/bench")) / "similarity"
REAL = Path(os.environ.get("MINZHI_DATA", "../shared/data"))
SIGNS = "闽海山峰瑞丰顺达华兴盛荣明远金龙宏泰建安信诚德润泽嘉禾茂源景昌翔宇凌云晨曦"
TRADES = "仪表 石材 陶瓷 船舶 卫浴 五金 钟表 玩具 饲料 造纸 橡胶 阀门".split()  # noqa: SIM905 - a row of words
BRAND = 4
KINDS = ("shape", "sound", "order", "insert", "replace", "all sound", "both")


def p95(costs) -> Cost:
    """Return the 95th percentile of CPU and of wall time."""
    return Cost(*(float(np.quantile(each, 0.95)) for each in zip(*costs, strict=True)), 0)


def marks(count: int = MARKS) -> Iterator[Row]:
    """Yield what look-alikes planted among marks cost to find, in all classes and in one, beside Levenshtein."""
    lot, alphabet = random.Random(SEED), Alphabet.kept(HOME)  # noqa: S311 - nothing secret
    known = _known(count, alphabet, lot)
    asked = lot.sample([text for text in known if set(text) <= alphabet.places.keys()], ASKED)
    planted = [_alike(text, KINDS[at % len(KINDS)], alphabet, lot) for at, text in enumerate(asked)]
    classes = [(f"{lot.randrange(CLASSES) + 1:02}",) for _mark in known]
    given = [*zip(known, classes, strict=True), *((text, ("30",)) for text in planted)]
    index = MarkIndex([Mark(text, str(at), of) for at, (text, of) in enumerate(given)], alphabet)
    peer, theirs = _levenshtein(asked, planted, known + planted)
    for narrowed in ((), ("30",)):
        costs, hits = [], []
        for text, other in zip(asked, planted, strict=True):
            index.near(Asked(text, DAY, narrowed), limit=SHOWN)  # its characters' rows are kept, as in daily use
            cpu, wall = process_time(), perf_counter()
            near = index.near(Asked(text, DAY, narrowed), limit=SHOWN)
            costs.append((process_time() - cpu, perf_counter() - wall))
            hits.append(other in {hit.mark.text for hit in near})
        told = ", ".join(f"{kind} {np.mean(hits[at :: len(KINDS)]):.2f}" for at, kind in enumerate(KINDS))
        where = "in one class" if narrowed else "in all classes"
        same = np.mean(hits[::EVERY])
        print(
            f"marks {where}, recall@50 {np.mean(hits):.3f} ({told}); of the same {same:.3f}, Levenshtein {theirs:.3f}"
        )
        cost = p95(costs)
        yield Row(f"a mark against {count:,} {where}, p95", cost, peer, limit=WITHIN if count == MILLION else None)


def _known(count, alphabet, lot):
    """Return real short names, where they are here, and more of the same letters: each after what follows in those."""
    path = REAL / "names/company_short_names_28w.txt.gz"
    if not path.exists():
        print("no real names here: set MINZHI_DATA; characters by lot instead")
        common = alphabet.signs[:COMMON]
        return ["".join(lot.choices(common, k=lot.choice((2, 2, 3, 3, 4, 5)))) for _mark in range(count)]
    lines = {line.strip() for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()}
    real = sorted(line for line in lines if SHORT <= len(line) <= LONG and all("一" <= sign <= "龥" for sign in line))
    lot.shuffle(real)
    after = defaultdict(list)
    for text in real:
        for one, then in zip("^" + text, text + "$", strict=True):
            after[one].append(then)
    while len(real) < count:
        text, sign = "", "^"
        while len(text) <= LONG and (sign := lot.choice(after[sign])) != "$":
            text += sign
        if SHORT <= len(text) <= LONG:
            real.append(text)
    return real[:count]


def _alike(text, kind, alphabet, lot):
    at = lot.randrange(len(text))
    if kind in ("shape", "sound"):
        return text[:at] + _near(text[at], kind, alphabet, lot) + text[at + 1 :]
    if kind == "all sound":
        return "".join(_near(sign, "sound", alphabet, lot) for sign in text)
    if kind == "both":
        return _alike(_alike(text, "shape", alphabet, lot), "sound", alphabet, lot)
    if kind == "order":
        return text[1:] + text[0]
    return text[:at] + lot.choice(alphabet.signs[:COMMON]) + text[at + (kind == "replace" and len(text) > SHORT) :]


def _near(sign, kind, alphabet, lot):
    row = alphabet.rows(alphabet.places[sign])[kind == "sound"]
    near = [place for place in np.argsort(-row)[:8].tolist() if alphabet.signs[place] != sign]
    return alphabet.signs[lot.choice(near[:4])]


def _levenshtein(asked, planted, texts):
    costs, hits = [], []
    for text, other in list(zip(asked, planted, strict=True))[::EVERY]:
        cpu, wall = process_time(), perf_counter()
        scores = process.cdist([text], texts, scorer=Levenshtein.normalized_similarity, dtype=np.float32)[0]
        costs.append((process_time() - cpu, perf_counter() - wall))
        own = scores[texts.index(other)]
        hits.append((scores > own).sum() + (scores == own).sum() / 2 < SHOWN)
    return p95(costs), np.mean(hits)


def confusing() -> Iterator[Row]:
    """Yield what judging real disputed marks costs; F1 at the threshold, and of calling every pair alike."""
    path = REAL / "marks/tmid_dev.csv"
    if not path.exists():
        print("no disputed marks here: set MINZHI_DATA")
        return
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    alphabet, said = Alphabet.kept(HOME), []
    cpu, wall = process_time(), perf_counter()
    for row in rows:
        index = MarkIndex([Mark(row["trademark_name"])], alphabet)
        said.append(bool(index.near(Asked(row["target_content"], DAY))))
    cost = Cost((process_time() - cpu) / len(rows), (perf_counter() - wall) / len(rows), 0)
    truth = [row["label"] == "1" for row in rows]
    both = sum(one and other for one, other in zip(said, truth, strict=True))
    print(f"{len(rows)} disputed marks: F1 {2 * both / (sum(said) + sum(truth)):.3f}, "
          f"calling all alike {2 * sum(truth) / (len(rows) + sum(truth)):.3f}", flush=True)  # fmt: skip
    yield Row("a disputed mark", cost)


def logo_pictures(count: int = LOGOS) -> Iterator[Row]:
    """Yield what logos cost: into the index, and one of fourteen changes of some against all."""
    lot = np.random.default_rng(SEED)
    chosen = {change: lot.choice(count, 30, replace=False).tolist() for change in CHANGES}
    wanted, kept, seen = {place for each in chosen.values() for place in each}, {}, []
    for place, picture in enumerate(islice(drawn(SEED), count)):
        seen.append(framed(np.asarray(picture)))
        if place in wanted:
            kept[place] = picture
    cpu, wall = process_time(), perf_counter()
    index = logos.build(seen, [str(place) for place in range(count)])
    yield Row(
        f"a logo into the index of {count:,}", Cost((process_time() - cpu) / count, (perf_counter() - wall) / count, 0)
    )
    costs, found = [], {}
    for change, places in chosen.items():
        for place in places:
            asked = framed(np.asarray(changed(kept[place], change, lot).convert("L")))
            cpu, wall = process_time(), perf_counter()
            near = index.near(asked)
            costs.append((process_time() - cpu, perf_counter() - wall))
            found.setdefault(change, []).append(any(hit.place == place for hit in near))
    told = ", ".join(f"{change} {np.mean(hits):.2f}" for change, hits in found.items())
    print(f"logos, recall@10 {np.mean([np.mean(hits) for hits in found.values()]):.3f} ({told})", flush=True)
    yield Row(f"a logo against {count:,}, p95", p95(costs), limit=0.15)


def names() -> Iterator[Row]:
    """Yield what made-up names cost, with trades that no list has: real trade names, then any two of 45 characters.

    Two of 45 characters nearly all are some party's, so that a slip of hand or ear often hits another one's name.
    """
    places = dict.fromkeys(["福州市", "厦门市", "泉州市", "漳州市", "宁德市"], "福建省")
    brands = [one + other for one in SIGNS for other in SIGNS if one != other]
    yield from _names("45 characters", brands, places)
    yield from _names("45 characters, namesakes in one city", brands, places, namesakes=True)
    path = REAL / "names/company_short_names_28w.txt.gz"
    if not path.exists():
        print("no real names here: set MINZHI_DATA")
        return
    lines = {line.strip() for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()}
    real = sorted(line for line in lines if SHORT <= len(line) <= BRAND and all("一" <= sign <= "龥" for sign in line))
    lot = random.Random(SEED)  # noqa: S311 - nothing secret
    rows = json.loads((REAL / "geo/fujian_divisions.json").read_text("utf-8"))
    yield from _names("real trade names", lot.sample(real, 4000), {each["name"]: "福建省" for each in rows["cities"]})


def _names(what: str, brands: list[str], places: dict[str, str], *, namesakes: bool = False) -> Iterator[Row]:
    gazetteer = Gazetteer([*places.items(), ("福建省", None)])
    given = parties(5000, seed=SEED, brands=brands, trades=TRADES, places=places, namesakes=namesakes)
    slips = homophones("".join(sorted({sign for brand in brands for sign in brand}))) | _slips_of_hand()
    rows, wanted = written(given, seed=SEED, alike=slips)
    cpu, wall = process_time(), perf_counter()
    found = Matcher(gazetteer, looks=Alphabet.kept(HOME).looks_alike).resolve(rows)
    cost = Cost((process_time() - cpu) / len(rows) * 1000, (perf_counter() - wall) / len(rows) * 1000, 0)
    both = list(zip(found.party, wanted, strict=True))
    pairs = [sum(size * (size - 1) // 2 for size in Counter(keys).values()) for keys in (found.party, wanted, both)]
    shares = [pairs[2] / max(pairs[side], 1) for side in (0, 1)]
    print(
        f"{len(rows):,} names of {what}, trades not known before: F1 {2 * pairs[2] / (pairs[0] + pairs[1]):.4f} "
        f"(precision {shares[0]:.4f}, recall {shares[1]:.4f}), {len(found.doubts)} for review", flush=True
    )  # fmt: skip
    yield Row(f"1,000 names of {what}", cost)


def _slips_of_hand() -> dict[str, str]:
    """Return for characters another that looks like it, from a list of what people confuse."""
    path = REAL / "hanzi/similar_shape_contr4l.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    rows = (line.split(maxsplit=1) for line in lines)
    return {f"slip of hand {row[0]}": row[1].strip()[0] for row in rows if len(row) > 1}
