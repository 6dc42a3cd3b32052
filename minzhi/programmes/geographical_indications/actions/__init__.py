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
    ROOM,
    Person,
    add_plot,
    add_report,
    confirm_standard,
    draw_area,
    end_laboratory,
    list_indication,
    list_laboratory,
    list_producer,
    set_standard,
    take_off,
)
from minzhi.programmes.geographical_indications.actions.returns import send_return
from minzhi.programmes.geographical_indications.actions.signs import (
    cancel_sign,
    end_signs,
    enter_sign,
    file_contract,
    renew_sign,
)
from minzhi.programmes.geographical_indications.actions.supervision import Seen, plan_checks, raise_lead
from minzhi.programmes.geographical_indications.actions.zones import FIGURES

__all__ = [
    "FIGURES",
    "ROOM",
    "Person",
    "Seen",
    "Told",
    "add_plot",
    "add_report",
    "cancel_sign",
    "confirm_standard",
    "correct",
    "draw_area",
    "end_laboratory",
    "end_signs",
    "enter_sign",
    "file_contract",
    "harvest",
    "issue",
    "list_indication",
    "list_laboratory",
    "list_producer",
    "look_at",
    "lose",
    "make",
    "open_stock",
    "pack",
    "plan_checks",
    "printed",
    "raise_lead",
    "renew_sign",
    "return_goods",
    "say_where",
    "send_return",
    "set_standard",
    "stop",
    "take_off",
    "transfer",
]
