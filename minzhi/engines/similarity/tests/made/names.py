"""Makes up parties and the ways their names are written: short places, brackets, other forms, slips of hand and ear."""

import random
from dataclasses import dataclass

from minzhi.engines.similarity.marks.sounds import spelled
from minzhi.engines.similarity.names.weighing import Given

FORMS, SHARES = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司"), (0.8, 0.07, 0.09, 0.04)
OTHER_FORM = {
    "有限公司": "有限责任公司",
    "有限责任公司": "有限公司",
    "股份有限公司": "有限公司",
    "集团有限公司": "集团",
}
PLACES = ("short", "bracket", "wide bracket", "no place", "province")
WAYS = (*PLACES, "other form", "no form", "space", "slip of hand", "slip of ear")
TRADITIONAL = str.maketrans(
    "华兴业电机发达贸实龙东门马鱼艺术产车丰乐农开关", "華興業電機發達貿實龍東門馬魚藝術產車豐樂農開關"
)


@dataclass(frozen=True)
class Party:
    province: str
    city: str
    brand: str
    trade: str
    form: str
    address: str
    code: str

    def written(self, way: str, lot: random.Random, alike: dict[str, str]) -> str:
        place, brand, form = self.city, self.brand, self.form
        if way == "short":
            place = place.removesuffix("市")
        if way in ("bracket", "wide bracket"):
            marks = "()" if way == "bracket" else "（）"
            return f"{brand}{marks[0]}{place.removesuffix('市')}{marks[1]}{self.trade}{form}"
        if way == "no place":
            place = ""
        if way == "other form":
            form = OTHER_FORM[form]
        if way == "no form":
            form = ""
        if way == "province":
            place = self.province + place
        if way in ("slip of hand", "slip of ear"):
            at = lot.randrange(len(brand))
            brand = brand[:at] + alike.get(f"{way} {brand[at]}", brand[at]) + brand[at + 1 :]
        name = f"{place}{brand}{self.trade}{form}"
        return name[:3] + " " + name[3:] if way == "space" else name


def parties(
    count: int, *, seed: int, brands: list[str], trades: list[str], places: dict[str, str], namesakes: bool = False
) -> list[Party]:
    """Return parties, every sixth with a neighbour that is another party: other place, brand, trade, or the group.

    No two of one city have the same trade name and trade, because no office registers the second (Regulations on the
    Registration of Enterprise Names, article 17); with `namesakes` chance gives some, and nothing tells them apart.
    """
    lot, found = random.Random(seed), []  # noqa: S311 - nothing secret: the same for a seed
    cities = sorted(places)
    while len(found) < count:
        one = _party(lot, brands, trades, places, cities)
        found.append(one)
        other = _party(lot, brands, trades, places, cities)
        kind = lot.random()
        if kind < 0.06:
            found.append(Party(other.province, other.city, one.brand, one.trade, one.form, other.address, other.code))
        elif kind < 0.12:
            changed = one.brand[:-1] + lot.choice("恒福华盛达安顺康鑫瑞")
            found.append(Party(one.province, one.city, changed, one.trade, one.form, other.address, other.code))
        elif kind < 0.15 and one.form != "集团有限公司":
            found.append(Party(one.province, one.city, one.brand, "", "集团有限公司", one.address, other.code))
        elif kind < 0.18:
            found.append(Party(one.province, one.city, one.brand, other.trade, one.form, one.address, other.code))
    return (
        found[:count] if namesakes else list({(one.city, one.brand, one.trade): one for one in found[:count]}.values())
    )


def _party(lot, brands, trades, places, cities):
    city = lot.choice(cities)
    form = lot.choices(FORMS, SHARES)[0]
    address = f"{city}{lot.choice(brands)}路{lot.randint(1, 999)}号"
    return Party(
        places[city], city, lot.choice(brands), lot.choice(trades), form, address, f"91{lot.randrange(10**16):016}"
    )


def written(given: list[Party], *, seed: int, alike: dict[str, str]) -> tuple[list[Given], list[int]]:
    """Return the names as written in many places, and which party each is."""
    lot = random.Random(seed + 1)  # noqa: S311 - as above
    rows = []
    for place, party in enumerate(given):
        ways = lot.sample(WAYS, lot.choices([0, 1, 2, 3], [0.45, 0.3, 0.15, 0.1])[0])
        for way in ["", *ways]:
            name = party.written(way, lot, alike)
            name = name.translate(TRADITIONAL) if lot.random() < 0.03 else name
            address = lot.choices(
                [party.address, f"{party.city}{party.brand}路{lot.randint(1, 99)}号", ""], [68, 12, 20]
            )[0]
            rows.append((Given(name, address, party.code if lot.random() < 0.35 else ""), place))
    lot.shuffle(rows)
    return [row for row, _place in rows], [place for _row, place in rows]


def homophones(signs: str) -> dict[str, str]:
    """Return for each sign another that sounds the same, where there is one."""
    by: dict[str, str] = {}
    for sign in signs:
        by.setdefault(spelled(sign), "")
        by[spelled(sign)] += sign
    return {
        f"slip of ear {sign}": others[(others.index(sign) + 1) % len(others)]
        for others in by.values()
        for sign in others
        if len(others) > 1
    }
