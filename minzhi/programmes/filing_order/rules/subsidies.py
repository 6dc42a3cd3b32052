"""What the national notices allow in a subsidy policy, clause by clause, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from minzhi.kit.decision import NO, YES, Condition, Decision, Input, Kind, Row, Table, above, at_least, decide, one_of
from minzhi.kit.text import mark as _


class Stage(StrEnum):
    """To what the money is tied."""

    FILING = "filing"
    GRANT = "grant"
    AFTER = "after"


STAGES = {
    Stage.FILING: _("申请（提交、受理、实质审查等授权以前的环节）"),
    Stage.GRANT: _("授权"),
    Stage.AFTER: _("授权以后（转化、运用、保护、服务等）"),
}


class Finding(StrEnum):
    """What is found of a clause."""

    FORBIDDEN = "forbidden"
    TOO_HIGH = "too_high"
    CUT_TOO_SMALL = "cut_too_small"
    MUST_END = "must_end"
    ENDING = "ending"
    COUNTS = "counts"
    NO_RECOVERY = "no_recovery"
    FINE = "fine"


FINDINGS = {
    Finding.FORBIDDEN: _("应当废止：不得资助授权以前的环节"),
    Finding.TOO_HIGH: _("超过官方规定费用的百分之五十"),
    Finding.CUT_TOO_SMALL: _("比上一年减少不足百分之二十五"),
    Finding.MUST_END: _("授权资助应当已经全部取消"),
    Finding.ENDING: _("授权资助的取消日期有两种读法，从严应当已经取消"),
    Finding.COUNTS: _("只按数量奖励，应当调整"),
    Finding.NO_RECOVERY: _("没有对非正常申请追还资金的条款，应当补充"),
    Finding.FINE: _("没有发现问题"),
}


@dataclass(frozen=True)
class Clause:
    """One clause of a policy. `share`: per cent of the official fees; `cut`: per cent less than the year before."""

    stage: Stage
    by_count: bool = False
    share: Decimal | None = None
    cut: Decimal | None = None
    amount: Decimal | None = None


SOURCE = "《关于进一步严格规范专利申请行为的通知》（国知发保字〔2021〕1号）"
NOTICED, FILING_ENDS = date(2021, 1, 27), date(2021, 7, 1)
ENDS_EARLY, ENDS_LATE = date(2025, 1, 1), date(2026, 1, 1)
DAY_BEFORE = {ENDS_EARLY: date(2024, 12, 31), ENDS_LATE: date(2025, 12, 31), FILING_ENDS: date(2021, 6, 30)}
MOST_SHARE, LEAST_CUT = 50, 25


def _row(finding: Finding, since: date, until: date | None, **when: Condition) -> Row[Finding]:
    return Row(when, finding, FINDINGS[finding], SOURCE, "", since, until)


BY_STAGE = Table(
    "subsidy_policy_check", _("资助政策核查"),
    (
        Input("stage", _("资助环节"), Kind.CHOICE, tuple(Stage)),
    ),
    (
        _row(Finding.FORBIDDEN, FILING_ENDS, None, stage=one_of(Stage.FILING)),
        _row(Finding.MUST_END, ENDS_LATE, None, stage=one_of(Stage.GRANT)),
        _row(Finding.ENDING, ENDS_EARLY, DAY_BEFORE[ENDS_LATE], stage=one_of(Stage.GRANT)),
        _row(Finding.FINE, NOTICED, None),
    ),
)  # fmt: skip
MEANWHILE = DAY_BEFORE[ENDS_LATE]
"""Until then, as the later reading has it, support of grants goes on within its share and with its cuts."""
BY_SHARE = Table(
    "subsidy_by_share", _("授权资助的比例"),
    (
        Input("stage", _("资助环节"), Kind.CHOICE, tuple(Stage)),
        Input("share", _("占官方费用的百分比"), Kind.NUMBER, low=0),
    ),
    (
        _row(Finding.TOO_HIGH, NOTICED, MEANWHILE, stage=one_of(Stage.GRANT), share=above(MOST_SHARE)),
        _row(Finding.FINE, NOTICED, None),
    ),
)  # fmt: skip
BY_CUT = Table(
    "subsidy_by_cut", _("授权资助的逐年减少"),
    (
        Input("stage", _("资助环节"), Kind.CHOICE, tuple(Stage)),
        Input("cut", _("比上一年减少的百分比"), Kind.NUMBER, low=-100, high=100),
    ),
    (
        _row(Finding.FINE, NOTICED, MEANWHILE, stage=one_of(Stage.GRANT), cut=at_least(LEAST_CUT)),
        _row(Finding.CUT_TOO_SMALL, NOTICED, MEANWHILE, stage=one_of(Stage.GRANT)),
        _row(Finding.FINE, NOTICED, None),
    ),
)  # fmt: skip
BY_COUNT = Table(
    "subsidy_by_count", _("按数量奖励"), (Input("by_count", _("只按数量"), Kind.BOOL),),
    (_row(Finding.COUNTS, NOTICED, None, by_count=YES), _row(Finding.FINE, NOTICED, None)),
)  # fmt: skip
RECOVERY = Table(
    "subsidy_recovery", _("追还条款"), (Input("recovery", _("有追还条款"), Kind.BOOL),),
    (_row(Finding.NO_RECOVERY, NOTICED, None, recovery=NO), _row(Finding.FINE, NOTICED, None)),
)  # fmt: skip


def of_clause(clause: Clause, *, on: date) -> list[Decision[Finding]]:
    """Return what is wrong with a clause on a day, with the row; what nobody filled in is taken as the law allows.

    Raises `NotDecidable` before the notice of 2021.
    """
    share, cut = clause.share or Decimal(0), LEAST_CUT if clause.cut is None else clause.cut
    asked: Mapping[str, Decision[Finding]] = {
        "stage": decide(BY_STAGE, on=on, stage=clause.stage),
        "share": decide(BY_SHARE, on=on, stage=clause.stage, share=share),
        "cut": decide(BY_CUT, on=on, stage=clause.stage, cut=cut),
        "count": decide(BY_COUNT, on=on, by_count=clause.by_count),
    }
    return [each for each in asked.values() if each.result is not Finding.FINE]


def of_policy(*, recovery: bool, on: date) -> list[Decision[Finding]]:
    """Return what is wrong with a policy as a whole."""
    found = decide(RECOVERY, on=on, recovery=recovery)
    return [] if found.result is Finding.FINE else [found]
