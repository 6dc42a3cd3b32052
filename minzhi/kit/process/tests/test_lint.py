from dataclasses import replace
from datetime import date

import pytest

from minzhi.kit.process import EARLIER, SAME, START, Action, Clock, ContradictsItself, Field, Kind, State
from minzhi.kit.process.tests.cast import ACTIONS, CLOCKS, OPEN, RULES, STATES, dispute

BY = {"by": ("officer",), "cite": RULES.art(1)}
CLOSE, REPLY = CLOCKS


def without(name):
    return tuple(action for action in ACTIONS if action.name != name)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"initial": "born"}, "起始状态写了没有定义的状态「born」"),
        ({"states": (*STATES, State("lost", "搁置", final=True))}, "状态「搁置」到不了"),
        ({"actions": (*without("resume"),)}, "状态「中止」走不到终点"),
        ({"actions": without("accept"), "clocks": ()}, "没有任何动作能开始一件案件"),
        ({"states": (*STATES, STATES[0])}, "状态「accepted」写了2次"),
        ({"actions": (*ACTIONS, Action("back", "重开", "closed", "hearing", **BY))}, "是终点，却还能走出去"),
        ({"actions": (*ACTIONS, Action("note", "记", OPEN, cite=RULES.art(1)))}, "动作「记」没有写谁可以办"),
        ({"actions": (*ACTIONS, Action("note", "记", OPEN, by=("officer",)))}, "动作「记」没有写依据"),
        ({"actions": (*ACTIONS, Action("note", "记", OPEN, "nowhere", **BY))}, "没有定义的状态「nowhere」"),
        ({"actions": (*ACTIONS, Action("more", "延", OPEN, SAME, extends="reply", **BY))}, "没有定义或不许延长"),
        ({"actions": (*ACTIONS, Action("open", "开", START, "hearing", **BY))}, "去向只能是起始状态"),
        ({"effective_to": date(2015, 12, 31)}, "失效日2015-12-31早于生效日2016-01-01"),
        ({"actions": without("extend")}, "期限「结案期限」可以延长，却没有动作延长它"),
        ({"clocks": (replace(CLOSE, starts=""),)}, "没有写由哪个动作起算"),
        ({"clocks": (replace(CLOSE, while_in=()),)}, "没有写由哪个动作起算"),
        ({"clocks": (replace(CLOSE, cite=None),)}, "期限「结案期限」没有写依据"),
        ({"clocks": (replace(CLOSE, span="soon"),)}, "期限「结案期限」的「soon」不是期限"),
        ({"clocks": (replace(CLOSE, span="24h"), REPLY)}, "有的以小时计、有的以日计，不能混用"),
        ({"clocks": (replace(CLOSE, span="-20d"),)}, "须写明从哪个日期"),
        ({"clocks": (CLOSE, replace(REPLY, within=("more", "hours")))}, "没有动作填写这样的date项"),
        ({"clocks": (CLOSE, replace(REPLY, within=("more", "hours")))}, "不能延长也不能停计"),
        ({"clocks": (replace(CLOSE, span_from="reply_term"),)}, "须且只须写明 span、span_from 之一"),
        ({"clocks": (replace(CLOSE, from_field="reply_term"),)}, "没有动作填写这样的date项"),
        ({"clocks": (replace(CLOSE, while_in=("suspended",)),)}, "这一步之后的状态不计算它"),
        ({"clocks": (replace(CLOSE, max_extensions=0), REPLY)}, "须同时写明"),
        ({"clocks": (CLOSE, replace(REPLY, on_expiry="vanish"))}, "没有定义的动作「vanish」"),
        ({"clocks": (CLOSE, replace(REPLY, on_expiry="close"))}, "届满时的「结案」没有写明可由期限"),
        ({"clocks": (CLOSE, replace(REPLY, while_in=OPEN))}, "届满时的「视为撤回」在审理中里不许办"),
        ({"clocks": (CLOSE, replace(REPLY, suspendable=False))}, "届满时的「视为撤回」在中止里不许办"),
        ({"clocks": (CLOSE, replace(REPLY, starts="lapse", while_in=("withdrawn",)))}, "不能重新起算同一期限"),
    ],
)
def test_a_table_that_contradicts_itself_is_not_made(changed, sentence):
    with pytest.raises(ContradictsItself, match=sentence):
        dispute(**changed)


def others(**changed):
    """Return the states, those named changed."""
    return tuple(replace(each, **changed.get(each.name, {})) for each in STATES)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"states": others(closed={"stops_clocks": True})}, "状态「已结案」是终点，不能停计期限"),
        ({"states": others(hearing={"stops": ("lunch",)})}, "状态「审理中」要停的期限「lunch」没有定义"),
        ({"roles": (("officer", "经办"),)}, "动作「中止」的角色「head」没有写明"),
        ({"roles": (("officer", "经办"), ("head", "负责人")), "clocks": (replace(CLOSE, whose="party"), REPLY)},
         "期限「结案期限」的角色「party」没有写明"),
        ({"actions": (*ACTIONS, Action("back", "退回", OPEN, EARLIER, **BY))}, "退回先前环节，表单须有「to」一项"),
        ({"actions": (*ACTIONS, Action("more", "延", OPEN, SAME, extend_by="1m", **BY))}, "没有写延长哪个期限"),
        ({"actions": (*ACTIONS, Action("note", "记", "limbo", SAME, **BY))}, "写了没有定义的状态「limbo」"),
        ({"clocks": (replace(CLOSE, instead=(("abroad", "6m"),)), REPLY)}, "取自表单项「abroad」，但没有动作填写它"),
        ({"clocks": (replace(CLOSE, met_by=("settle",)), REPLY)}, "写了没有定义的动作「settle」"),
        ({"clocks": (replace(CLOSE, while_in=("limbo",)), REPLY)}, "写了没有定义的状态「limbo」"),
        ({"clocks": (replace(CLOSE, unknown=True), REPLY)}, "须且只须写明 span、span_from 之一"),
        ({"actions": (*ACTIONS, ACTIONS[0])}, "动作「accept」写了2次"),
        ({"clocks": (CLOSE, REPLY, REPLY)}, "期限「reply」写了2次"),
    ],
)  # fmt: skip
def test_the_rarer_contradictions_are_caught_too(changed, sentence):
    with pytest.raises(ContradictsItself, match=sentence):
        dispute(**changed)


def test_states_that_lead_only_to_each_other_are_not_reached():
    ring = (
        Action("a", "甲", "one", "two", **BY),
        Action("b", "乙", "two", "one", **BY),
        Action("c", "丙", "two", "closed", **BY),
    )
    states = (*STATES, State("one", "其一"), State("two", "其二"))
    with pytest.raises(ContradictsItself, match="状态「其一」到不了；状态「其二」到不了"):
        dispute(states=states, actions=(*ACTIONS, *ring))


@pytest.mark.parametrize("more", [{"guard": "{}{}".format}, {"form": (Field("why", "理由"),)}])
def test_what_a_clock_does_needs_no_more_than_the_day(more):
    actions = tuple(replace(each, **more) if each.name == "lapse" else each for each in ACTIONS)
    with pytest.raises(ContradictsItself, match="届满时的「视为撤回」不能再有条件或必填项"):
        dispute(actions=actions)


def test_one_field_has_one_kind_in_all_forms():
    twice = Action("note", "记", OPEN, form=(Field("why", "理由", Kind.NUMBER),), **BY)
    with pytest.raises(ContradictsItself, match="表单项「why」在不同动作里种类不同"):
        dispute(actions=(*ACTIONS, twice))


def test_all_contradictions_are_said_at_once():
    bare = (Clock("a", "甲"), Clock("b", "乙"))
    with pytest.raises(ContradictsItself, match=r"期限「甲」没有写依据.*期限「乙」没有写依据"):
        dispute(clocks=bare, actions=without("extend"))
