"""A project from its book to the filed result: runs and their differences, samples, filing, twins, figures, pages."""

import csv
import json
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as WordFile

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.kit.process import FormWrong, NotNow, NotYours
from minzhi.kit.refusal import Refusal
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.actions.reminding import remind_of_adoptions
from minzhi.programmes.navigation.actions.sheets import CHOICES, PROJECTS, Projects
from minzhi.programmes.navigation.models import Base, Label, Line, Node, Run, Twin
from minzhi.programmes.navigation.queries.analysing import chain_balance, standings, together
from minzhi.programmes.navigation.queries.book import PROJECT, placed, runs_of, wording
from minzhi.programmes.navigation.queries.exchange import as_form
from minzhi.programmes.navigation.queries.pictures import pictures
from minzhi.programmes.navigation.queries.results import kappa, measured, public_results, result_of, waiting
from minzhi.programmes.navigation.tests.conftest import DAY, START, patent
from minzhi.records.outbox.models import Outgoing
from minzhi.records.places.models import Place
from minzhi.records.rights.models import Right

PERIOD = Period(2023)
STEPS = (
    ("plan", {"schedule": "五个月", "quality": "抽样", "risk": "滞后"}),
    ("collect", {"databases": "本库", "cut_off": "2023-06-30"}),
    ("process", {"cleaning": "去重"}),
    ("analyse", {"conclusions": "隔膜有优势\n电芯要补链"}),
)
REPORT = {"report": "福州锂电池产业的隔膜有优势，电芯要补链，应引进企业。", "data_set": "申请号表", "level": "public"}


def act(case, name, by, **form):
    return casework.carry_out(case, name, by=by, on=DAY, form=form)


def filing(case, by, **other):
    for name, form in STEPS:
        case = act(case, name, by, **form)
    return act(case, "file", by, **{**REPORT, **other})


def value(key):
    return indicators.registered()[f"navigation.{key}"].compute(None, PERIOD).amount


@pytest.fixture
def filed(book, run, cast):  # noqa: ARG001 - it has been run
    case = filing(book, cast.fuzhou_officer)
    return act(case, "accept", cast.fuzhou_head, outcome="conditional", notice="没有测")


@pytest.fixture
def browse(client, cast):
    client.force_login(cast.fuzhou_officer.officer.account)
    return client


def test_a_run_counts_families_and_rights_of_each_node(run):
    assert [(line.node.title, line.rights, line.families) for line in run.lines.all()] == [
        ("隔膜", 4, 3), ("电芯", 4, 4), ("降本", 6, 6),
    ]  # fmt: skip
    assert (run.families, run.held, run.held_local) == (7, 11, 6)


def test_the_matrix_counts_what_technique_and_effect_share(run):
    assert run.matrix == [["隔膜", "降本", 2], ["电芯", "降本", 2]]


def test_figures_keep_filing_and_publication_apart(run):
    said = run.lines.get(node__title="隔膜").figures
    assert (said["filed"], said["published"]) == ({"2016": 1, "2021": 2}, {"2017": 1, "2022": 2})
    assert (said["local"], said["levels"], said["together"]) == (2, [3, 3, 3, 2], [["乙大学", "甲公司", 1]])


def test_a_node_is_judged_from_its_place(run):
    first, second = standings(run, DAY)
    assert (first.rca, first.cr5, first.local_cr5, first.growth) == ((2 / 3) / (6 / 11), 1, 1, 2 ** (1 / 5) - 1)
    assert (second.rca, second.local) == (0, 0)
    assert [(stage, count) for stage, count, _share in chain_balance(run)] == [("上游", 3), ("中游", 4)]
    assert together(run) == [("乙大学", "甲公司", 1)]


def test_a_second_run_says_what_is_new_and_what_was_reworded(book, run, cast):  # noqa: ARG001 - the first one
    patent(20, "陶瓷隔膜", "福州市", 2022)
    search.rebuild()
    node = Node.objects.get(title="电芯")
    actions.reword_node(node, text="TI=(电芯 OR 极片)", by=cast.fuzhou_officer, on=DAY)
    actions.run(book, by=cast.fuzhou_officer, on=DAY + timedelta(days=1))
    moved = {each.node.title: each.change for each in placed(book)}
    assert (moved["隔膜"].families, moved["隔膜"].new, moved["隔膜"].gone, moved["隔膜"].reworded) == (1, 1, 0, False)
    assert (moved["电芯"].families, moved["电芯"].reworded) == (0, True)


def test_a_book_without_wordings_does_not_run(case, cast):
    actions.add_node(case, title="空", stage="upstream", by=cast.fuzhou_officer, on=DAY)
    with pytest.raises(NotNow, match="还没有检索式"):
        actions.run(case, by=cast.fuzhou_officer, on=DAY)


def test_a_name_stands_once_in_a_tree(book, cast):
    with pytest.raises(FormWrong, match="已在检索书中"):
        actions.add_node(book, title="隔膜", stage="upstream", by=cast.fuzhou_officer, on=DAY)


def test_another_city_may_not_touch_the_book(book, cast):
    with pytest.raises(NotYours, match="只有该单位"):
        actions.add_node(book, title="新", stage="upstream", by=cast.xiamen_officer, on=DAY)


def test_the_same_seed_draws_the_same_sample(book, run, cast):  # noqa: ARG001 - there is something to draw from
    drawn = [actions.draw(book, seed=7, size=5, by=cast.fuzhou_officer, on=DAY) for _time in range(2)]
    first, second = (list(each.drawn.values_list("right_id", flat=True)) for each in drawn)
    assert (first, drawn[0].population) == (second, 8)


def test_two_judges_measure_precision_without_seeing_each_other(book, run, cast):  # noqa: ARG001 - as above
    sample = actions.draw(book, seed=7, size=4, by=cast.fuzhou_officer, on=DAY)
    for judge, wrong in ((cast.fuzhou_officer, 4), (cast.fuzhou_head, 3)):
        while (row := waiting(sample, judge.post)) is not None:
            actions.judge(row, is_relevant=row.order != wrong, by=judge, on=DAY)
    assert (measured(sample).hits, measured(sample).of) == (2, 2)
    assert round(kappa(sample), 3) == -0.333


def test_a_judge_says_it_once(book, run, cast):  # noqa: ARG001 - as above
    row = actions.draw(book, seed=7, size=1, by=cast.fuzhou_officer, on=DAY).drawn.get()
    actions.judge(row, is_relevant=True, by=cast.fuzhou_officer, on=DAY)
    with pytest.raises(actions.samples.SaidAlready, match="已判读"):
        actions.judge(row, is_relevant=False, by=cast.fuzhou_officer, on=DAY)


def test_known_documents_measure_recall_and_a_strange_number_counts_as_missed(book, run, cast, patents):  # noqa: ARG001 - as above
    numbers = [f"CN{patents[0].number}", patents[8].number, "CN100000001A"]
    sample = actions.look_for(book, numbers=numbers, by=cast.fuzhou_officer, on=DAY)
    assert [(id_ is not None, found) for _number, id_, found in sample.known] == [
        (True, True), (True, False), (False, False),
    ]  # fmt: skip
    assert (measured(sample).hits, measured(sample).of) == (1, 3)


def test_a_result_is_filed_with_a_number_and_its_summary_is_public(filed):
    assert (filed.state, filed.number) == ("filed", "福州导航备〔2023〕1号")
    assert list(public_results()) == [filed]


def test_unmeasured_results_are_filed_only_with_a_condition(book, run, cast):  # noqa: ARG001 - as above
    case = filing(book, cast.fuzhou_officer)
    with pytest.raises(FormWrong, match="有条件备案"):
        act(case, "accept", cast.fuzhou_head, outcome="full")


def test_a_result_without_its_data_set_goes_back(book, run, cast):  # noqa: ARG001 - as above
    case = filing(book, cast.fuzhou_officer, data_set="")
    with pytest.raises(NotNow, match="缺数据集"):
        act(case, "accept", cast.fuzhou_head, outcome="conditional", notice="没有测")
    assert act(case, "return", cast.fuzhou_officer, why="缺数据集").state == "returned"


def test_a_clients_secret_is_registered_and_never_published(book, run, cast):  # noqa: ARG001 - as above
    case = filing(book, cast.fuzhou_officer, level="client")
    case = act(case, "accept", cast.fuzhou_head, outcome="register_only")
    assert (case.state, list(public_results())) == ("filed", [])


def test_a_report_like_another_city_s_is_flagged_and_counts_once_explained(filed, cast, patents):  # noqa: ARG001 - as above
    case = actions.fork(filed, title="厦门锂电池产业导航", place="厦门市", by=cast.xiamen_officer, on=DAY)
    actions.run(case, by=cast.xiamen_officer, on=DAY)
    case = filing(case, cast.xiamen_officer, report=REPORT["report"].replace("福州", "厦门"))
    twin = Twin.objects.get(case=case)
    act(case, "accept", cast.xiamen_head, outcome="conditional", notice="没有测")
    assert (twin.other_id, float(twin.likeness) > 0.8, value("filed"), value("twins")) == (filed.pk, True, 1, 1)
    actions.explain_twin(twin, words="同一课题的两份分报告", by=cast.xiamen_officer, on=DAY)
    assert (value("filed"), value("twins")) == (2, 0)


def uids(*titles):
    return [str(uid) for uid in Right.objects.filter(title__in=titles).values_list("uid", flat=True)]


def test_what_is_left_out_as_noise_is_not_counted_by_the_next_run(book, run, cast):
    by = {"by": cast.fuzhou_officer, "on": DAY}
    assert actions.label(book, uids("隔膜卷"), word="不是电池隔膜", is_noise=True, **by) == 1
    again = actions.run(book, **by)
    line = again.lines.get(node__title="隔膜")
    assert (run.left_out, again.left_out, line.rights, line.families) == (0, 1, 3, 2)
    assert (placed(book)[0].change.gone, actions.draw(book, seed=1, size=50, **by).population) == (1, 7)
    actions.unlabel(book, uids("隔膜卷"), word="", is_noise=True, **by)
    assert actions.run(book, **by).left_out == 0


def test_labels_are_counted_by_node_in_families(book, run, cast):  # noqa: ARG001 - there is something to label
    by = {"by": cast.fuzhou_officer, "on": DAY}
    assert actions.label(book, uids("涂层隔膜", "多孔隔膜", "电芯结构"), word="结构改进", **by) == 7
    assert actions.label(book, uids("涂层隔膜"), word="结构改进", **by) == 0
    actions.label(book, uids("涂层隔膜"), word="涂覆", **by)
    actions.unlabel(book, uids("电芯结构"), word="结构改进", **by)
    assert actions.run(book, **by).labels == [
        ["隔膜", "涂覆", 1], ["隔膜", "结构改进", 2], ["电芯", "涂覆", 0], ["电芯", "结构改进", 0]
    ]  # fmt: skip


@pytest.mark.parametrize(("titles", "word"), [((), "涂覆"), (("涂层隔膜",), " ")])
def test_a_label_needs_a_word_and_documents(book, cast, titles, word):
    with pytest.raises(FormWrong):
        actions.label(book, uids(*titles), word=word, by=cast.fuzhou_officer, on=DAY)


def test_another_place_does_not_label(book, cast):
    with pytest.raises(NotYours):
        actions.label(book, uids("涂层隔膜"), word="涂覆", by=cast.xiamen_officer, on=DAY)


def test_documents_are_labelled_on_their_page_and_taken_away_as_the_data_set(browse, book, run):  # noqa: ARG001 - it found them
    page = reverse("navigation:documents", args=[book.uid])
    said = {"uid": uids("多孔隔膜"), "act": "label", "word": "多孔"}
    assert (browse.post(page, {**said, "word": ""}).status_code, browse.post(page, said).status_code) == (422, 302)
    browse.post(page, {"uid": uids("电芯结构"), "act": "leave_out", "word": "离题"})
    assert "离题" in browse.get(page, {"noise": "1"}).content.decode()
    assert browse.get(page, {"label": "多孔"}).context["page"].paginator.count == 1
    rows = b"".join(browse.get(page, {"format": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    assert next(row.split(",")[2:] for row in rows if "多孔" in row)[-3:] == ["隔膜", "多孔", ""]
    assert as_form(book)["labels"][0] == {
        "document": ["CN", "invention", Right.objects.get(title="多孔隔膜").number, ""],
        "word": "多孔", "noise": False, "on": "2023-09-28",
    }  # fmt: skip


def test_a_fork_has_the_same_book_at_another_place(book, cast):
    case = actions.fork(book, title="厦门锂电池产业导航", place="厦门市", by=cast.xiamen_officer, on=DAY)
    assert (case.unit_id, case.fields["place"]) == (cast.xiamen.pk, "厦门市")
    assert [(each.node.title, each.text) for each in placed(case)] == [
        (each.node.title, each.text) for each in placed(book)
    ]


@pytest.mark.parametrize(("level", "status"), [("public", 200), ("province", 200), ("client", 404), (None, 404)])
def test_another_place_takes_over_the_book_of_a_result_that_is_shared(level, status, client, book, run, cast):  # noqa: ARG001 - it has been run
    if level:
        case = filing(book, cast.fuzhou_officer, level=level)
        outcome = "register_only" if level == "client" else "conditional"
        act(case, "accept", cast.fuzhou_head, outcome=outcome, notice="没有测")
    client.force_login(cast.xiamen_officer.officer.account)
    address = reverse("navigation:fork", args=[book.uid])
    assert client.get(address).status_code == status
    if status == 200:
        client.post(address, {"title": "厦门锂电池产业导航", "place": "厦门市"})
        made = casework.Case.unscoped.get(process=PROJECT, unit=cast.xiamen)
        assert [each.text for each in placed(made)] == [each.text for each in placed(book)]
        assert address in client.get(reverse("navigation:shared")).content.decode()


@pytest.fixture
def labelled(book, cast):
    by = {"by": cast.fuzhou_officer, "on": DAY}
    actions.label(book, uids("多孔隔膜"), word="多孔", **by)
    actions.label(book, uids("隔膜卷"), word="离题", is_noise=True, **by)
    actions.run(book, **by)
    return book


def test_a_project_goes_out_as_a_file_and_comes_in_again(labelled, cast):
    sent = as_form(labelled)
    made = actions.take_in(json.dumps(sent).encode(), by=cast.xiamen_officer, on=DAY)
    again = as_form(made.case)
    whole = ("project", "nodes", "runs", "labels")
    assert ([again[name] for name in whole], made.missing) == ([sent[name] for name in whole], 0)
    assert (len(sent["runs"]), len(sent["labels"]), again["number"]) == (1, 2, "")
    assert [run.taken_in_on for run in runs_of(made.case)] == [DAY]


def test_a_run_that_came_in_a_file_is_compared_with_the_next_one_here(labelled, cast):
    made = actions.take_in(json.dumps(as_form(labelled)).encode(), by=cast.xiamen_officer, on=DAY)
    patent(13, "复合隔膜", "福州市", 2022)
    search.rebuild()
    actions.run(made.case, by=cast.xiamen_officer, on=DAY)
    changes = {each.node.title: (each.change.new, each.change.gone) for each in placed(made.case)}
    assert changes["隔膜"] == (1, 0)


def test_what_was_run_elsewhere_does_not_count_as_run_here(labelled, cast):
    before = (value("searched"), value("strategies"))
    made = actions.take_in(json.dumps(as_form(labelled)).encode(), by=cast.xiamen_officer, on=DAY)
    assert ((value("searched"), value("strategies")), result_of(made.case).was_run) == (before, False)


def test_documents_that_are_not_here_are_counted_and_their_labels_stay_out(labelled, cast):
    sent = as_form(labelled)
    for document in [sent["labels"][0]["document"], sent["runs"][0]["lines"][0]["found"][0]]:
        document[2] = "202399999999"
    made = actions.take_in(json.dumps(sent).encode(), by=cast.xiamen_officer, on=DAY)
    line = Line.objects.filter(run__case=made.case).first()
    assert (made.missing, Label.objects.filter(case=made.case).count()) == (1, 1)
    assert (line.rights, line.ids, line.digest) == (3, [], sent["runs"][0]["lines"][0]["digest"])


def test_a_file_of_the_first_version_starts_the_book_alone(labelled, cast):
    sent = {**as_form(labelled), "version": 1, "runs": [{"number": 1}], "labels": [{"number": "1"}]}
    made = actions.take_in(json.dumps(sent).encode(), by=cast.xiamen_officer, on=DAY)
    assert (runs_of(made.case), len(placed(made.case))) == ([], 3)


SPOILT = (
    ("runs.1.number", lambda sent: sent["runs"][0].update(number=True)),
    ("runs.1.lines.figures", lambda sent: sent["runs"][0]["lines"][0]["figures"].pop("cr5")),
    ("runs.1.lines.figures", lambda sent: sent["runs"][0]["lines"][0]["figures"].update(cr5=float("nan"))),
    ("runs.1.lines.found", lambda sent: sent["runs"][0]["lines"][0].update(found=[["CN"]])),
    ("labels.1.word", lambda sent: sent["labels"][0].update(word="")),
    ("labels.1.strange", lambda sent: sent["labels"][0].update(strange=1)),
    ("labels", lambda sent: sent.update(labels={})),
    ("次数从1起", lambda sent: sent["runs"][0].update(number=2)),
    ("次数从1起", lambda sent: sent["runs"][0]["lines"][0].update(node="没有")),
    ("还没有到", lambda sent: sent["runs"][0].update(run_on="2099-01-01")),
)


@pytest.mark.parametrize(("where", "spoil"), SPOILT)
def test_a_run_or_label_of_another_shape_starts_nothing(where, spoil, labelled, cast):
    sent = json.loads(json.dumps(as_form(labelled)))
    spoil(sent)
    with pytest.raises(FormWrong) as refused:
        actions.take_in(json.dumps(sent).encode(), by=cast.fuzhou_officer, on=DAY)
    assert (where in refused.value.fields["file"], casework.Case.objects.count()) == (True, 1)


@pytest.fixture
def sheet(browse, case):  # noqa: ARG001 - it is in the list
    """Return the list of projects as the page gives it, row by row."""
    answer = browse.get(reverse("navigation:projects"), {"format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return next(csv.DictReader(text.splitlines()))


def test_a_list_of_projects_that_left_comes_in_again_elsewhere(sheet, case, cast):
    row = {each.name: sheet[each.title] for each in PROJECTS.fields if sheet[each.title]}
    row |= {name: next(key for key, label in table.items() if label == row[name]) for name, table in CHOICES.items()}
    made = Projects().take(row, by=cast.xiamen_officer, on=DAY)
    assert (made.unit_id, made.fields) == (cast.xiamen.pk, case.fields)


def test_an_import_is_taken_back_only_while_nothing_was_done(case, cast):
    Projects().undo(case, by=cast.fuzhou_officer, on=DAY)
    case.refresh_from_db()
    other = act(casework.start(PROJECT, unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=START), *STEPS[0][:1],
                cast.fuzhou_officer, **STEPS[0][1])  # fmt: skip
    with pytest.raises(Refusal, match="不能撤销导入"):
        Projects().undo(other, by=cast.fuzhou_officer, on=DAY)
    assert case.state == "stopped"


@pytest.mark.parametrize("content", [b"\xff", b"{", b"[]", b'{"form": "x"}'])
def test_a_strange_file_starts_nothing(content, cast):
    with pytest.raises(FormWrong):
        actions.take_in(content, by=cast.fuzhou_officer, on=DAY)
    assert casework.Case.objects.count() == 0


def test_the_figures_of_the_room_count_what_was_done(filed, cast):
    proof = {"adopter": "样例园区", "adopted_on": "2023-09-28", "effect": "policy", "proof": "批复"}
    assert value("adopted") == 0
    act(filed, "adopt", cast.fuzhou_officer, **proof)
    place = Place.objects.get(code="350100")
    actions.declare_base(
        name="样例基地",
        kind="agency",
        level="province",
        place=place,
        since=date(2023, 1, 2),
        by=cast.fuzhou_officer,
        on=DAY,
    )
    said = {key: value(key) for key in ("started", "filed", "full", "adopted", "industries", "bases", "published")}
    assert said == {"started": 1, "filed": 1, "full": 0, "adopted": 100, "industries": 1, "bases": 1, "published": 1}
    search.show_work(by=cast.fuzhou_officer, on=DAY)
    assert [value(key) for key in ("searched", "strategies", "measured", "subjects")] == [1, 3, 0, 1]


def test_projects_are_counted_by_kind_with_their_money(case, cast):  # noqa: ARG001 - it says nothing of money
    by = cast.fuzhou_officer
    for decider, kind, money in (("firm", "enterprise", "30.5"), ("firm", "enterprise", "12"), ("area", "region", "8")):
        form = {**START, "decider": decider, "kind": kind, "money": money}
        casework.start(PROJECT, unit=cast.fuzhou, by=by, on=DAY, form=form)
    kinds = ("region", "industry", "enterprise", "research", "people", "money")
    assert [value(key) for key in kinds] == [1, 1, 2, 0, 0, Decimal("50.5")]
    assert len(indicators.registered()["navigation.money"].compute(None, PERIOD).records) == 3


def test_units_that_use_subject_databases_are_counted_once(cast):
    own = {"unit": cast.fuzhou, "post": cast.fuzhou_officer.post, "opened_on": DAY, "cycle_days": 30}
    for title in ("甲", "乙"):
        search.SubjectBase.objects.create(title=title, topic=title, **own).users.set([cast.xiamen, cast.fuzhou])
    assert value("users") == 2


def test_a_run_is_drawn_in_seven_pictures(run):
    drawn = pictures(run, DAY)
    assert [each.key for each in drawn] == ["chain", "trend", "applicants", "classes", "network", "matrix"]
    assert all(each.svg.startswith("<svg") for each in drawn)


def test_the_pages_of_a_project_open(browse, book, run, cast):
    sample = actions.draw(book, seed=1, size=2, by=cast.fuzhou_officer, on=DAY)
    pages = [
        reverse(f"navigation:{name}", args=[book.uid]) for name in ("book", "report", "measure", "fork", "exchange")
    ]
    pages += [reverse("navigation:analysis", args=[run.uid]), sample.get_absolute_url(), book.get_absolute_url()]
    pages += [reverse("navigation:node", args=[Node.objects.first().uid])]
    pages += [reverse(f"navigation:{name}") for name in ("room", "projects", "shared", "bases", "results")]
    assert {browse.get(page).status_code for page in pages} == {200}


def test_the_book_is_written_on_its_page(browse, case, patents):  # noqa: ARG001 - its strategies find them
    page = reverse("navigation:book", args=[case.uid])
    said = {"asked": "node", "node-title": "隔膜", "node-stage": "upstream", "node-text": "TI=("}
    assert browse.post(page, said).status_code == 422
    assert browse.post(page, {**said, "node-text": "TI=隔膜"}).status_code == 302
    browse.post(page, {"asked": "member", "member-part": "manager", "member-name": "样例"})
    browse.post(reverse("navigation:run", args=[case.uid]))
    node = Node.objects.get()
    browse.post(reverse("navigation:node", args=[node.uid]), {"text": "TI=多孔隔膜", "seen": node.version})
    assert (wording(node), Run.objects.count(), Line.objects.get().rights) == ("TI=多孔隔膜", 1, 4)


def test_samples_are_drawn_and_judged_on_their_pages(browse, book, run):  # noqa: ARG001 - there is something to draw from
    page = reverse("navigation:measure", args=[book.uid])
    browse.post(page, {"asked": "known", "numbers": "CN100000001A"})
    sample = browse.post(page, {"asked": "draw", "size": 1, "seed": 3}, follow=True).context["sample"]
    row = sample.drawn.get()
    browse.post(reverse("navigation:judge", args=[row.uid]), {"verdict": "no"})
    assert [each.is_relevant for each in row.judgements.all()] == [False]


def test_a_base_is_declared_on_its_page(browse):
    said = {"name": "样例基地", "kind": "school", "level": "province", "place": "350100", "since": "2023-01-02"}
    browse.post(reverse("navigation:bases"), {**said, "place": Place.objects.get(code="350100").pk})
    assert [(base.name, base.confirmed_by) for base in Base.objects.all()] == [("样例基地", "")]


def test_everybody_reads_the_summary_and_nothing_more(client, filed):
    page = client.get(reverse("navigation:result", args=[filed.number])).content.decode()
    assert ("隔膜有优势" in page, "TI=隔膜" in page, REPORT["report"] in page) == (True, False, False)
    assert START["title"] in client.get(reverse("navigation:results")).content.decode()


def test_the_report_leaves_as_word_with_the_figures_of_the_last_run(filed, browse):
    answer = browse.get(reverse("navigation:report_word", args=[filed.uid]))
    file = WordFile(BytesIO(answer.content))
    words = "\n".join(paragraph.text for paragraph in file.paragraphs)
    cells = [[cell.text for cell in row.cells] for row in file.tables[0].rows]
    assert all(each in words for each in ("福州锂电池产业导航", "1. 隔膜有优势", "2023-09-28", "还没有测"))
    assert cells[1][:5] == ["隔膜", "3", "2", "100.0%", "1.22"]
    assert ["电芯", "TI=电芯"] in [[cell.text for cell in row.cells] for row in file.tables[2].rows]


def test_a_project_that_was_never_run_has_a_report_too(case, browse):
    answer = browse.get(reverse("navigation:report_word", args=[case.uid]))
    words = "\n".join(paragraph.text for paragraph in WordFile(BytesIO(answer.content)).paragraphs)
    assert "还没有运行检索策略" in words


def test_who_holds_a_filed_result_is_reminded_once_a_year_until_an_adoption_is_reported(filed, cast):
    year = DAY + timedelta(days=365)
    assert [remind_of_adoptions(on=day) for day in (year - timedelta(days=1), year, year + timedelta(days=9))] == [
        0,
        1,
        1,
    ]
    told = Outgoing.objects.filter(code="navigation.adoption_due", officer=cast.fuzhou_officer.officer)
    assert told.count() == 1
    with clock.office_day(year):
        casework.carry_out(filed, "adopt", by=cast.fuzhou_officer, on=year, form={
            "adopter": "样例公司", "adopted_on": year.isoformat(), "effect": "research", "proof": "证明",
        })  # fmt: skip
    assert remind_of_adoptions(on=year + timedelta(days=20)) == 0
