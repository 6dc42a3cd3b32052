"""Which road fits a dispute: adjudication, mediation, court-entrusted, arbitration, notary; each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minzhi.kit.legal_time import Calendar, years
from minzhi.kit.text import mark as _

THREE_YEARS = years(3, rolls=False)
INFRINGEMENT = "infringement"
SINCE_81, SINCE_205 = date(2025, 2, 1), date(2024, 1, 1)
"""From when Order 81 holds, and the numbers that the Civil Procedure Law has since."""


@dataclass(frozen=True)
class Dispute:
    """What is asked of whoever comes with a dispute."""

    matter: str
    in_court: bool = False
    both_willing: bool = False
    arbitration_clause: bool = False
    wants_order_to_stop: bool = False
    wants_money: bool = False
    has_agreement: bool = False
    known_on: date | None = None
    continuing: bool = False
    patent_alive: bool = True


@dataclass(frozen=True)
class Road:
    """One way, whether it is open, and why; `process` opens it here where it is ours."""

    name: str
    label: str
    fits: bool
    why: str
    article: str
    process: str = ""


def too_late(dispute: Dispute, on: date) -> bool:
    """Tell whether three years have passed since act and infringer were known (Order 81, articles 12 and 19).

    While the act goes on and the patent lives the request must still be accepted.
    """
    if dispute.known_on is None or (dispute.continuing and dispute.patent_alive):
        return False
    return on > last_day_to_ask(dispute.known_on)


def last_day_to_ask(known_on: date) -> date:
    """Return the last day of the three years in which a request may be made; of substance, so it does not roll."""
    return THREE_YEARS.due(known_on, Calendar()).due


def roads(dispute: Dispute, on: date) -> list[Road]:
    """Return every road with its reason, those that are open first."""
    ours = [_adjudication(dispute, on), _mediation(dispute, on), _court(dispute)]
    return sorted([*ours, _arbitration(dispute), *_afterwards(dispute, on)], key=lambda road: not road.fits)


def _order(on: date, articles: str) -> str:
    """Return what Order 81 says, or that before it the measures of 2015 held, whose articles were not read."""
    return f"令第81号{articles}" if on >= SINCE_81 else _("《专利行政执法办法》（2015年），条文未核定")


def _confirmation(on: date) -> str:
    return "《民事诉讼法》第205条" if on >= SINCE_205 else _("《民事诉讼法》（2021年修正）第201条，未核定")


def _adjudication(dispute: Dispute, on: date) -> Road:
    why = _("请求责令停止侵权，由有管辖权的知识产权局裁决，三个月内结案。")
    fits = dispute.matter == INFRINGEMENT
    if not fits:
        why = _("行政裁决只办侵权纠纷；权属、报酬等纠纷请走调解。")
    elif dispute.in_court:
        fits, why = False, _("同一纠纷已向人民法院起诉，不能再请求行政裁决。")
    elif too_late(dispute, on):
        fits, why = False, _("知道侵权行为和侵权人已满三年，且侵权已停止或专利权已终止。")
    elif dispute.wants_money and not dispute.wants_order_to_stop:
        fits, why = False, _("只求赔偿数额的，裁决不能判给，可以调解或起诉。")
    return Road("adjudication", _("行政裁决"), fits, why, _order(on, "第12、15条"), "disputes.adjudication")


def _mediation(dispute: Dispute, on: date) -> Road:
    if dispute.in_court:
        why = _("已在法院的纠纷，由法院委托调解。")
        return Road(
            "mediation", _("行政调解"), fits=False, why=why, article=_order(on, "第63条"), process="disputes.mediation"
        )
    why = (
        _("双方愿意，可以较快解决，赔偿数额也能谈。")
        if dispute.both_willing
        else _("对方同意才立案；可以先请求，由我们征求对方意见。")
    )
    return Road(
        "mediation", _("行政调解"), fits=True, why=why, article=_order(on, "第63、65条"), process="disputes.mediation"
    )


def _court(dispute: Dispute) -> Road:
    why = (
        _("法院已受理，经法院委托后由调解组织调解。")
        if dispute.in_court
        else _("没有起诉，法院不会委托；需要判决赔偿的可以起诉。")
    )
    return Road(
        "entrusted",
        _("法院委托调解"),
        fits=dispute.in_court,
        why=why,
        article="诉调对接办法（建议稿）",
        process="disputes.entrusted",
    )


def _arbitration(dispute: Dispute) -> Road:
    why = _("合同里有仲裁条款，应先仲裁。") if dispute.arbitration_clause else _("没有仲裁条款；双方可以另订仲裁协议。")
    return Road("arbitration", _("仲裁"), fits=dispute.arbitration_clause, why=why, article="《仲裁法》")


def _afterwards(dispute: Dispute, on: date) -> Iterator[Road]:
    notary = (
        _("已有协议且有给付内容，可以办理赋予强制执行效力的公证。")
        if dispute.has_agreement
        else _("还没有协议，不能公证。")
    )
    yield Road("notary", _("公证"), fits=dispute.has_agreement, why=notary, article=_order(on, "第69条"))
    confirm = _("经依法设立的调解组织达成协议，双方自协议生效起30日内可以共同申请司法确认。")
    no = _("还没有调解协议，不能申请司法确认。")
    yield Road(
        "confirmation", _("司法确认"), fits=dispute.has_agreement, why=confirm if dispute.has_agreement else no,
        article=_confirmation(on),
    )  # fmt: skip
