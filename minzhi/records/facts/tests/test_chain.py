import pytest
from django.db import IntegrityError, connection

from minzhi.records.audit.tests.cast import DAY
from minzhi.records.facts.actions import GENESIS, canonical, link, record, seal
from minzhi.records.facts.models import Fact, Seal
from minzhi.records.facts.queries import Verdict, verify


@pytest.fixture
def facts(chen, quanzhou):
    return [record("facts.visited", subject=quanzhou, by=chen, on=DAY, payload={"firms": n}) for n in range(5)]


def tamper(statement):
    """Change the database behind the program's back, as its owner can."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        for table in ("facts_fact", "facts_seal"):
            for verb in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_{verb}{on}")
        cursor.execute(statement)


def test_facts_are_sealed_in_the_order_they_were_written(facts):
    assert (seal(), list(Seal.objects.order_by("sequence").values_list("sequence", "fact"))) == (
        5,
        [(place, fact.pk) for place, fact in enumerate(facts, start=1)],
    )


def test_each_seal_covers_its_fact_and_the_seal_before(facts):
    seal()
    first, second = Seal.objects.order_by("sequence")[:2]
    assert (first.previous, first.hash) == (GENESIS, link(GENESIS, facts[0]))
    assert (second.previous, second.hash) == (first.hash, link(first.hash, facts[1]))


def test_a_fact_reads_from_the_database_as_it_was_written(facts):
    assert [canonical(fact) for fact in Fact.unscoped.order_by("pk")] == [canonical(fact) for fact in facts]


@pytest.mark.usefixtures("facts")
def test_sealing_goes_on_where_it_stopped():
    assert [seal(limit=2), seal(limit=2), seal(limit=2), seal(limit=2)] == [2, 2, 1, 0]
    assert verify() == Verdict(sealed=5, unsealed=0, first_broken=None)


@pytest.mark.usefixtures("facts")
def test_the_check_says_how_many_are_not_sealed_yet():
    seal(limit=3)
    assert verify() == Verdict(sealed=3, unsealed=2, first_broken=None)


@pytest.mark.django_db
def test_a_chain_of_nothing_holds():
    assert (seal(), verify()) == (0, Verdict(sealed=0, unsealed=0, first_broken=None))


@pytest.mark.usefixtures("facts")
def test_the_check_tells_how_far_it_is():
    seal()
    told = []
    verify(told.append)
    assert told == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE facts_fact SET law = 'x' WHERE id = {third}", 3),
        ("UPDATE facts_fact SET payload = '{{\"firms\": 9}}' WHERE id = {third}", 3),
        ("UPDATE facts_seal SET hash = previous WHERE sequence = 4", 4),
        ("UPDATE facts_seal SET previous = hash WHERE sequence = 4", 4),
        ("UPDATE facts_seal SET sequence = 9 WHERE sequence = 4", 5),
        ("DELETE FROM facts_seal WHERE sequence = 2", 3),
    ],
)
def test_whoever_changes_the_database_breaks_the_chain(facts, change, broken):
    seal()
    tamper(change.format(third=facts[2].pk))
    assert verify().first_broken == broken


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize("change", [{"hash": GENESIS}, {"previous": GENESIS}])
def test_the_database_refuses_a_changed_seal(change):
    seal()
    with pytest.raises(IntegrityError, match="facts_seal is never changed"):
        Seal.objects.update(**change)


@pytest.mark.usefixtures("facts")
def test_the_database_refuses_a_deleted_seal():
    seal()
    with pytest.raises(IntegrityError, match="facts_seal is never changed"):
        Seal.objects.all().delete()
