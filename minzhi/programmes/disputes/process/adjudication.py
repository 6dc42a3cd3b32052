"""Adjudication of patent infringement disputes: Order 81, and Order 71 for requests before 2025-02-01."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from minzhi.kit.process import (
    BEFORE,
    CLOCK,
    EARLIER,
    SAME,
    START,
    Action,
    Case,
    Citation,
    Clock,
    Effect,
    Field,
    Kind,
    Plain,
    Process,
    Standing,
    State,
)
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.disputes.process.forms import LONG, MAY_GO_ON, MUST_SUSPEND, NAME, NOT_COUNTED, REQUEST, WAYS
from minzhi.programmes.disputes.rules.laws import ORDER_71, ORDER_81, PATENT_LAW
from minzhi.programmes.disputes.rules.roads import last_day_to_ask

OFFICER, HEAD, SUPERIOR, PARTY = "officer", "head", "superior", "party"
CLAIMANT, RESPONDENT = "claimant", "respondent"
ROLES = (
    (OFFICER, _("承办人")),
    (HEAD, _("办理机关负责人")),
    (SUPERIOR, _("上级机关")),
    (PARTY, _("当事人")),
    (CLAIMANT, _("请求人")),
    (RESPONDENT, _("被请求人")),
)
HEARD = ("served", "defended", "hearing", "panel")
OPEN = ("accepted", *HEARD)
LEAST_PANEL = 3
ATTENDANCE = {"both": _("双方到庭"), "in_absentia": _("被请求人缺席，缺席审理")}
DISMISSED_FOR = {"time_bar": _("被请求人以请求超过三年抗辩，抗辩成立"), "other": _("其他")}
OUTCOMES = {"infringes": _("侵权成立"), "infringes_not": _("侵权不成立"), "partly": _("部分成立")}


def odd_panel(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Order 81, article 20: three or more members, an odd number."""
    del on
    members = [name for name in str(fields.get("panel", "")).replace("，", "、").replace(",", "、").split("、") if name]
    if len(members) >= LEAST_PANEL and len(members) % 2 and len(set(members)) == len(members):
        return {}
    return {"panel": _("合议组须由三名以上单数人员组成，姓名用顿号分开，不重复。")}


def not_in_court(case: Case, on: date) -> str:
    """Order 81, article 12: who has gone to court over the same dispute cannot ask for adjudication."""
    del on
    sued = case.fields.get("in_court")
    return _("请求中写明已就同一纠纷向人民法院起诉，不能立案；请不予立案并告知。") if sued else ""


def may_be_accepted(case: Case, on: date) -> str:
    """Order 81, articles 12 and 19: not in court; within three years, or the act goes on and the patent lives."""
    known_on, asked_on = (str(case.fields.get(name) or "") for name in ("known_on", "received_on"))
    if known_on and asked_on and not case.fields.get("continuing"):
        last = last_day_to_ask(date.fromisoformat(known_on))
        if date.fromisoformat(asked_on) > last:
            return _(
                "自知道侵权行为和侵权人之日起三年已于%(last)s届满，且没有写明侵权仍在继续，不能立案；请核实后办理。"
            ) % {"last": last}
    return not_in_court(case, on)


def bar_stands(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Order 81, article 19: who pleads that three years are over must be right about it."""
    del on
    if fields.get("dismissed_for") != "time_bar":
        return {}
    known_on, asked_on = (str(fields.get(name) or "") for name in ("known_on", "received_on"))
    if known_on and asked_on and date.fromisoformat(asked_on) > last_day_to_ask(date.fromisoformat(known_on)):
        return {}
    return {"dismissed_for": _("请求中没有写明知道之日，或提出请求时三年还没有届满，不能以超过三年撤销。")}


def defence_is_over(case: Case, on: date) -> str:
    term = case.term("defence")
    if term is not None and term.standing is Standing.RUNNING and on <= term.due:
        return _("答辩期到%(due)s，届满前不能径行审理。") % {"due": term.due}
    return ""


def after_first_extension(case: Case, on: date) -> str:
    del on
    first = any(event.action == "extend" for event in case.log)
    return "" if first else _("须先经办理机关负责人批准延长，仍不能结案的，才报上级机关批准。")


def was_found_before(case: Case, on: date) -> str:
    del on
    return "" if case.fields.get("earlier_finding") else _("请求中没有写明同一专利在先认定侵权的文书，不能直接责令。")


STATES = (
    State("received", _("立案审查")),
    State("correcting", _("待补正"), stops=("accept",)),
    State("accepted", _("已立案"), public=True),
    State("served", _("答辩期"), public=True),
    State("defended", _("书面审理"), public=True),
    State("hearing", _("口头审理"), public=True),
    State("panel", _("合议"), public=True),
    State("suspended", _("中止"), stops_clocks=True, public=True),
    State("excluded", _("期间不计入"), stops=("close",), public=True),
    State("decided", _("待送达裁决"), public=True),
    State("court_window", _("起诉期"), public=True),
    State("in_court", _("行政诉讼"), public=True),
    State("effective", _("裁决生效"), public=True),
    State("refused", _("不予立案"), final=True),
    State("withdrawn", _("视为撤回或撤回"), final=True),
    State("mediated", _("调解结案"), final=True, public=True),
    State("dismissed", _("撤销案件"), final=True, public=True),
    State("reversed", _("裁决被撤销"), final=True, public=True),
    State("performed", _("已履行"), final=True, public=True),
    State("enforced", _("申请强制执行"), final=True, public=True),
)


def opening(law: Mapping[str, Citation]) -> tuple[Action, ...]:
    """Return the acts from the request to its acceptance or refusal."""
    return (
        Action(
            "receive", _("收到请求"), START, "received", (OFFICER, PARTY), law["request"], REQUEST, public=True,
            fact="received",
        ),
        Action(
            "ask_correction", _("通知补正"), "received", "correcting", (OFFICER,), law["correct"],
            (text("items", _("须补正的全部事项"), at_most=LONG), Field("correction_term", _("补正期限"), Kind.SPAN)),
            documents=("correction",), times=1, fact="correction_asked", hint=_("一次性书面告知全部事项和期限。"),
        ),
        Action(
            "supplement", _("提交补正"), "correcting", "received", (OFFICER, CLAIMANT), law["correct"],
            (text("supplied", _("补正内容"), at_most=LONG),), public=True, fact="supplemented",
        ),
        Action(
            "extend_acceptance", _("延长立案期限"), "received", SAME, (HEAD,), law["accept"], WHY, extends="accept",
            extend_by="5wd", times=1, fact="acceptance_extended", hint=_("特殊情况，经负责人批准，再延长五个工作日。"),
        ),
        Action(
            "accept", _("立案"), "received", "accepted", (OFFICER, HEAD), law["accept"],
            (
                text("panel", _("合议组成员"), at_most=NAME),
                Field("no_domicile", _("被请求人在中国境内没有住所"), Kind.BOOL, required=False),
            ),
            guard=not_in_court, check=odd_panel, documents=("acceptance",), fact="accepted",
        ),
        Action(
            "refuse", _("不予立案"), ("received", "correcting"), "refused", (OFFICER, HEAD), law["accept"], WHY,
            documents=("refusal",), fact="refused",
        ),
    )  # fmt: skip


def serving(law: Mapping[str, Citation]) -> tuple[Action, ...]:
    """Return the service of the copy and the defence."""
    return (
        Action(
            "serve", _("送达请求书副本"), "accepted", "served", (OFFICER,), law["defence"],
            (
                day("served_on", _("被请求人收到之日")), choice("way", _("送达方式"), WAYS),
                Field("no_domicile", _("被请求人在中国境内没有住所"), Kind.BOOL, required=False),
            ),
            documents=("defence_notice",), fact="served",
        ),
        Action(
            "extend_defence", _("延长答辩期"), "served", SAME, (OFFICER,), law["defence"],
            (Field("defence_more", _("延长多久"), Kind.SPAN), *WHY), extends="defence", extend_from="defence_more",
            fact="defence_extended", hint=_("由合议组决定。"),
        ),
        Action(
            "defend", _("收到答辩"), "served", "defended", (OFFICER, RESPONDENT), law["defence"],
            (day("defence_on", _("收到答辩之日")), text("defence", _("答辩要点"), at_most=LONG)), public=True,
            fact="defended",
        ),
        Action(
            "go_on", _("未答辩，继续审理"), "served", "defended", (OFFICER,), law["defence"], guard=defence_is_over,
            fact="gone_on", hint=_("被请求人逾期不答辩，不影响案件办理。"),
        ),
    )  # fmt: skip


def hearing(law: Mapping[str, Citation]) -> tuple[Action, ...]:
    """Return the examination in writing, orally, in the panel."""
    return (
        Action(
            "pass_on", _("转送答辩书"), ("defended", "hearing", "panel"), SAME, (OFFICER,), law["defence"],
            (day("passed_on", _("转送之日")),), fact="defence_passed_on",
        ),
        Action(
            "call_hearing", _("决定口头审理"), ("served", "defended"), "hearing", (OFFICER,), law["hearing"],
            (day("hearing_on", _("口头审理日")), text("hearing_place", _("地点"), at_most=NAME)),
            guard=defence_is_over, documents=("hearing_notice",), fact="hearing_called",
            hint=_("可以不经口头审理；举行的，至少提前三个工作日通知。"),
        ),
        Action(
            "notify_hearing", _("已通知当事人"), "hearing", SAME, (OFFICER,), law["hearing"],
            (day("notified_on", _("通知之日")),),
            fact="hearing_notified",
        ),
        Action(
            "hold_hearing", _("完成口头审理"), "hearing", "panel", (OFFICER,), law["hearing"],
            (
                choice("attendance", _("到庭情况"), ATTENDANCE),
                text("record", _("笔录要点"), at_most=LONG),
            ),
            documents=("hearing_record",), fact="hearing_held",
        ),
        Action(
            "deem_withdrawn", _("按撤回处理"), "hearing", "withdrawn", (HEAD,), law["hearing"], WHY,
            fact="deemed_withdrawn",
            hint=_("请求人无正当理由不参加口头审理的，按撤回请求处理。"),
        ),
        Action("deliberate", _("提交合议"), "defended", "panel", (OFFICER,), law["accept"], fact="deliberated"),
    )  # fmt: skip


def interrupting(law: Mapping[str, Citation]) -> tuple[Action, ...]:
    """Return what stops the time, prolongs it, or leads back."""
    return (
        Action(
            "suspend", _("中止"), OPEN, "suspended", (OFFICER, HEAD), law["suspend"],
            (choice("ground", _("中止事由"), MUST_SUSPEND), *WHY), documents=("suspension",), fact="suspended",
            hint=_("有所列情形的应当中止；属于可以不中止情形的，可改办「决定不中止」，均须写明理由。"),
        ),
        Action(
            "not_suspend", _("决定不中止"), OPEN, SAME, (OFFICER, HEAD), law["go_on"],
            (choice("may_go_on", _("可以不中止的情形"), MAY_GO_ON), *WHY), fact="not_suspended",
        ),
        Action(
            "resume", _("恢复办理"), "suspended", BEFORE, (OFFICER, HEAD), law["suspend"], WHY,
            documents=("resumption",),
            fact="resumed",
        ),
        Action(
            "exclude", _("开始不计入期限"), OPEN, "excluded", (OFFICER,), law["close"],
            (choice("not_counted", _("不计入的事由"), NOT_COUNTED), *WHY), fact="time_excluded",
        ),
        Action("include", _("恢复计入期限"), "excluded", BEFORE, (OFFICER,), law["close"], WHY, fact="time_included"),
        Action(
            "extend", _("批准延长"), OPEN, SAME, (HEAD,), law["close"],
            (Field("more", _("延长多久"), Kind.SPAN, required=False), *WHY),
            extends="close", extend_by="1m", extend_from="more", times=1, documents=("extension",), fact="extended",
        ),
        Action(
            "return_to", _("退回先前环节"), (*HEARD, "decided"), EARLIER, (HEAD,), law["accept"],
            (text("to", _("退回到"), at_most=NAME), *WHY), fact="returned",
        ),
    )  # fmt: skip


def ending(law: Mapping[str, Citation]) -> tuple[Action, ...]:
    """Return the three closing forms, and the withdrawal."""
    return (
        Action(
            "decide", _("作出裁决"), "panel", "decided", (HEAD,), law["forms"],
            (
                choice("outcome", _("裁决结果"), OUTCOMES),
                text("decision", _("裁决主文"), at_most=LONG),
            ),
            documents=("decision",), fact="decided",
        ),
        Action(
            "order_directly", _("直接责令停止"), ("accepted", "served", "defended"), "decided", (HEAD,), law["repeat"],
            (text("decision", _("裁决主文"), at_most=LONG),), guard=was_found_before, documents=("direct_order",),
            fact="ordered_directly", hint=_("对同一专利权，在先认定侵权已生效，再次实施相同侵权的，可直接责令停止。"),
        ),
        Action(
            "mediate", _("调解结案"), OPEN, "mediated", (OFFICER, HEAD), law["forms"],
            (text("agreement", _("调解协议要点"), at_most=LONG),), documents=("agreement",), fact="mediated",
        ),
        Action(
            "dismiss", _("撤销案件"), OPEN, "dismissed", (HEAD,), law["forms"],
            (choice("dismissed_for", _("撤销事由"), DISMISSED_FOR, required=False), *WHY), check=bar_stands,
            documents=("dismissal",), fact="dismissed",
        ),
        Action(
            "withdraw", _("请求人撤回"), ("received", "correcting", *OPEN), "withdrawn", (OFFICER, CLAIMANT),
            law["forms"], WHY, public=True, fact="withdrawn",
        ),
    )  # fmt: skip


def after_decision(law: Mapping[str, Citation]) -> tuple[Action, ...]:
    """Return what follows a decision: service, court, performance, enforcement, a new start."""
    return (
        Action(
            "serve_decision", _("送达裁决书"), "decided", "court_window", (OFFICER,), law["service"],
            (day("decision_served_on", _("最后收到之日")), choice("way", _("送达方式"), WAYS)), fact="decision_served",
        ),
        Action(
            "sue", _("当事人起诉"), ("court_window", "effective"), "in_court", (OFFICER,), law["court"],
            (text("court", _("法院及案号"), at_most=NAME),), fact="sued",
            hint=_("法院的通知在起诉期满以后才到的，也照此登记；是否逾期由法院认定。"),
        ),
        Action("take_effect", _("裁决生效"), "court_window", "effective", (CLOCK,), law["court"], fact="effective"),
        Action(
            "uphold", _("法院维持"), "in_court", "effective", (OFFICER,), law["court"],
            (text("judgment", _("判决文号"), at_most=NAME),), fact="upheld",
        ),
        Action(
            "reverse", _("法院撤销"), "in_court", "reversed", (OFFICER,), law["court"],
            (text("judgment", _("判决文号"), at_most=NAME),), fact="reversed",
        ),
        Action("perform", _("当事人已履行"), "effective", "performed", (OFFICER,), law["court"], WHY, fact="performed"),
        Action(
            "enforce", _("申请强制执行"), "effective", "enforced", (HEAD,), law["court"], WHY,
            documents=("enforcement",),
            fact="enforcement_applied",
        ),
        Action(
            "reopen", _("上级决定重新办理"), ("refused", "withdrawn", "dismissed", "reversed"), "received", (SUPERIOR,),
            law["accept"],
            (text("document", _("决定文号"), at_most=NAME), *WHY), reopens=True, fact="reopened",
        ),
    )  # fmt: skip


def of_law(law: Mapping[str, Citation]) -> tuple[Action, ...]:
    """Return all acts that both versions share, with the articles of one law."""
    parts = (opening, serving, hearing, interrupting, ending, after_decision)
    return tuple(action for part in parts for action in part(law))


def clocks(law: Mapping[str, Citation]) -> tuple[Clock, ...]:
    going = (*OPEN, "excluded")
    return (
        Clock(
            "accept", _("立案期限"), "5wd", law["accept"], "receive", ("received", "correcting"),
            from_field="received_on",
            max_extensions=1, whose=OFFICER, effect_on_lapse=_("办理机关逾期"),
        ),
        Clock(
            "correction", _("补正期限"), cite=law["correct"], starts="ask_correction", while_in=("correcting",),
            span_from="correction_term", whose=CLAIMANT, effect=Effect.RIGHT_LOST,
            effect_on_lapse=_("逾期未补正的，不予立案"),
        ),
        Clock(
            "serve", _("送达请求书副本期限"), "5wd", law["defence"], "accept", ("accepted", "excluded"),
            whose=OFFICER,
        ),
        Clock(
            "defence", _("答辩期限"), "15d", law["defence"], "serve", ("served", "excluded"), from_field="served_on",
            instead=(("no_domicile", "30d"),), max_extensions=9, whose=RESPONDENT, effect=Effect.PROCEEDS,
            effect_on_lapse=_("逾期不答辩，不影响案件办理"),
        ),
        Clock(
            "pass_on", _("转送答辩书期限"), "5wd", law["defence"], "defend",
            ("defended", "hearing", "panel", "excluded"),
            from_field="defence_on", met_by=("pass_on",), whose=OFFICER,
        ),
        Clock(
            "hearing_notice", _("口头审理通知最迟日"), "-3wd", law["hearing"], "call_hearing", ("hearing",),
            from_field="hearing_on",
            met_by=("notify_hearing",), whose=OFFICER,
        ),
        Clock("close", _("结案期限"), "3m", law["close"], "accept", going, max_extensions=2, whose=OFFICER),
        Clock(
            "court", _("起诉期限"), "15d", law["court"], "serve_decision", ("court_window",),
            from_field="decision_served_on",
            on_expiry="take_effect", suspendable=False, whose=PARTY, effect=Effect.RIGHT_LOST,
            effect_on_lapse=_("期满不起诉，裁决生效；不停止侵权的，可申请强制执行"),
        ),
    )  # fmt: skip


ARTICLES = {
    "request": ORDER_81.art(15),
    "correct": ORDER_81.art(16),
    "accept": ORDER_81.art(20),
    "defence": ORDER_81.art(22),
    "hearing": ORDER_81.art(26),
    "suspend": ORDER_81.art(28),
    "go_on": ORDER_81.art(29),
    "forms": ORDER_81.art(30),
    "repeat": ORDER_81.art(34),
    "close": ORDER_81.art(37),
    "service": ORDER_81.art(10),
    "court": PATENT_LAW.art(65),
}
BY_SUPERIOR = Action(
    "extend_again", _("上级批准再延长"), OPEN, SAME, (SUPERIOR,), ORDER_81.art(37),
    (Field("more_again", _("延长多久"), Kind.SPAN, required=False), *WHY), guard=after_first_extension, extends="close",
    extend_by="2m", extend_from="more_again", times=1, documents=("extension",), fact="extended_again",
)  # fmt: skip

ANNEXES = _(
    "随附：请求人的身份证明或营业执照、专利证书和专利登记簿副本、缴费收据、证据；"
    "实用新型、外观设计专利，可以要求提交专利权评价报告（《专利法》第66条）。"
)
OF_81: Mapping[str, Mapping[str, Any]] = {"receive": {"hint": ANNEXES}, "accept": {"guard": may_be_accepted}}
"""What only Order 81 says of an act: the annexes of article 15, what may be accepted."""

ADJUDICATION = Process(
    name="disputes.adjudication",
    label=_("专利侵权纠纷行政裁决"),
    version=2,
    effective_from=date(2025, 2, 1),
    law=ORDER_81,
    initial="received",
    states=STATES,
    actions=(*(replace(act, **OF_81.get(act.name, {})) for act in of_law(ARTICLES)), BY_SUPERIOR),
    clocks=clocks(ARTICLES),
    roles=ROLES,
)

KNOWN_IN_2015 = frozenset({"accept", "serve", "defence", "close", "court", "correction"})
"""Of the clocks under Order 71: what is known of their length; of the others it was not found."""


def _of_2015() -> Process:
    """Return the earlier rules as far as they are known: without articles, every reading unconfirmed."""
    law = dict.fromkeys(ARTICLES, ORDER_71.whole) | {"court": PATENT_LAW.art(65)}
    known = [
        replace(clock, instead=()) if clock.name in KNOWN_IN_2015
        else replace(clock, span="", from_field="", unknown=True)
        for clock in clocks(law)
    ]  # fmt: skip
    known = [replace(clock, max_extensions=1) if clock.name == "close" else clock for clock in known]
    left_out = {"extend_acceptance", "order_directly"}
    actions = of_law(law)
    return Process(
        name="disputes.adjudication",
        label=_("专利侵权纠纷行政裁决"),
        version=1,
        effective_from=date(2015, 7, 1),
        effective_to=date(2025, 1, 31),
        law=ORDER_71,
        initial="received",
        states=STATES,
        actions=tuple(action for action in actions if action.name not in left_out),
        clocks=tuple(replace(clock, max_extensions=0) if clock.name == "accept" else clock for clock in known),
        roles=ROLES,
        why_version=_(
            "2025年2月1日以前的请求，按2015年的《专利行政执法办法》；2021年的《重大专利侵权纠纷行政裁决办法》只适用于"
            "国家知识产权局办理的重大案件，其期限没有查到。未查到的期限留空，均未核定。"
        ),
    )


ADJUDICATION_2015 = _of_2015()
