"""A run as an analyst reads it: the standing of each node, the balance of the chain, what the pictures need."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from minzhi.programmes.navigation.models import Line, Node, Run
from minzhi.programmes.navigation.queries.book import EFFECT, limits, lines_of
from minzhi.programmes.navigation.rules.analysis import Limits, Standing, advantage, balance, growth, judged


def chain_lines(run: Run) -> list[Line]:
    """Return the lines of the chain's nodes: technical effects are left out."""
    return [line for line in lines_of(run).values() if line.node.stage != EFFECT]


def standings(run: Run, on: date) -> list[Standing]:
    """Return how each node of the chain stands, judged by the limits in force on a day."""
    bounds = limits(on)
    return judged((_standing(run, line, bounds) for line in chain_lines(run)), bounds)


def _standing(run: Run, line: Line, bounds: Limits) -> Standing:
    said = line.figures
    by_year = {int(year): count for year, count in said["filed"].items()}
    last = run.run_on.year - bounds.growth_lag
    return Standing(
        title=line.node.title, stage=line.node.stage, families=line.families, local=said["local"],
        cr5=said["cr5"], local_cr5=said["local_cr5"],
        rca=advantage(said["local"], line.families, run.held_local, run.held),
        growth=growth(by_year, last, bounds.growth_years),
    )  # fmt: skip


def chain_balance(run: Run) -> list[tuple[str, int, float]]:
    """Return stage, families and share of each stage of the chain, by its lowest nodes."""
    lines = chain_lines(run)
    parents = set(Node.unscoped.filter(case=run.case_id, parent__isnull=False).values_list("parent_id", flat=True))
    by_stage: Counter[str] = Counter()
    for line in lines:
        if line.node_id not in parents:
            by_stage[line.node.stage] += line.families
    shares = balance(by_stage)
    order = [stage for stage in Node.Stage.values if stage in by_stage]
    return [(str(Node.Stage(stage).label), by_stage[stage], shares[stage]) for stage in order]


def summed(run: Run, name: str) -> list[tuple[str, int]]:
    """Return a count of all nodes together, the largest first; a family in two nodes counts in each."""
    whole: Counter[str] = Counter()
    for line in chain_lines(run):
        said = line.figures[name]
        whole.update(dict(said.items() if isinstance(said, Mapping) else said))
    return whole.most_common()


def together(run: Run) -> list[tuple[str, str, int]]:
    """Return pairs of applicants that file together, with how many families, the closest first."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in chain_lines(run):
        for one, other, count in line.figures["together"]:
            pairs[one, other] += count
    return [(*pair, count) for pair, count in pairs.most_common()]
