"""Filing order: a list is split, a firm explains itself and is cleared, a mark becomes an opposition draft."""

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from playwright.sync_api import expect

from minzhi.engines.casework import api as casework
from minzhi.engines.similarity import api as similarity
from minzhi.programmes.filing_order.actions import batches, marks, screening
from minzhi.programmes.filing_order.actions import figures as pictures
from minzhi.programmes.filing_order.demo import OWN, number_of, picture_of
from minzhi.programmes.filing_order.tests.conftest import listed
from minzhi.records.scope.ambient import everything
from tests.browser.conftest import DAY

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
HEAD = ("批次", "申请号", "申请人", "地址", "情形代码", "申请日", "期限")
PAGES = ("", "batches/", "leads/", "watch/", "hits/", "networks/", "grounds/", "penalties/", "policies/", "activities/")


def a_list():
    """Return a list of the national office as it comes: two cities, and one whose place nobody can tell."""
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    for serial, (name, address) in enumerate(
        (("福州示例公司", "福州市某路1号"), ("厦门示例公司", "厦门市某路2号"), ("示例公司", "某路3号"))
    ):
        row = ("2023-09", number_of(serial, 2023), name, address, "M1", date(2023, 5, 8), date(2023, 11, 10))
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return {"name": "非正常清单.xlsx", "mimeType": "application/octet-stream", "buffer": kept.getvalue()}


def test_a_list_is_imported_and_split_by_place(page, plan, enter, sound):
    enter(plan.protection, to="/filing-order/batches/")
    sound("filing-batches-empty")
    page.get_by_role("link", name="导入清单").click()
    page.get_by_label("表格文件").set_input_files(a_list())
    page.get_by_role("button", name="上传并检查").click()
    page.get_by_role("button", name="确认并检查").click()
    page.get_by_role("button", name="导入3行").click()
    expect(page.get_by_role("button", name="撤销整批导入")).to_be_visible()
    page.goto("/filing-order/batches/")
    page.get_by_role("link", name="2023-09").click()
    page.get_by_role("button", name="按所在地分送").click()
    expect(page.get_by_text("还有1件看不出所在地，请指定。")).to_be_visible()
    page.get_by_label("交给哪个单位").select_option("quanzhou")
    page.get_by_role("button", name="交办").click()
    expect(page.get_by_role("cell", name="泉州")).to_be_visible()
    sound("filing-batch-split")
    page.get_by_role("link", name=number_of(0, 2023)).click()
    expect(page.get_by_text("结果只凭导入的国家知识产权局结果改变")).to_be_visible()
    sound("filing-listed")
    page.set_viewport_size(PHONE)
    page.goto("/filing-order/batches/")
    page.get_by_role("link", name="2023-09").click()
    sound("filing-batch-phone")


@pytest.fixture
def lead(plan):
    """Let a university's December stand out; the lead waits for its word."""
    with everything(DAY, why="test"):
        for each in range(12):
            row = listed(
                each, applicant="闽江示例大学", filed_on=date(2023, 8, 1) + timedelta(days=each), category="M3",
                deadline=DAY + timedelta(days=40), address="福州市某路", batch="2023-09",
            )  # fmt: skip
            batches.Rows().take(row, by=plan.protection, on=DAY)
        [made] = screening.screen(by=plan.protection, on=DAY)
        asked = {"ask_city": "核实研发项目", "term": "10wd"}
        case = casework.carry_out(made.case, "triage", by=plan.protection, on=DAY, form=asked)
        sent = {"asked_on": DAY.isoformat(), "answer_term": "10wd"}
        case = casework.carry_out(case, "ask", by=plan.protection, on=DAY, form=sent)
        return made, casework.give_key(case, who="闽江示例大学", role="respondent", by=plan.protection, on=DAY)


def test_a_firm_answers_with_evidence_and_is_cleared(page, plan, lead, enter, sound, tmp_path):
    made, code = lead
    page.set_viewport_size(PHONE)
    page.goto("/filing-order/own/")
    sound("filing-own-code-phone")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_text("12件，此前24个月月均")).to_be_visible()
    sound("filing-own-phone")
    proof = tmp_path / "projects.txt"
    proof.write_text("研发项目清单：二十项\n", "utf-8")
    page.get_by_label("S5　短期突增").fill("学期末集中结题")
    page.get_by_label("总的说明").fill("附研发项目清单")
    page.get_by_label("证据").set_input_files(proof)
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("已收到。经办人收件后")).to_be_visible()
    page.set_viewport_size(DESK)
    enter(plan.protection, to="/filing-order/")
    expect(page.get_by_role("row", name="S5 短期突增 0 0 —")).to_be_visible()
    sound("filing-room-before")
    page.goto(made.case.get_absolute_url())
    page.get_by_role("link", name="闽江示例大学").first.click()
    page.get_by_role("button", name="收件").click()
    page.get_by_role("link", name="疑点、理由和比对").click()
    expect(page.get_by_role("cell", name="学期末集中结题")).to_be_visible()
    sound("filing-sheet")
    page.get_by_role("link", name="案件页：研判、请当事人说明、报告").click()
    page.get_by_role("link", name="说明合理，关闭").click()
    page.get_by_label("理由").fill("项目清单和结题日期相符")
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("说明合理，已关闭").first).to_be_visible()
    page.goto("/filing-order/")
    expect(page.get_by_role("row", name="S5 短期突增 0 1 100%")).to_be_visible()
    sound("filing-room-after")


@pytest.fixture
def gazette(plan):
    """Let a watched tea meet a published mark that sounds the same."""
    with everything(DAY, why="test"):
        name = marks.Name(
            text="武夷星", kind="famous", owner="示例茶业公司", source="样例", classes=("30",), groups=("3002",)
        )
        marks.watch(name, by=plan.protection, on=DAY)
        row = {
            "issue": "1855", "published_on": date(2023, 9, 6), "number": "70000001", "text": "武姨星", "classes": "30",
            "groups": "3002", "goods": "茶", "applicant": "某商行",
        }  # fmt: skip
        marks.Gazette().take(row, by=plan.protection, on=DAY)
    tea = similarity.Mark("武夷星", "1", ("30",))
    similarity.marks_index([tea]).near(similarity.Asked("武姨星", DAY), limit=1)  # compiled: the browser waits for none


def _oppose(page, mark, *, opinion, grounds):
    """Judge a hit, tell the owner, take down that the owner opposes, and open the draft of the opposition."""
    page.get_by_role("link", name="研判", exact=True).click()
    page.get_by_label("冲突类型").select_option("earlier_mark")
    page.get_by_label("研判意见").fill(opinion)
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("最后一天：2023年12月6日")).to_be_visible()
    page.get_by_role("link", name="告知权利人").first.click()
    page.get_by_label("联系人和联系方式").fill("示例联系人")
    page.get_by_role("button", name="确定").click()
    page.get_by_role("link", name="权利人决定异议").first.click()
    page.get_by_label("事实和理由").fill(grounds)
    page.get_by_label("证据清单").fill("商标注册证")
    page.get_by_role("button", name="确定").click()
    page.get_by_role("link", name=f"商标异议　{mark}").first.click()


@pytest.mark.usefixtures("gazette")
def test_a_hit_becomes_an_opposition_draft_with_the_right_last_day(page, plan, enter, sound):
    enter(plan.protection, to="/filing-order/hits/")
    page.get_by_label("公告日自").fill("2023-09-01")
    page.get_by_label("公告日至").fill("2023-09-30")
    page.get_by_role("button", name="比对").click()
    expect(page.get_by_role("cell", name="2023-12-06")).to_be_visible()
    sound("filing-hits")
    page.get_by_role("link", name="武姨星").click()
    sound("filing-hit")
    _oppose(page, "武姨星", opinion="读音相同，商品相同", grounds="两商标读音相同")
    expect(page.get_by_text("第30条").first).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="2023-12-06")).to_be_visible()
    sound("filing-opposition")
    page.set_viewport_size(PHONE)
    page.goto("/filing-order/hits/")
    sound("filing-hits-phone")


@pytest.fixture
def figures(plan, tmp_path):
    """Let the mirror image of a watched picture be published among sixty; the public check knows them too."""
    with everything(DAY, why="test"):
        mine = pictures.stored(picture_of(OWN), name="我的图形.svg", by=plan.protection, on=DAY)
        name = marks.Name(
            text="闽图", kind="famous", owner="示例图形公司", source="样例", classes=("11",), picture=mine
        )
        marks.watch(name, by=plan.protection, on=DAY)
        path = tmp_path / "gazette.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for place in range(60):
                row = {
                    "issue": "1855", "published_on": date(2023, 9, 6), "number": f"{71000000 + place}", "text": "图形",
                    "classes": "11", "goods": "水龙头", "applicant": f"某图形店{place}",
                }  # fmt: skip
                marks.Gazette().take(row, by=plan.protection, on=DAY)
                archive.writestr(f"{row['number']}.svg", picture_of(OWN if place == 7 else place, mirrored=place == 7))
        pictures.Pictures().take_file(path, name="图形.zip", sha256="b" * 64, by=plan.protection, on=DAY)
        pictures.index_published()
    (tmp_path / "mine.svg").write_bytes(picture_of(OWN))
    return tmp_path / "mine.svg"


@pytest.mark.usefixtures("compiled")
def test_a_picture_that_is_met_again_goes_to_its_owner_and_becomes_an_opposition_draft(
    page, plan, figures, enter, sound
):
    enter(plan.protection, to="/filing-order/hits/")
    page.get_by_label("公告日自").fill("2023-09-01")
    page.get_by_label("公告日至").fill("2023-09-30")
    page.get_by_role("button", name="比对").click()
    page.get_by_role("row", name="71000007").get_by_role("link").click()
    both = page.locator(".figures img")
    expect(both).to_have_count(2)
    page.wait_for_load_state("load")
    shown = both.evaluate_all("all => all.map(each => each.complete && each.naturalWidth)")
    assert shown == [128, 128]
    expect(page.get_by_text("图形旋转或镜像后相近", exact=True)).to_be_visible()
    sound("filing-figure-hit")
    _oppose(page, "图形", opinion="图形互为镜像，商品相同", grounds="两图形互为镜像")
    expect(page.get_by_role("definition").filter(has_text="2023-12-06")).to_be_visible()
    page.goto("/check/")
    page.get_by_label("图形").set_input_files(figures)
    page.get_by_role("button", name="查一查").click()
    expect(page.get_by_text("图形 71000007")).to_be_visible()


@pytest.mark.usefixtures("gazette")
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_the_room_is_sound(page, plan, enter, sound, size):
    enter(plan.protection, to="/filing-order/")
    page.set_viewport_size(size)
    for path in PAGES:
        page.goto(f"/filing-order/{path}")
        sound(f"filing-{path.strip('/') or 'room'}-{size['width']}")
