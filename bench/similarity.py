"""Similarity: filings, drafts, marks, logos, names, each on made-up data whose truth is known; peers in the same run.

`python -m bench.similarity 100000` screens so many; seeds here were never used for fitting. What real text there is
(MINZHI_DATA) is made into copies in three ways.
"""

import json
import os
import random
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhi.site.settings")
django.setup()

import numpy as np  # noqa: E402 - Django first
from datasketch import MinHash, MinHashLSH  # noqa: E402 - as above
from rapidfuzz import process  # noqa: E402 - as above
from rapidfuzz.distance import Levenshtein  # noqa: E402 - as above
from rensa import RMinHash, RMinHashLSH  # noqa: E402 - as above

from bench.frame import Cost, Row, machine, show  # noqa: E402 - as above
from minzhi.engines.similarity.filings.basis import Basis, measured  # noqa: E402 - as above
from minzhi.engines.similarity.filings.probing import build  # noqa: E402 - as above
from minzhi.engines.similarity.filings.screening import screen  # noqa: E402 - as above
from minzhi.engines.similarity.filings.signs import packed  # noqa: E402 - as above
from minzhi.engines.similarity.logos import index as logos  # noqa: E402 - as above
from minzhi.engines.similarity.logos.reading import framed  # noqa: E402 - as above
from minzhi.engines.similarity.marks.alphabet import Alphabet  # noqa: E402 - as above
from minzhi.engines.similarity.marks.index import Asked, Mark, MarkIndex  # noqa: E402 - as above
from minzhi.engines.similarity.names.matching import Matcher  # noqa: E402 - as above
from minzhi.engines.similarity.names.parsing import Gazetteer  # noqa: E402 - as above
from minzhi.engines.similarity.tests.made.filings import make  # noqa: E402 - as above
from minzhi.engines.similarity.tests.made.logos import CHANGES, changed, gallery  # noqa: E402 - as above
from minzhi.engines.similarity.tests.made.names import homophones, parties, written  # noqa: E402 - as above

SIZES, COMPARED, SEED = (10_000, 100_000), 5_000, 4001
DRAFTS, LOGOS, MARKS, ASKED = 1000, 1000, 100_000, 140
MOST_FOR_DRAFTS, THINNED, FEW, PIECES, SHOWN, SHORT = 100_000, 0.3, 10, 8, 50, 2
HOME = Path(os.environ.get("MINZHI_HOME", "build/bench")) / "similarity"
REAL = Path(os.environ.get("MINZHI_DATA", "../shared/data"))
SIGNS = "闽海山峰瑞丰顺达华兴盛荣明远金龙宏泰建安信诚德润泽嘉禾茂源景昌翔宇凌云晨曦"


def run(sizes=SIZES) -> Iterator[Row]:
    """Yield what everything costs; what it finds is printed beside it."""
    made = make(COMPARED, seed=SEED)
    screen(*_some(made, 500))  # compiles
    peers = dict(_peers(made))
    yield from (Row(name, cost) for name, cost in peers.items())
    for size in sizes:
        cost, basis = _screened(size)
        yield Row(f"filings: 1,000 of {size:,}", cost, peers["filings: datasketch, 1,000"])
    yield Row("filings: with 30 % of the markers gone", _screened(COMPARED, thinned=basis)[0])
    yield from _drafts(max(size for size in sizes if size <= MOST_FOR_DRAFTS))
    yield from _real()
    yield from _marks()
    yield from _logos()
    yield from _names()


def _some(made, count):
    return made.letters[: made.bounds[count]], made.bounds[: count + 1]


def _told(what, found, wanted, honest):
    right = len(found & wanted)
    score = 2 * right / max(len(found) + len(wanted), 1)
    wrong = len(found) - right
    rate, missed = wrong * 1e5 / honest, len(wanted) - right
    print(f"{what}: F1 {score:.4f}, {wrong} wrong pairs ({rate:.1f} a 100,000), missed {missed}")


def _wanted(made):
    return {(min(one, other), max(one, other)) for one, other, _kind in made.truth}


def _screened(size: int, *, thinned: Basis | None = None) -> tuple[Cost, Basis]:
    """Screen so many made-up filings; returns the cost of a thousand."""
    made = make(size, seed=SEED + size)
    basis = None
    if thinned:
        kept = np.random.default_rng(1).random(len(thinned.words)) > THINNED
        basis = measured(
            made.letters, made.bounds, words=[w for w, keep in zip(thinned.words, kept, strict=True) if keep]
        )
    cpu, wall = process_time(), perf_counter()
    found = screen(made.letters, made.bounds, basis=basis)
    cost = Cost((process_time() - cpu) / size * 1000, (perf_counter() - wall) / size * 1000, 0)
    over = found.over(found.scorer.threshold)
    pairs = set(zip(over.left.tolist(), over.right.tolist(), strict=True))
    _told(f"{size:,} filings{', thinned' if thinned else ''}", pairs, _wanted(made), size)
    kinds = Counter(kind for _one, _other, kind in made.truth)
    hit = Counter(kind for one, other, kind in made.truth if (min(one, other), max(one, other)) in pairs)
    print("  " + ", ".join(f"{kind} {hit[kind] / times:.3f}" for kind, times in sorted(kinds.items())))
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"  {found.candidates:,} candidates, wall {cost.wall * size / 1000:.0f} s, {gigabytes:.1f} GB at most",
        flush=True,
    )
    return cost, found.basis


def _shingles(text):
    return list({text[at : at + 3] for at in range(len(text) - 2)})


def _peers(made) -> Iterator[tuple[str, Cost]]:
    """Yield what the peers need for a thousand filings: trigrams, 128 permutations, the best of three thresholds."""
    texts = [_shingles(made.text(place)) for place in range(COMPARED)]
    wanted = _wanted(made)
    for name, find in (("datasketch", _datasketch), ("rensa", _rensa)):
        best = None
        for least in (0.3, 0.5, 0.7):
            cpu, wall = process_time(), perf_counter()
            pairs = find(texts, least)
            cost = Cost((process_time() - cpu) / COMPARED * 1000, (perf_counter() - wall) / COMPARED * 1000, 0)
            score = 2 * len(pairs & wanted) / max(len(pairs) + len(wanted), 1)
            best = max(best or (0, cost, pairs), (score, cost, pairs), key=lambda each: each[0])
        _told(f"{name}, best threshold", best[2], wanted, COMPARED)
        yield f"filings: {name}, 1,000", best[1]


def _datasketch(texts, least):
    lsh, signatures = MinHashLSH(threshold=least, num_perm=128), []
    for place, shingles in enumerate(texts):
        signature = MinHash(num_perm=128)
        signature.update_batch([each.encode() for each in shingles])
        lsh.insert(place, signature)
        signatures.append(signature)
    return {(place, other) for place, each in enumerate(signatures) for other in lsh.query(each) if place < other
            and each.jaccard(signatures[other]) >= least}  # fmt: skip


def _rensa(texts, least):
    signatures, lsh = [], RMinHashLSH(threshold=least, num_perm=128, num_bands=32)
    for place, shingles in enumerate(texts):
        signature = RMinHash(num_perm=128, seed=1)
        signature.update(shingles)
        lsh.insert(place, signature)
        signatures.append(signature)
    return {(place, other) for place, each in enumerate(signatures) for other in lsh.query(each) if place < other
            and each.jaccard(signatures[other]) >= least}  # fmt: skip


def _drafts(size: int) -> Iterator[Row]:
    made = make(size, seed=SEED + 7)
    index = build(made.letters, made.bounds, [str(place) for place in range(size)])
    honest = make(DRAFTS, seed=SEED + 8, share=0)
    asked = [honest.text(place) for place in range(DRAFTS)]
    index.near(asked[0])
    costs, alarms = [], 0
    for text in asked:
        cpu, wall = process_time(), perf_counter()
        alarms += bool(index.near(text))
        costs.append((process_time() - cpu, perf_counter() - wall))
    pairs = made.truth[:500]
    found = np.mean([str(one) in {hit.key for hit in index.near(made.text(other))} for one, other, _kind in pairs])
    print(f"drafts against {size:,}: {alarms} false alarms in {DRAFTS:,}, sources found {found:.3f}", flush=True)
    yield Row(f"a draft against {size:,}, p95", _p95(costs), limit=0.01)


def _p95(costs) -> Cost:
    return Cost(*(float(np.quantile(each, 0.95)) for each in zip(*costs, strict=True)), 0)


def _pieces(text):
    return [piece for piece in re.findall(r"[^，。；：！？\n,;]+[，。；：！？\n,;]?", text) if piece.strip()]


def _real() -> Iterator[Row]:
    """Yield what real statutes and abstracts cost, with copies made of them: re-ordered, spliced, partial."""
    if not REAL.is_dir():
        print("no real text here: set MINZHI_DATA")
        return
    lines = (REAL / "patents/cn_abstracts_small.jsonl").read_text("utf-8").splitlines()
    texts = [str(row.get("title", "")) + "\n" + str(row.get("abstract", "")) for row in map(json.loads, lines)]
    texts += [line.split("\t")[1] for line in (REAL / "similarity/CSL_kg_test.tsv").read_text("utf-8").splitlines()]
    for law in sorted((REAL / "law").glob("*.md")):
        parts = [part for part in law.read_text("utf-8").splitlines() if len(part) > FEW and part[0] != "#"]
        texts += ["\n".join(parts[at : at + 8]) for at in range(0, len(parts) - 8, 8)]
    lot, wanted = random.Random(SEED), {}  # noqa: S311 - nothing secret
    good = lot.sample([place for place, text in enumerate(texts) if len(_pieces(text)) >= PIECES], 240)
    for number, place in enumerate(good):
        pieces, kind = _pieces(texts[place]), ("order", "splice", "partial")[number % 3]
        if kind == "order":
            lot.shuffle(pieces)
        elif kind == "splice":
            other = _pieces(texts[good[number - 1]])
            pieces = pieces[: len(pieces) * 3 // 5] + other[len(other) * 2 // 5 :]
        else:
            begin = lot.randrange(max(1, len(pieces) // 2))
            pieces = pieces[begin : begin + max(len(pieces) // 2, 4)]
        wanted[place, len(texts)] = kind
        texts.append("".join(pieces))
    cpu, wall = process_time(), perf_counter()
    found = screen(*packed(texts))
    cost = Cost(process_time() - cpu, perf_counter() - wall, 0)
    over = found.over(found.scorer.threshold)
    pairs = set(zip(over.left.tolist(), over.right.tolist(), strict=True))
    kinds = ("order", "splice", "partial")
    shares = {kind: np.mean([pair in pairs for pair, made in wanted.items() if made == kind]) for kind in kinds}
    print("real text: " + ", ".join(f"{kind} {share:.3f}" for kind, share in shares.items()), flush=True)
    yield Row(f"{len(texts):,} real texts and copies of them", cost)


def _marks() -> Iterator[Row]:
    """Look-alikes planted among made-up marks of common characters, against Levenshtein."""
    lot = random.Random(SEED)  # noqa: S311 - nothing secret
    alphabet = Alphabet.kept(HOME)
    common = alphabet.signs[:1500]
    texts = ["".join(lot.choices(common, k=lot.choice((2, 2, 3, 3, 4, 5)))) for _mark in range(MARKS)]
    asked = ["".join(lot.choices(common, k=lot.choice((2, 3, 4)))) for _each in range(ASKED)]
    kinds = ("shape", "sound", "order", "insert", "replace")
    planted = [_alike(text, kinds[at % len(kinds)], alphabet, lot) for at, text in enumerate(asked)]
    index = MarkIndex([Mark(text) for text in texts + planted], alphabet)
    index.near(Asked(asked[0], date(2026, 1, 1)))
    costs, hits = [], []
    for text, other in zip(asked, planted, strict=True):
        cpu, wall = process_time(), perf_counter()
        near = index.near(Asked(text, date(2026, 1, 1)), limit=50)
        costs.append((process_time() - cpu, perf_counter() - wall))
        hits.append(other in {hit.mark.text for hit in near})
    told = ", ".join(f"{kind} {np.mean(hits[at :: len(kinds)]):.2f}" for at, kind in enumerate(kinds))
    peer, theirs = _levenshtein(asked, planted, texts + planted)
    print(f"marks, recall@50 {np.mean(hits):.3f} ({told}); Levenshtein {theirs:.3f}", flush=True)
    cost = _p95(costs)
    yield Row(f"a mark against {MARKS:,}, p95, channels and all", cost, peer)


def _alike(text, kind, alphabet, lot):
    at = lot.randrange(len(text))
    looks, sounds = alphabet.rows(alphabet.places[text[at]])
    rows = {"shape": looks, "sound": sounds}
    if kind in rows:
        near = [place for place in np.argsort(-rows[kind])[:8].tolist() if alphabet.signs[place] != text[at]]
        return text[:at] + alphabet.signs[lot.choice(near[:4])] + text[at + 1 :]
    if kind == "order":
        return text[1:] + text[0]
    return text[:at] + lot.choice(alphabet.signs[:1500]) + text[at + (kind == "replace" and len(text) > SHORT) :]


def _levenshtein(asked, planted, texts):
    costs, hits = [], []
    for text, other in list(zip(asked, planted, strict=True))[::7]:
        cpu, wall = process_time(), perf_counter()
        scores = process.cdist([text], texts, scorer=Levenshtein.normalized_similarity, dtype=np.float32)[0]
        costs.append((process_time() - cpu, perf_counter() - wall))
        own = scores[texts.index(other)]
        hits.append((scores > own).sum() + (scores == own).sum() / 2 < SHOWN)
    return _p95(costs), np.mean(hits)


def _logos() -> Iterator[Row]:
    lot = np.random.default_rng(SEED)
    pictures, seen = gallery(LOGOS, seed=SEED)
    cpu, wall = process_time(), perf_counter()
    index = logos.build(seen, [str(place) for place in range(LOGOS)])
    yield Row(
        f"a logo into the index of {LOGOS:,}", Cost((process_time() - cpu) / LOGOS, (perf_counter() - wall) / LOGOS, 0)
    )
    costs, found = [], {}
    for change in CHANGES:
        for place in lot.choice(LOGOS, 15, replace=False).tolist():
            asked = framed(np.asarray(changed(pictures[place], change, lot).convert("L")))
            cpu, wall = process_time(), perf_counter()
            near = index.near(asked)
            costs.append((process_time() - cpu, perf_counter() - wall))
            found.setdefault(change, []).append(any(hit.place == place for hit in near))
    told = ", ".join(f"{change} {np.mean(hits):.2f}" for change, hits in found.items())
    print(f"logos, recall@10 {np.mean([np.mean(hits) for hits in found.values()]):.3f} ({told})", flush=True)
    yield Row(
        f"a logo against {LOGOS:,}, p95",
        Cost(*(float(np.quantile(each, 0.95)) for each in zip(*costs, strict=True)), 0),
        limit=0.15,
    )


def _names() -> Iterator[Row]:
    places = dict.fromkeys(["福州市", "厦门市", "泉州市", "漳州市", "宁德市"], "福建省")
    gazetteer = Gazetteer([*places.items(), ("福建省", None)])
    brands = [one + other for one in SIGNS for other in SIGNS if one != other]
    trades = ["仪表", "石材", "陶瓷", "船舶", "卫浴", "五金", "钟表", "玩具", "饲料", "造纸", "橡胶", "阀门"]
    given = parties(5000, seed=SEED, brands=brands, trades=trades, places=places)
    rows, wanted = written(given, seed=SEED, alike=homophones(SIGNS))
    cpu, wall = process_time(), perf_counter()
    found = Matcher(gazetteer).resolve(rows)
    cost = Cost((process_time() - cpu) / len(rows) * 1000, (perf_counter() - wall) / len(rows) * 1000, 0)
    both = list(zip(found.party, wanted, strict=True))
    pairs = [sum(size * (size - 1) // 2 for size in Counter(keys).values()) for keys in (found.party, wanted, both)]
    score = 2 * pairs[2] / (pairs[0] + pairs[1])
    print(f"{len(rows):,} names, trades not known before: F1 {score:.4f}, {len(found.doubts)} for review", flush=True)
    yield Row("1,000 names", cost)


if __name__ == "__main__":
    print(machine())
    show(run(tuple(int(each) for each in sys.argv[1:]) or SIZES))
    print(machine())
