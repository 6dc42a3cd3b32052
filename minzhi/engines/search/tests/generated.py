"""Documents and queries made by lot, always the same for a seed: small alphabets, so that much is found."""

import random

from minzhi.engines.search.documents import Document
from minzhi.engines.search.language.fields import levels
from minzhi.engines.search.language.tree import Code, Days, Everything, Near, Not, Together, Words, all_of, any_of

SIGNS = [
    "电",
    "池",
    "隔",
    "膜",
    "锂",
    "管",
    "理",
    "鋰",
    "led",
    "H2O",
    "A1",
    "battery",
    "，",
    "。",
    "；",
    "\n",
    " ",
    "（",
    "）",
    "-",
]
TEXTS = ("TI", "AB", "CLMS", "PA", "TM")
SYMBOLS = ("H01M10/0525", "H01M10/42", "H01M2/16", "C08J5/18", "B60L50/64", "H02J7/00")
CITIES = ("福州", "厦门", "宁德")


def text(lot, length):
    return "".join(lot.choices(SIGNS, weights=[6] * 8 + [2] * 4 + [1] * 8, k=lot.randrange(length)))


def days(lot):
    return tuple(
        2000_01_01 + lot.randrange(24) * 10000 + lot.randrange(12) * 100 + lot.randrange(28)
        for _ in range(lot.randrange(3))
    )


def document(lot, number):
    symbols = lot.sample(SYMBOLS, lot.randrange(3))
    codes = {"IPC": tuple({level for each in symbols for level in levels(each)}), "CITY": tuple(lot.sample(CITIES, 1))}
    texts = {key: text(lot, 40) for key in TEXTS}
    facets = {"city": codes["CITY"], "ipc": tuple(sorted({each[:4] for each in symbols}))}
    return Document(number, texts, codes, {"PD": days(lot), "AD": days(lot)}, facets)


def documents(seed, count):
    lot = random.Random(seed)  # noqa: S311 - nothing secret: the same for a seed
    return [document(lot, number) for number in range(1, count + 1)]


class Drawing(random.Random):
    """A lot that draws its words out of given texts, and its symbols out of given ones: for queries on real texts."""

    def __init__(self, seed, texts, symbols):
        super().__init__(seed)
        self.texts, self.symbols = texts, symbols

    def substring(self):
        text = self.choice(self.texts)
        start, length = self.randrange(len(text)), self.choice([1, 2, 2, 3, 4, 6])
        signs = list(text[start : start + length])
        if self.random() < 0.1:
            signs[self.randrange(len(signs))] = "?"
        found = "".join(signs).replace("*", "")
        return found if any(sign.isalnum() for sign in found) else "一"


def word(lot):
    if isinstance(lot, Drawing):
        return lot.substring()
    pieces = lot.choices(SIGNS[:12], k=lot.choice([1, 1, 2, 2, 3, 4]))
    kind = lot.random()
    if kind < 0.1:
        pieces.insert(lot.randrange(len(pieces) + 1), "?")
    elif kind < 0.15:
        pieces.append(lot.choice(["bat*", "*o", "l?d", "a*"]))
    elif kind < 0.25 and len(pieces) > 1:
        pieces.insert(1, lot.choice(["，", " ", "-"]))
    return "".join(pieces) if any(each != "?" for each in pieces) else "电"


def words(lot, field=None):
    return Words(field or lot.choice([*TEXTS, "ANY", "TA", "TIABC"]), word(lot))


def beside(lot):
    field = lot.choice([*TEXTS, "TA", "ANY"])
    side = [
        any_of([words(lot, field), words(lot, field)]) if lot.random() < 0.3 else words(lot, field) for _ in range(3)
    ]
    if lot.random() < 0.3:
        inside = all_of([side[0], side[1]]) if lot.random() < 0.5 else side[0]
        return Together((inside, side[2]), lot.choice("SP"))
    near = Near(side[0], side[1], lot.randrange(6), lot.random() < 0.5)
    return Near(near, side[2], lot.randrange(4), lot.random() < 0.5) if lot.random() < 0.3 else near


def leaf(lot):
    kind = lot.random()
    if kind < 0.55:
        return words(lot)
    if kind < 0.7:
        return beside(lot)
    if kind < 0.82:
        symbol = lot.choice(lot.symbols if isinstance(lot, Drawing) else SYMBOLS)
        return Code("IPC", symbol[: lot.choice([1, 3, 4, 6, len(symbol)])], lot.random() < 0.5)
    if kind < 0.88:
        return Code("CITY", lot.choice(CITIES))
    if kind < 0.99:
        first = 2000_01_01 + lot.randrange(24) * 10000
        return Days(lot.choice(["PD", "AD"]), first, first + lot.randrange(9) * 10000 + 1130)
    return Everything()


def query(lot, depth=3):
    kind = lot.random()
    if depth == 0 or kind < 0.35:
        return leaf(lot)
    if kind < 0.6:
        return all_of(query(lot, depth - 1) for _ in range(lot.choice([2, 2, 3])))
    if kind < 0.85:
        return any_of(query(lot, depth - 1) for _ in range(lot.choice([2, 2, 3])))
    part = query(lot, depth - 1)
    return part.part if isinstance(part, Not) else Not(part)


def queries(seed, count):
    lot = random.Random(seed)  # noqa: S311 - nothing secret: the same for a seed
    return [query(lot) for _ in range(count)]
