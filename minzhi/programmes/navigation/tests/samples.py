"""One project of Fuzhou with a node, a run, a sample of each kind, an alike report and a base: for the sweep."""

from datetime import date
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.models import Drawn, Twin
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.records.places.models import Place
from minzhi.records.rights.models import Right

FORM = {
    "title": "样例导航",
    "decider": "park",
    "kind": "industry",
    "client": "样例",
    "provider": "样例",
    "boundary": "样例",
}
STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("plan", {"schedule": "样例", "quality": "样例", "risk": "样例"}),
    ("collect", {"databases": "样例", "cut_off": "2023-03-31"}),
    ("process", {"cleaning": "样例"}),
    ("analyse", {"conclusions": "样例结论"}),
    ("file", {"report": "样例报告", "data_set": "样例", "level": "public"}),
)


def lay(province: Any, *, on: date) -> None:
    by, head = province.fuzhou, province.fuzhou_head
    case = casework.start(PROJECT, unit=by.unit, by=by, on=on, form={**FORM, "place": "福州市"})
    actions.name_member(case, part="manager", name="样例", by=by, on=on)
    Right.objects.create(kind="invention", authority="CN", number="202300000001", title="样例导航用专利", city="福州市")
    search.rebuild()
    actions.add_node(case, title="样例节点", stage="upstream", text="TI=样例导航用专利", by=by, on=on)
    actions.run(case, by=by, on=on)
    actions.label(case, [str(each.uid) for each in Right.objects.all()], word="样例", by=by, on=on)
    sample = actions.draw(case, seed=1, size=1, by=by, on=on)
    actions.judge(Drawn.unscoped.get(sample=sample), is_relevant=True, by=by, on=on)
    for act, form in STEPS:
        case = casework.carry_out(case, act, by=by, on=on, form=form)
    casework.carry_out(case, "accept", by=head, on=on, form={"outcome": "conditional", "notice": "样例"})
    other = casework.start(PROJECT, unit=by.unit, by=by, on=on, form={**FORM, "place": "福州市"})
    Twin.unscoped.create(case=other, other=case, likeness="0.96", found_on=on)
    place = Place.objects.get(code="350100")
    actions.declare_base(name="样例基地", kind="agency", level="province", place=place, since=on, by=by, on=on)
