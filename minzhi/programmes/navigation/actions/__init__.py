"""What this room does: acts of projects with their effects, the query book, samples, declared service bases."""

from minzhi.programmes.navigation.actions import handling, sheets
from minzhi.programmes.navigation.actions.bases import confirm_base, declare_base, end_base
from minzhi.programmes.navigation.actions.book import add_node, fork, name_member, reword_node, run
from minzhi.programmes.navigation.actions.exchange import TakenIn, take_in
from minzhi.programmes.navigation.actions.handling import explain_twin
from minzhi.programmes.navigation.actions.labels import label, unlabel
from minzhi.programmes.navigation.actions.samples import draw, judge, look_for

__all__ = [
    "TakenIn",
    "add_node",
    "confirm_base",
    "declare_base",
    "draw",
    "end_base",
    "explain_twin",
    "fork",
    "handling",
    "judge",
    "label",
    "look_for",
    "name_member",
    "reword_node",
    "run",
    "sheets",
    "take_in",
    "unlabel",
]
