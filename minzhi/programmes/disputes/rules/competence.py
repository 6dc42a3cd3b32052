"""Who may decide what: a decision table with dated rows; and what a station may decide in the bureau's name."""

from datetime import date

from minzhi.kit.decision import YES, Decision, Input, Kind, Row, Table, at_least, decide, one_of
from minzhi.kit.text import mark as _

PROVINCE, PREFECTURE, NATION, COUNTY, STATION = "province", "prefecture", "nation", "county", "station"
LEVELS = {
    NATION: _("国家知识产权局"),
    PROVINCE: _("省级"),
    PREFECTURE: _("设区的市级"),
    COUNTY: _("县级市场监管部门以上"),
    STATION: _("市场监管所"),
}
MATTERS = {
    "patent_infringement": _("专利侵权纠纷"),
    "patent_mediation": _("专利纠纷调解"),
    "passing_off": _("假冒专利"),
    "trademark": _("商标侵权"),
}
ORDER_81, SINCE_81 = "《专利纠纷行政裁决和调解办法》（国家知识产权局令第81号）", date(2025, 2, 1)
PATENT_LAW, REGULATIONS = "《专利法》", "《专利法实施细则》"

COMPETENCE: Table[str] = Table(
    "competence",
    _("管辖"),
    (
        Input("matter", _("事项"), Kind.CHOICE, tuple(MATTERS)),
        Input("national", _("全国有重大影响"), Kind.BOOL),
        Input("foreign", _("涉外或涉港澳台"), Kind.BOOL),
        Input("prefectures", _("涉及设区市数"), Kind.WHOLE, low=1),
        Input("major", _("有重大影响"), Kind.BOOL),
    ),
    (
        Row(
            {"matter": one_of("patent_infringement"), "national": YES}, NATION, _("全国有重大影响的专利侵权纠纷"),
            PATENT_LAW,
            "第70条", confirmed_by="已核公布文本",
        ),
        Row(
            {"matter": one_of("patent_infringement", "patent_mediation"), "foreign": YES}, PROVINCE,
            _("涉外、涉港澳台的由省级办理"), ORDER_81, "第7条", valid_from=SINCE_81, confirmed_by="已核公布文本",
        ),
        Row(
            {
                "matter": one_of("patent_infringement", "patent_mediation"), "prefectures": at_least(2), "major": YES,
            },
            PROVINCE, _("侵权行为跨两个以上设区市且有重大影响的由省级办理"), ORDER_81, "第7条", valid_from=SINCE_81,
            confirmed_by="已核公布文本",
        ),
        Row(
            {"matter": one_of("patent_infringement", "patent_mediation")}, PREFECTURE,
            _("由有专利管理工作需要和办案能力的设区的市级部门办理；不低于设区的市级"), REGULATIONS, "第96条",
            confirmed_by="已核公布文本",
        ),
        Row(
            {"matter": one_of("passing_off")}, COUNTY, _("由县级以上负责专利执法的部门查处"), PATENT_LAW, "第68条",
            confirmed_by="已核公布文本",
        ),
        Row(
            {"matter": one_of("trademark")}, COUNTY, _("由县级以上市场监管部门查处"), "《商标法》", "第60条",
            confirmed_by="已核公布文本",
        ),
    ),
)  # fmt: skip


def competent(
    matter: str, *, on: date, foreign: bool = False, prefectures: int = 1, national: bool = False, major: bool = True
) -> Decision[str]:
    """Return which level decides a matter, with the row that says so.

    An act in several prefectures counts as one of major effect until somebody says that it is not.
    """
    return decide(
        COMPETENCE, on=on, matter=matter, national=national, foreign=foreign, prefectures=max(prefectures, 1),
        major=major,
    )  # fmt: skip


STATION_POWERS: Table[str] = Table(
    "station_powers",
    _("市场监管所以县局名义可以决定的事项"),
    (Input("matter", _("事项"), Kind.CHOICE, tuple(MATTERS)),),
    (
        Row(
            {"matter": one_of("patent_infringement", "patent_mediation")}, "never",
            _("专利侵权纠纷不在设区的市级以下裁决"), ORDER_81, "第7条", confirmed_by="已核公布文本",
        ),
        Row({}, "proposes_only", _("只提出意见，由县局决定；县局授权后另加一行"), "建议值", ""),
    ),
)  # fmt: skip


RANK = {NATION: 0, PROVINCE: 1, PREFECTURE: 2, COUNTY: 3, STATION: 4}
OF_UNIT = {
    "province": PROVINCE,
    "division": PROVINCE,
    "centre": PROVINCE,
    "city": PREFECTURE,
    "county": COUNTY,
    "station": STATION,
}


def why_not_here(decision: Decision[str], kind: str) -> str:
    """Return why a unit of a kind may not decide what the table gives to another level, "" where it may."""
    here = OF_UNIT[kind]
    if RANK[here] <= RANK[decision.result]:
        return ""
    return decision.why
