"""Draws again from the file of a draw (draw-….json), with Python's standard library alone.

    python3 replay_draw.py FILE [SEED]

Before the day of the draw the office publishes two hashes: the root of its list, and the seed, which is the SHA-256 of
the day and the root. Computes both from the file, draws, and compares names and officers with those in the file. Give
SEED as it was published beforehand: a file that was written anew after the draw agrees with itself, but not with it.
"""

import hashlib
import json
import math
import sys
from fractions import Fraction


def sha(text):
    return hashlib.sha256(text.encode())


def line(seed, names, salt=""):
    return sorted(names, key=lambda name: (sha(f"{seed}\n{salt}\n{name}").digest(), name))


def way(each):
    return "out" if each.get("out") else "law" if each["by_law"] else "lot"


def listed(each):
    parts = ["object", each["ref"], each["tier"], way(each), ",".join(each["conflicts"])]
    return "\t".join([*parts, " ".join(each["label"].split())] if each.get("label") else parts)


def root_of(given):
    """Return the hash of everything that decides: one line each, sorted. Old lists have no names in them."""
    lines = [f"each\t{given['each']}"]
    lines += [f"matter\t{given['matter']}"] if given.get("matter") else []
    for tier in given["tiers"]:
        lines.append(f"tier\t{tier['key']}\t" + (f"={tier['number']}" if "number" in tier else tier["share"]))
    lines += [f"officer\t{key}" for key in given["officers"]]
    lines += [listed(each) for each in given["objects"]]
    return sha("\n".join(sorted(lines))).hexdigest()


def drawn(given, seed):
    """Return who is drawn, in the order of the draw, those whom the law has checked anyway last."""
    found = []
    for tier in given["tiers"]:
        pool = [each["ref"] for each in given["objects"] if each["tier"] == tier["key"] and way(each) == "lot"]
        number = tier.get("number", math.ceil(Fraction(tier["share"]) * len(pool)))
        found += line(seed, pool)[: number + len(given.get("declined", ()))]  # who cannot come is followed by the next
    return found + line(seed, [each["ref"] for each in given["objects"] if way(each) == "law"])


def officers(given, seed, refs):
    """Return each object with its officers: none with a conflict, the least burdened first."""
    conflicts = {each["ref"]: each["conflicts"] for each in given["objects"]}
    burden, pairs = dict.fromkeys(given["officers"], 0), []
    for ref in refs:
        free = [key for key in burden if key not in conflicts[ref]]
        place = {key: number for number, key in enumerate(line(seed, free, ref))}
        chosen = sorted(place, key=lambda key: (burden[key], place[key]))[: given["each"]]
        burden.update({key: burden[key] + 1 for key in chosen})
        pairs.append([ref, sorted(chosen)])
    return pairs


def main(path, published=""):
    try:
        with open(path, encoding="utf-8") as file:
            given = json.load(file)
        root = root_of(given)
        seed = sha(f"{given['day']}\n{root}").hexdigest()
        names = {each["ref"]: each.get("label") for each in given["objects"]}
        pairs = officers(given, seed, drawn(given, seed))
        said = [[each["ref"], each["officers"]] for each in given["drawn"]]
        same = pairs == said and all(names[each["ref"]] in (None, each["label"]) for each in given["drawn"])
        fits = seed == given["seed"] and published.strip().lower() in ("", seed)
        print("root", root == given["root"], "seed", fits, "names and officers", same)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError, RecursionError) as wrong:
        return f"not the file of a draw: {wrong!r}"
    return int(not (same and fits and root == given["root"]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) in {2, 3} else __doc__)
