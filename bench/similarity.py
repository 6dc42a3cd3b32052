"""Similarity: filings, drafts, marks, logos, names, each on made-up data whose truth is known; peers in the same run.

`python -m bench.similarity marks logos 100000` runs parts, with so many. Seeds here were never used for fitting. What
real text there is (MINZHI_DATA) is made into copies in three ways.
"""

import json
import os
import random
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhi.site.settings")
django.setup()

import numpy as np  # noqa: E402 - Django first
from datasketch import MinHash, MinHashLSH  # noqa: E402 - as above
from rensa import RMinHash, RMinHashLSH  # noqa: E402 - as above

from bench.frame import Cost, Row, machine, show  # noqa: E402 - as above
from bench.similarity_limits import hostile, spark  # noqa: E402 - as above
from bench.similarity_marks import REAL, confusing, logo_pictures, marks, names, p95  # noqa: E402 - as above
from minzhi.engines.similarity.filings.basis import Basis, measured  # noqa: E402 - as above
from minzhi.engines.similarity.filings.filing import Filing  # noqa: E402 - as above
from minzhi.engines.similarity.filings.probing import build  # noqa: E402 - as above
from minzhi.engines.similarity.filings.run import screen_filings  # noqa: E402 - as above
from minzhi.engines.similarity.filings.scoring import shipped  # noqa: E402 - as above
from minzhi.engines.similarity.filings.screening import screen  # noqa: E402 - as above
from minzhi.engines.similarity.filings.signs import packed, tables  # noqa: E402 - as above
from minzhi.engines.similarity.kernels.comparing import compare, desk  # noqa: E402 - as above
from minzhi.engines.similarity.kernels.reading import normalise  # noqa: E402 - as above
from minzhi.engines.similarity.tests.made.filings import make  # noqa: E402 - as above

SIZES, COMPARED, SEED = (10_000, 100_000), 5_000, 4001
DRAFTS, MOST_FOR_DRAFTS, THINNED, FEW, PIECES = 1000, 100_000, 0.3, 10, 8
SHORT_WORD, LONG_WORD, LONG_TEXT = 2, 4, 120


def run(asked=()) -> Iterator[Row]:
    """Yield what everything costs, or the parts asked for by name; what is found is printed beside it."""
    sizes = tuple(int(each) for each in asked if each.isdigit())
    for part in [each for each in asked if not each.isdigit()] or list(PARTS):
        if sizes and part in SIZED:
            for size in sizes:
                yield from PARTS[part](size)
        else:
            yield from PARTS[part]()


def filings(*sizes: int) -> Iterator[Row]:
    """Yield what screening costs, and its peers on the same filings."""
    made = make(COMPARED, seed=SEED)
    screen(*_some(made, 500))  # compiles
    peers = dict(_peers(made))
    yield from (Row(name, cost) for name, cost in peers.items())
    for size in sizes or SIZES:
        cost, basis = _screened(size)
        yield Row(f"filings: 1,000 of {size:,}", cost, peers["filings: datasketch, 1,000"])
    yield Row("filings: with 30 % of the markers gone", _screened(COMPARED, thinned=basis)[0])


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


def drafts(size: int = MOST_FOR_DRAFTS) -> Iterator[Row]:
    """Yield what a draft costs against so many filings."""
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
    yield Row(f"a draft against {size:,}, p95", p95(costs), limit=0.01)


def suspicions(size: int = 20_000) -> Iterator[Row]:
    """Yield what leads of applicants cost; how many of the first fifty copied, how many honest ones are among all.

    One of 200 applicants copies, each copy is his; the source stays with somebody honest, who is counted apart.
    """
    made, lot = make(size, seed=SEED + 11), random.Random(SEED)  # noqa: S311 - nothing secret
    names = [f"甲{lot.randrange(size // 4)}" for _filing in range(size)]
    for _one, other, _kind in made.truth:
        names[other] = f"乙{lot.randrange(size // 200)}"
    given = [Filing(str(place), claims=made.text(place), applicants=(name,)) for place, name in enumerate(names)]
    cpu, wall = process_time(), perf_counter()
    found = [lead for lead in screen_filings(given).leads if lead.kind == "applicant"]
    cost = Cost((process_time() - cpu) / size * 1000, (perf_counter() - wall) / size * 1000, 0)
    copied = {names[one] for one, _other, _kind in made.truth}
    honest = {name for name in names if name.startswith("甲")}
    false = sum(lead.name in honest - copied for lead in found)
    first = sum(lead.name.startswith("乙") for lead in found[:50])
    met = sum(lead.name in honest & copied for lead in found)
    rates = [1000 * count / len(honest) for count in (false, met)]
    print(f"leads among {len(set(names)):,} applicants: {first} of the first 50 copied; of 1,000 honest ones "
          f"{rates[0]:.2f} named wrongly, {rates[1]:.1f} because others copied them")  # fmt: skip
    yield Row(f"leads of {size:,} filings, 1,000", cost)


def _pieces(text):
    return [piece for piece in re.findall(r"[^，。；：！？\n,;]+[，。；：！？\n,;]?", text) if piece.strip()]


def _real() -> list[str]:
    """Return real abstracts and statutes."""
    lines = (REAL / "patents/cn_abstracts_small.jsonl").read_text("utf-8").splitlines()
    texts = [str(row.get("title", "")) + "\n" + str(row.get("abstract", "")) for row in map(json.loads, lines)]
    texts += [line.split("\t")[1] for line in (REAL / "similarity/CSL_kg_test.tsv").read_text("utf-8").splitlines()]
    for law in sorted((REAL / "law").glob("*.md")):
        parts = [part for part in law.read_text("utf-8").splitlines() if len(part) > FEW and part[0] != "#"]
        texts += ["\n".join(parts[at : at + 8]) for at in range(0, len(parts) - 8, 8)]
    return texts


def synonyms() -> Iterator[Row]:
    """Yield what real texts cost whose words were replaced by those of a dictionary: a quarter of them, then half.

    MINZHI_SYNONYMS names the dictionary: words of like meaning in one line. Nothing of it is known to what is measured.
    """
    path = os.environ.get("MINZHI_SYNONYMS", "")
    if not (path and REAL.is_dir()):
        print("no synonyms or no real text here: set MINZHI_SYNONYMS and MINZHI_DATA")
        return
    like: dict[str, list[str]] = {}
    for line in Path(path).read_text("utf-8").splitlines():
        words = list(dict.fromkeys(word for word in line.split() if SHORT_WORD <= len(word) <= LONG_WORD))
        like |= {word: words for word in words if len(words) > 1 and word not in like}
    for share in (0.25, 0.5):
        lot, texts = random.Random(SEED), _real()  # noqa: S311 - nothing secret
        chosen = lot.sample([place for place, text in enumerate(texts) if len(text) >= LONG_TEXT], 200)
        made = [_replaced(texts[place], share, like, lot) for place in chosen]
        shares = [reached for _text, reached in made]
        wanted = {(place, len(texts) + at): shares[at] for at, place in enumerate(chosen)}
        cpu, wall = process_time(), perf_counter()
        found = screen(*packed([*texts, *(text for text, _reached in made)]))
        cost = Cost(process_time() - cpu, perf_counter() - wall, 0)
        over = found.over(found.scorer.threshold)
        pairs = set(zip(over.left.tolist(), over.right.tolist(), strict=True))
        full = [pair in pairs for pair, reached in wanted.items() if reached >= share * 0.95]
        print(f"real text, {share:.0%} of the words replaced: {np.mean(full):.3f} of {len(full)} found", flush=True)
        yield Row(f"{len(texts):,} real texts and 200 with {share:.0%} replaced", cost)


def _replaced(text: str, share: float, like: dict[str, list[str]], lot: random.Random) -> tuple[str, float]:
    """Return a text in which a share of the words became others, each always the same, and the share that was reached.

    Words are the longest that the dictionary knows; of what it does not know, two characters count as one.
    """
    parts, at = [], 0
    while at < len(text):
        size = next((size for size in range(LONG_WORD, 1, -1) if text[at : at + size] in like), 1)
        parts.append(text[at : at + size])
        at += size
    able = [place for place, part in enumerate(parts) if part in like]
    words = len(able) + sum(len(part) == 1 and "一" <= part <= "龥" for part in parts) / 2
    chosen = lot.sample(able, min(len(able), round(share * words)))
    known = sorted({parts[place] for place in chosen})
    new = {part: lot.choice([word for word in like[part] if word != part]) for part in known}
    for place in chosen:
        parts[place] = new[parts[place]]
    return "".join(parts), len(chosen) / max(words, 1)


def real_texts() -> Iterator[Row]:
    """Yield what real statutes and abstracts cost, with copies made of them: re-ordered, spliced, partial."""
    if not REAL.is_dir():
        print("no real text here: set MINZHI_DATA")
        return
    texts = _real()
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


def paraphrases() -> Iterator[Row]:
    """Yield what pairs cost that are made to mislead: the same words, often another meaning (PAWS-X, dev)."""
    path = REAL / "similarity/PAWS-X_dev_2k.tsv"
    if not path.exists():
        print("no PAWS-X here: set MINZHI_DATA")
        return
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row[-1] in ("0", "1")]
    texts = [text for row in rows for text in row[-3:-1]]
    basis = measured(*packed(texts))
    cpu, wall = process_time(), perf_counter()
    scores = [_score(one, other, basis) for one, other in zip(texts[::2], texts[1::2], strict=True)]
    cost = Cost((process_time() - cpu) / len(rows), (perf_counter() - wall) / len(rows), 0)
    truth = np.array([row[-1] == "1" for row in rows])
    said = np.array(scores) >= shipped().threshold
    f1, of_all = (2 * (each & truth).sum() / (each.sum() + truth.sum()) for each in (said, truth | True))
    print(f"PAWS-X, {len(rows):,} pairs: F1 {f1:.3f}, right {(said == truth).mean():.3f}; "
          f"calling all alike {of_all:.3f}, {truth.mean():.3f}", flush=True)  # fmt: skip
    yield Row("a pair of PAWS-X", cost)


def _score(one: str, other: str, basis: Basis) -> float:
    _signs, kinds = tables()
    text, ends, _numbers = normalise(*packed([one, other]), *tables())
    pair = np.array([1], np.uint64)
    return float(shipped().score(compare(text, ends, kinds, basis.rarity, basis.markers, pair, DESK))[0])


PARTS = {
    "filings": filings, "drafts": drafts, "suspicions": suspicions,
    "real": real_texts, "synonyms": synonyms, "paraphrases": paraphrases,
    "marks": marks, "confusing": confusing, "logos": logo_pictures, "names": names,
    "hostile": hostile, "spark": spark,
}  # fmt: skip
SIZED = {"filings", "drafts", "suspicions", "marks", "logos"}
DESK = desk()


if __name__ == "__main__":
    print(machine())
    show(run(sys.argv[1:]))
