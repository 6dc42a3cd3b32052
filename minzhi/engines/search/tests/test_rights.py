"""What is imported is found, by the command and after every kind of interruption."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from minzhi.engines.search import queries
from minzhi.engines.search.index import keeping
from minzhi.records.rights.models import Right, Touched
from minzhi.records.rights.reading.lines import line_of
from minzhi.records.rights.synthetic import patents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some")]


@pytest.fixture
def some(tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_text("".join(line_of(item) + "\n" for item in patents(60, seed=1)), "utf-8")
    call_command("import", "lines", str(path), "--synthetic", stdout=StringIO())


def said(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def titled(word):
    return sorted(Right.objects.filter(title__contains=word).values_list("pk", flat=True))


def test_the_command_counts():
    assert said("search", "TI=电池", "--count").strip() == str(len(titled("电池")))


def test_the_command_answers_programs():
    answer = json.loads(said("search", "TI=电池 AND CITY=宁德市", "--json", "--facets", "year,city"))
    assert (answer["dialect"], answer["count"]) == (
        "native",
        Right.objects.filter(title__contains="电池", city="宁德市").count(),
    )
    assert sum(each["count"] for each in answer["facets"]["year"]) == answer["count"]


def test_the_command_writes_a_table(tmp_path):
    said("search", "*", "--csv", str(tmp_path / "all.csv"))
    rows = (tmp_path / "all.csv").read_text("utf-8-sig").splitlines()
    assert (len(rows), rows[-1].split(",")[0]) == (1 + 60 + 5, "SHA-256")


def test_a_wrong_query_says_where():
    with pytest.raises(CommandError, match="第5个字符"):
        said("search", "TI=(AND")


def test_a_batch_gives_a_table_of_counts(tmp_path):
    (tmp_path / "b.txt").write_text("TI=电池\nTI=茶\n#1 OR #2\n#9\n", "utf-8")
    rows = json.loads(said("search", "--batch", str(tmp_path / "b.txt"), "--json"))
    assert [row["count"] for row in rows] == [
        len(titled("电池")),
        len(titled("茶")),
        len({*titled("电池"), *titled("茶")}),
        None,
    ]


def test_the_index_follows_a_change():
    Right.objects.filter(pk=titled("电池")[0]).update(title="全新的名称")
    Touched.objects.create(right_id=Right.objects.get(title="全新的名称").pk)
    keeping.bring_up_to_date()
    assert queries.count("TI=全新的名称") == 1


def test_a_rebuilt_index_answers_the_same():
    before = keeping.engine().ids(queries.read("TI=电池 OR AB=网箱").tree)
    keeping.rebuild()
    assert keeping.engine().ids(queries.read("TI=电池 OR AB=网箱").tree) == before


def test_an_index_of_another_version_is_built_anew(monkeypatch):
    monkeypatch.setattr(keeping, "fingerprint", lambda: "another")
    assert (keeping.current(), queries.count("*")) == (None, 60)


def test_what_died_between_index_and_database_is_put_in_again(monkeypatch):
    Touched.objects.create(right=Right.objects.first())
    monkeypatch.setattr(keeping.Touched.objects, "filter", _dies)
    with pytest.raises(KeyboardInterrupt):
        keeping.bring_up_to_date()
    monkeypatch.undo()
    keeping.bring_up_to_date()
    assert (queries.count("*"), Touched.objects.count()) == (60, 0)


@pytest.mark.parametrize(
    ("symbol", "known"), [("H01M", True), ("H01M10", True), ("H01M10/0525", True), ("H01N", False)]
)
def test_a_class_is_known_as_deep_as_the_table_goes(tmp_path, symbol, known):
    rows = ["H\tsection\t电学", "H01\tclass\t电气元件", "H01M\tsubclass\t电池", "H01M10/00\tmain_group\t二次电池"]
    (tmp_path / "ipc.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    call_command("data", "load", str(tmp_path / "ipc.tsv"), edition="2026", stdout=StringIO())
    assert (queries.exists("ipc", symbol), queries.class_titles(["H01M10/0525"])["H01M10"]) == (known, "二次电池")


def _dies(**_condition):
    raise KeyboardInterrupt
