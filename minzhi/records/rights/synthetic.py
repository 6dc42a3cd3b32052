"""Makes up patents that look real and belong to nobody: for demonstrations and benchmarks, the same for a seed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, pairwise

from minzhi.kit.numbers import application_check
from minzhi.records.rights.reading.item import Happened, Item, Published

FIELDS = (
    ("H01M", "锂离子电池", "隔膜 电解液 正极材料 负极片 电芯 极耳 电池包 热管理模块"),
    ("H04L", "数据传输", "信道 报文 网关 加密密钥 基站 路由器 协议栈 时隙"),
    ("G06F", "数据处理", "数据库 索引 缓存 日志 请求 接口 任务队列 神经网络"),
    ("G06T", "图像识别", "图像 特征图 卷积层 像素 训练样本 分割模型 摄像头 标注"),
    ("A23F", "茶叶加工", "茶青 萎凋 揉捻 发酵 烘焙 茶汤 乌龙茶 香气"),
    ("A43B", "运动鞋", "鞋面 鞋底 中底 缓震层 鞋垫 织物 纹路 鞋带"),
    ("D04B", "针织面料", "纱线 织针 经编 面料 纤维 组织结构 导纱器 张力"),
    ("B65G", "物料输送", "输送带 托辊 料仓 传感器 机架 电机 夹爪 工位"),
    ("C08L", "高分子材料", "树脂 改性剂 填料 母粒 相容剂 薄膜 挤出机 韧性"),
    ("A01K", "海水养殖", "网箱 增氧机 投饵机 苗种 水质 鲍鱼 大黄鱼 循环水"),
    ("E04B", "装配式建筑", "墙板 连接件 钢梁 混凝土 保温层 节点 楼板 灌浆"),
    ("H02S", "光伏发电", "光伏组件 支架 逆变器 清洗机器人 汇流箱 储能柜 跟踪器 背板"),
)
PLACES = {
    "福州市": "鼓楼区 仓山区 长乐区 闽侯县 福清市",
    "厦门市": "思明区 湖里区 集美区 海沧区 同安区",
    "泉州市": "丰泽区 晋江市 石狮市 南安市 安溪县",
    "宁德市": "蕉城区 福鼎市 福安市 霞浦县",
    "漳州市": "龙文区 芗城区 龙海区 漳浦县",
    "莆田市": "荔城区 涵江区 仙游县",
    "龙岩市": "新罗区 上杭县 长汀县",
    "三明市": "三元区 永安市 沙县区",
    "南平市": "延平区 建阳区 武夷山市 邵武市",
}
FORMS = ("{0}方法", "{0}装置", "{0}系统", "{0}结构", "{0}设备及其使用方法", "{0}制备方法")
WORDS = "包括 设置有 连接有 安装有 形成有".split()  # noqa: SIM905 - a row of words
AIMS = "提高了生产效率 降低了成本 延长了使用寿命 提升了稳定性 减少了能耗 改善了安全性".split()  # noqa: SIM905 - a row of words
SYLLABLES = "华 鑫 联 海 盛 宏 创 博 远 新 东 闽 瑞 科 达 恒 金 泰 信 力".split()  # noqa: SIM905 - a row of words
SURNAMES, GIVEN = "陈林黄张吴李郑王刘苏", "伟芳敏静强磊洋勇艳杰涛明超秀霞平"
HALF, MOST = 0.5, 0.8
FIRST, LAST, KNOWN_UNTIL = date(2013, 1, 1), date(2023, 6, 30), date(2023, 9, 30)
"""The first and last day of filing, and the day of the collection: nothing is published after it."""
SOONEST, LATEST = 150, 900


def patents(count: int, *, seed: int) -> Iterator[Item]:
    """Yield `count` made-up publications of patents; large applicants have many, in bursts, with families."""
    lot = random.Random(seed)  # noqa: S311 - nothing secret: the same for a seed
    applicants = [_applicant(lot) for _number in range(max(count // 12, 3))]
    reached = list(accumulate(1 / (rank + 3) for rank in range(len(applicants))))  # summed once, not at each draw
    burst: list[Item] = []
    for number in range(count):
        if burst and lot.random() < HALF:
            before = burst.pop()
            yield _patent(lot, number, _owner(before), before.fields["filed_on"])
            continue
        owner = lot.choices(applicants, cum_weights=reached)[0]
        filed = FIRST + timedelta(days=int((LAST - FIRST).days * lot.random() ** 0.7))
        item = _patent(lot, number, owner, filed.isoformat())
        burst = [item] * lot.randrange(4)
        yield item


def _applicant(lot: random.Random) -> tuple[str, str, str, int]:
    city = lot.choices(list(PLACES), [9, 10, 9, 6, 5, 4, 4, 3, 3])[0]
    county = lot.choice(PLACES[city].split())
    trade = lot.randrange(len(FIELDS))
    name = "".join(lot.sample(SYLLABLES, 3))
    kind = lot.choices(["科技有限公司", "大学", "研究院"], [14, 1, 1])[0]
    return f"{city[:2]}{name}{FIELDS[trade][1][:2] if kind[0] == '科' else ''}{kind}（合成）", city, county, trade


def _owner(item: Item) -> tuple[str, str, str, int]:
    trade = next(at for at, each in enumerate(FIELDS) if item.fields["classes"]["ipc"][0].startswith(each[0]))
    return item.fields["applicants"][0], item.fields["city"], item.fields["county"], trade


def _patent(lot: random.Random, number: int, owner: tuple[str, str, str, int], filed: str) -> Item:
    name, city, county, trade = owner
    symbol, topic, nouns = FIELDS[trade]
    things = lot.sample(nouns.split(), 4)
    title = "一种" + lot.choice(FORMS).format(
        f"{topic}用{things[0]}" if lot.random() < HALF else f"{things[0]}{things[1]}"
    )
    kind, letter = lot.choices([("invention", "A"), ("invention", "B"), ("utility_model", "U")], [4, 3, 5])[0]
    day = _published(lot, date.fromisoformat(filed))
    body = f"{filed[:4]}{'1' if kind == 'invention' else '2'}9{number % 1_000_000:06}"
    published = f"{'1' if kind == 'invention' else '2'}9{number:07}"
    fields = {
        "title": title,
        "abstract": _abstract(lot, title, things),
        "claims": _claims(lot, title, things),
        "applicants": [name],
        "inventors": [lot.choice(SURNAMES) + "".join(lot.sample(GIVEN, 2)) for _number in range(lot.randrange(1, 5))],
        "agency": f"{city[:2]}{lot.choice(SYLLABLES)}正专利代理事务所（合成）" if lot.random() < MOST else "",
        "classes": {
            "ipc": [
                f"{symbol}{lot.randrange(1, 50)}/{lot.randrange(0, 60, 2):02}" for _number in range(lot.randrange(1, 4))
            ]
        },
        "filed_on": filed,
        "province": "福建省",
        "city": city,
        "county": county,
        "address": f"福建省{city}{county}",
        "family": f"S{number // 3:08}",
        "citations": [f"CN19{lot.randrange(number + 1):07}A" for _number in range(lot.randrange(3))],
        **({"granted_on": day.isoformat()} if letter != "A" else {}),
    }
    fields = {key: value for key, value in fields.items() if value}
    what = "publication" if letter == "A" else "grant"
    return Item(
        kind,
        "CN",
        body + application_check(body),
        day,
        fields,
        (Published("CN", published, letter, day),),
        (Happened(what, day),),
        line=number + 1,
    )


def _published(lot: random.Random, filed: date) -> date:
    """Return a day some months after the filing, sooner where the collection would end before."""
    left = (KNOWN_UNTIL - filed).days
    return filed + timedelta(days=lot.randrange(min(SOONEST, left), min(LATEST, left + 1)))


def _abstract(lot: random.Random, title: str, things: list[str]) -> str:
    parts = "，".join(f"所述{a}{lot.choice(WORDS)}{b}" for a, b in pairwise(things))
    return f"本发明公开了{title}，{parts}。本发明{'，'.join(lot.sample(AIMS, 2))}。"


def _claims(lot: random.Random, title: str, things: list[str]) -> str:
    joint = lot.choice(["固定连接", "电性连接", "可拆卸连接"])
    first = f"1.{title}，其特征在于，包括{'、'.join(things)}，所述{things[0]}与所述{things[1]}{joint}。"
    more = []
    for at, thing in enumerate(lot.sample(things, lot.randrange(1, 4)), start=2):
        told = f"所述{thing}{lot.choice(WORDS)}{lot.choice(things)}"
        more.append(f"{at}.根据权利要求{lot.randrange(1, at)}所述的{title[2:]}，其特征在于，{told}。")
    return "\n".join([first, *more])
