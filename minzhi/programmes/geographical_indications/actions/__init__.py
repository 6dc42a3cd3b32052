"""What this room does."""

from minzhi.programmes.geographical_indications.actions.goods import (
    correct,
    harvest,
    lose,
    make,
    open_stock,
    pack,
    return_goods,
    transfer,
)
from minzhi.programmes.geographical_indications.actions.labels import Told, issue, look_at, printed, say_where, stop
from minzhi.programmes.geographical_indications.actions.registers import (
    Person,
    add_plot,
    add_report,
    confirm_standard,
    draw_area,
    list_indication,
    list_producer,
    set_standard,
    take_off,
)

__all__ = [
    "Person",
    "Told",
    "add_plot",
    "add_report",
    "confirm_standard",
    "correct",
    "draw_area",
    "harvest",
    "issue",
    "list_indication",
    "list_producer",
    "look_at",
    "lose",
    "make",
    "open_stock",
    "pack",
    "printed",
    "return_goods",
    "say_where",
    "set_standard",
    "stop",
    "take_off",
    "transfer",
]
