"""Draws again from the file of a draw (draw-….json), with Python's standard library alone: python replay_draw.py FILE

Before the day of the draw the office publishes two hashes: the root of its list, and the seed, which is the SHA-256 of
the day and the root. Computes both from the file, draws, and compares names and officers with those in the file.
"""

import hashlib
import json
import math
import sys
from fractions import Fraction

given = json.load(open(sys.argv[1], encoding="utf-8"))


def sha(text):
    return hashlib.sha256(text.encode())


def line(names, salt=""):
    return sorted(names, key=lambda name: (sha(f"{seed}\n{salt}\n{name}").digest(), name))


lines = [f"each\t{given['each']}"]
lines += [f"matter\t{given['matter']}"] if given.get("matter") else []
lines += [
    f"tier\t{tier['key']}\t" + (f"={tier['number']}" if "number" in tier else tier["share"]) for tier in given["tiers"]
]
lines += [f"officer\t{key}" for key in given["officers"]]


def way(each):
    return "out" if each.get("out") else "law" if each["by_law"] else "lot"


lines += ["\t".join(("object", o["ref"], o["tier"], way(o), ",".join(o["conflicts"]))) for o in given["objects"]]
root = sha("\n".join(sorted(lines))).hexdigest()
seed = sha(f"{given['day']}\n{root}").hexdigest()

drawn = []
for tier in given["tiers"]:
    pool = [each["ref"] for each in given["objects"] if each["tier"] == tier["key"] and way(each) == "lot"]
    number = tier.get("number", math.ceil(Fraction(tier["share"]) * len(pool)))
    drawn += line(pool)[: number + len(given.get("declined", ()))]  # who cannot come is followed by the next in line
drawn += line([each["ref"] for each in given["objects"] if way(each) == "law"])

conflicts = {each["ref"]: each["conflicts"] for each in given["objects"]}
burden = dict.fromkeys(given["officers"], 0)
pairs = []
for ref in drawn:
    place = {key: number for number, key in enumerate(line([k for k in burden if k not in conflicts[ref]], ref))}
    two = sorted(place, key=lambda key: (burden[key], place[key]))[: given["each"]]
    for key in two:
        burden[key] += 1
    pairs.append([ref, sorted(two)])

same = pairs == [[each["ref"], each["officers"]] for each in given["drawn"]]
print("root", root == given["root"], "seed", seed == given["seed"], "names and officers", same)
sys.exit(not (same and root == given["root"] and seed == given["seed"]))
