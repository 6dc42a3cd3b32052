"""Files of the known formats that are written otherwise than those at hand: what is valid is read, all of it."""

import zipfile

import pytest

from minzhi.records.rights.reading.formats import items
from minzhi.records.tables.markup import BadFile

BUSINESS = (
    'xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" xmlns:base="http://www.sipo.gov.cn/XMLSchema/base"'
)
NUMBERS = """
<business:PublicationReference dataFormat="standard"><base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code>
<base:DocNumber>307096040</base:DocNumber><base:Kind>{kind}</base:Kind><base:Date>20220201</base:Date></base:DocumentID>
</business:PublicationReference>
<business:ApplicationReference applType="30" dataFormat="original"><base:DocumentID>
<base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>{number}</base:DocNumber><base:Date>20210201</base:Date>
</base:DocumentID></business:ApplicationReference>"""
DESIGN = f"""<?xml version="1.0" encoding="UTF-8"?>
<business:PatentDocumentAndRelated {BUSINESS} xsdVersion="V2.2.1"><business:DesignBibliographicData>
{NUMBERS.format(kind="S", number="202130067153.9")}<business:PatentNumber>202130067153.9</business:PatentNumber>
<business:ClassificationLocarno><business:EditionStatement>13</business:EditionStatement>
<business:MainClassification>07-01</business:MainClassification>
<business:FurtherClassification>09-03</business:FurtherClassification></business:ClassificationLocarno>
<business:DesignTitle lang="en">Cups</business:DesignTitle><business:DesignTitle lang="zh">茶具</business:DesignTitle>
<business:ApplicantDetails><business:Applicant sequence="1"><base:AddressBook lang="en"><base:Name>Dehua</base:Name>
</base:AddressBook><base:AddressBook lang="zh"><base:Name>德化陶瓷厂</base:Name><base:Address><base:City>0</base:City>
<base:Province>福建省</base:Province><base:WIPOST3Code>CN</base:WIPOST3Code><base:Text>福建省德化县</base:Text>
</base:Address></base:AddressBook></business:Applicant></business:ApplicantDetails>
<business:DesignerDetails><business:Designer sequence="1"><base:AddressBook lang="zh"><base:Name>陈一</base:Name>
</base:AddressBook></business:Designer></business:DesignerDetails></business:DesignBibliographicData>
<business:DesignBriefExplanation><base:Paragraphs>1.产品名称：茶具。</base:Paragraphs></business:DesignBriefExplanation>
<business:FullDocImage numberOfFigures="7" type="tif"/></business:PatentDocumentAndRelated>"""
LOOSE = f"""<business:PatentDocumentAndRelated {BUSINESS}><business:BibliographicData>
{NUMBERS.format(kind="A", number="202110067153.8")}<business:InventionTitle lang="en">Tea</business:InventionTitle>
<business:InventionTitle lang="zh">茶</business:InventionTitle></business:BibliographicData>
<business:Abstract lang="en"><base:Paragraphs>A tea.</base:Paragraphs></business:Abstract>
<business:Abstract lang="zh"><base:Paragraphs>一种茶。</base:Paragraphs></business:Abstract>
<business:Description><business:InventionTitle>茶</business:InventionTitle>
<business:TechnicalField>技术领域</business:TechnicalField><business:BackgroundArt>背景技术</business:BackgroundArt>
<business:Disclosure><base:Paragraphs>发明<base:Sub>2</base:Sub>内容</base:Paragraphs></business:Disclosure>
</business:Description></business:PatentDocumentAndRelated>"""
DOCDB = """<?xml version="1.0" encoding="UTF-8"?>
<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange"><exch:exchange-document
 country="CN"
 doc-number="110083831" kind="A" family-id="67415" is-representative="NO" status="A"><exch:bibliographic-data>
<exch:publication-reference data-format="docdb"><document-id lang="zh"><country>CN</country>
<doc-number>110083831</doc-number><kind>A</kind><date>20190802</date></document-id></exch:publication-reference>
<exch:publication-reference data-format="epodoc"><document-id><doc-number>CN110083831</doc-number></document-id>
</exch:publication-reference>
<exch:patent-classifications><patent-classification sequence="1"><classification-scheme office="EP" scheme="CPCI">
<date>20130101</date></classification-scheme><classification-symbol>G06F  40/30</classification-symbol>
<symbol-position>F</symbol-position></patent-classification></exch:patent-classifications>
<exch:application-reference data-format="docdb" doc-id="1"><document-id><country>CN</country>
<doc-number>201910302430</doc-number><kind>A</kind><date>20190416</date></document-id></exch:application-reference>
<exch:priority-claims><exch:priority-claim sequence="1" data-format="docdb"><document-id><country>CN</country>
<doc-number>201910302430</doc-number><kind>A</kind><date>20190416</date></document-id>
<exch:priority-active-indicator>Y</exch:priority-active-indicator></exch:priority-claim>
<exch:priority-claim sequence="1" data-format="epodoc"><document-id><doc-number>CN20191302430</doc-number></document-id>
</exch:priority-claim></exch:priority-claims>
<exch:parties><exch:applicants><exch:applicant sequence="1" data-format="docdb"><exch:applicant-name><name>UNIV X</name>
</exch:applicant-name></exch:applicant><exch:applicant sequence="1" data-format="docdba"><exch:applicant-name>
<name>UNIVERSITY X</name></exch:applicant-name></exch:applicant></exch:applicants></exch:parties>
<exch:designation-of-states><exch:designation-pct><exch:regional><region><country>EP</country></region>
<country>DE</country></exch:regional></exch:designation-pct></exch:designation-of-states>
<exch:references-cited><exch:citation cited-phase="SEA" sequence="1"><patcit num="1" dnum-type="publication number">
<document-id doc-id="2"><country>CN</country><doc-number>102025678</doc-number><kind>A</kind></document-id></patcit>
<rel-passage><passage>p. 1</passage></rel-passage></exch:citation>
<exch:citation cited-phase="SEA" sequence="2"><nplcit num="2"><article><author><name>A</name></author><atl>On tea</atl>
</article></nplcit></exch:citation></exch:references-cited></exch:bibliographic-data>
<exch:abstract lang="en" data-format="docdba" abstract-source="EPO"><exch:p>A method.</exch:p></exch:abstract>
</exch:exchange-document></exch:exchange-documents>"""
GRANT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>
<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" country="US"><us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>09000000</doc-number><kind>B2</kind>
<date>20150407</date></document-id></publication-reference><application-reference appl-type="utility"><document-id>
<country>US</country><doc-number>13889513</doc-number><date>20130508</date></document-id></application-reference>
<classifications-cpc><main-cpc><classification-cpc><section>G</section><class>06</class><subclass>F</subclass>
<main-group>17</main-group><subgroup>27</subgroup></classification-cpc></main-cpc></classifications-cpc>
<invention-title id="d0e53">Tea <i>and</i> cups</invention-title>
<us-references-cited><us-citation><patcit num="00001"><document-id><country>US</country><doc-number>5793966</doc-number>
<kind>A</kind><name>Amstein</name><date>19980800</date></document-id></patcit><category>cited by examiner</category>
<classification-cpc-text>G06F 9/54</classification-cpc-text></us-citation><us-citation><nplcit num="00002">
<article><atl>Tea</atl></article></nplcit><category>cited by applicant</category></us-citation></us-references-cited>
<us-field-of-classification-search><classification-cpc-text>G06F 9/54</classification-cpc-text>
<classification-cpc-combination-text>G06F 9/54</classification-cpc-combination-text></us-field-of-classification-search>
<us-related-documents><us-provisional-application><document-id><country>US</country><doc-number>61645037</doc-number>
<date>20120509</date></document-id><us-provisional-application-status>expired</us-provisional-application-status>
</us-provisional-application></us-related-documents>
<us-parties><us-applicants><us-applicant sequence="001" app-type="applicant" designation="us-only"><addressbook>
<orgname>Tea Inc.</orgname><address><city>Xiamen</city><country>CN</country></address></addressbook>
<residence><country>CN</country></residence></us-applicant></us-applicants></us-parties></us-bibliographic-data-grant>
<description><p>First.</p><tables><table><tgroup><tbody><row><entry>Cell</entry></row></tbody></tgroup></table></tables>
<p>Last.</p></description><claims><claim num="00001"><claim-text>1. Tea.</claim-text></claim></claims>
</us-patent-grant>"""


def read(tmp_path, form, text, name="a.xml"):
    (tmp_path / name).write_text(text, "utf-8")
    return list(items(tmp_path / name, form))


def test_a_chinese_design_is_read_though_it_has_names_of_its_own(tmp_path):
    (item,) = read(tmp_path, "cnipa-xml", DESIGN)
    assert (item.kind, item.number, item.publications[0].kind) == ("design", "2021300671539", "S")
    assert item.fields == {
        "title": "茶具", "abstract": "1.产品名称：茶具。", "applicants": ["德化陶瓷厂"], "inventors": ["陈一"],
        "classes": {"loc": ["07-01", "09-03"]}, "filed_on": "2021-02-01", "address": "福建省德化县",
        "province": "福建省", "granted_on": "2022-02-01",
    }  # fmt: skip


def test_a_number_with_a_wrong_check_digit_is_kept_and_told(tmp_path):
    (item,) = read(tmp_path, "cnipa-xml", LOOSE.replace("067153.8", "067153.9"))
    assert (item.number, [problem.field for problem in item.problems]) == ("2021100671539", ["number"])


def test_what_stands_outside_of_paragraphs_is_read_too_and_chinese_goes_before_english(tmp_path):
    (item,) = read(tmp_path, "cnipa-xml", LOOSE)
    assert [item.fields[name] for name in ("title", "abstract", "description")] == [
        "茶", "一种茶。", "茶\n技术领域\n背景技术\n发明2内容"
    ]  # fmt: skip


def test_the_european_office_s_own_delivery_is_read_as_its_service_s_answers_are(tmp_path):
    (item,) = read(tmp_path, "epo-xml", DOCDB)
    assert (item.number, str(item.publications[0].number)) == ("2019103024301", "110083831")
    assert item.fields == {
        "abstract": "A method.", "applicants": ["UNIVERSITY X"], "classes": {"cpc": ["G06F40/30"]},
        "filed_on": "2019-04-16", "priorities": [["CN201910302430", "20190416"]], "citations": ["CN102025678A"],
        "family": "67415",
    }  # fmt: skip


def test_an_american_grant_of_2014_is_read_with_its_tables(tmp_path):
    (item,) = read(tmp_path, "uspto-xml", GRANT)
    assert [item.fields[name] for name in ("title", "applicants", "classes", "citations", "description")] == [
        "Tea and cups", ["Tea Inc."], {"cpc": ["G06F17/27"]}, ["US5793966A"], "First.\nCell\nLast."
    ]  # fmt: skip


def test_documents_that_begin_in_the_middle_of_a_line_are_read(tmp_path):
    assert len(read(tmp_path, "uspto-xml", (GRANT + GRANT).replace("\n", " "))) == 2


def test_a_document_that_never_ends_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("minzhi.records.tables.markup.LONGEST", 100_000)
    head, _end = DESIGN.split("<business:FullDocImage")
    with pytest.raises(BadFile, match="MB"):
        read(tmp_path, "cnipa-xml", head + "<base:Text>x</base:Text>" * 10_000)


def test_pictures_packed_beside_the_documents_are_left_where_they_are(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1/A.XML", DESIGN)
        archive.writestr("1/000001.TIF", b"II*\0")
    assert [item.fields["title"] for item in items(tmp_path / "a.zip", "cnipa-xml")] == ["茶具"]


def test_two_documents_of_one_name_in_an_archive_are_both_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("A.XML", DESIGN)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("A.XML", DESIGN.replace("茶具", "茶壶"))
    assert [item.fields["title"] for item in items(tmp_path / "a.zip", "cnipa-xml")] == ["茶具", "茶壶"]


def test_what_cannot_be_read_in_an_archive_is_told_by_its_name(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1/A.XML", DESIGN[:-40])
    with pytest.raises(BadFile, match=r"1/A\.XML：XML 读不下去"):
        list(items(tmp_path / "a.zip", "cnipa-xml"))


@pytest.mark.parametrize(("form", "longest"), [("gazette-csv", "gazette.LONGEST_LINE"), ("lines", "lines.LONGEST")])
def test_a_line_that_never_ends_is_refused_before_it_fills_the_memory(form, longest, tmp_path, monkeypatch):
    monkeypatch.setattr(f"minzhi.records.rights.reading.{longest}", 1000)
    with pytest.raises(BadFile, match="MB"):
        read(tmp_path, form, "title," * 1000)


def test_a_column_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(BadFile, match="重复的栏：title"):
        read(tmp_path, "gazette-csv", "publication_no,kind,title,title,publication_date\nCN1A,design,a,b,2019-07-09\n")


HEADED = "publication_no{0}kind{0}title{0}publication_date\nCN110010058A{0}invention_pub{0}阵列基板{0}2019-07-09\n"


@pytest.mark.parametrize(
    "rows", [HEADED.format("\t"), HEADED.format(";"), HEADED.format(",").replace("kind", " Ｋind ")]
)
def test_a_gazette_is_read_whatever_parts_its_columns_and_however_its_head_is_written(rows, tmp_path):
    (item,) = read(tmp_path, "gazette-csv", rows, "g.csv")
    assert (item.publications[0].number, item.fields["title"]) == ("110010058", "阵列基板")


def test_what_a_desktop_puts_into_an_archive_is_left_there(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1/A.XML", DESIGN)
        archive.writestr("__MACOSX/1/._A.XML", b"\0\5\x16\7")
        archive.writestr("1/.DS_Store", b"\0")
    assert [item.fields["title"] for item in items(tmp_path / "a.zip", "cnipa-xml")] == ["茶具"]


LAUGHS = "".join(f'<!ENTITY a{at + 1} "{f"&a{at};" * 10}">' for at in range(9))
NO_DOCUMENT = (
    ('{"query": "ti = plastic"}', "这不是XML文件"), ("", "这不是XML文件"),
    (f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><exchange-document><a>&a9;</a></exchange-document>', "实体"),
    ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><exchange-document>&e;</exchange-document>', "实体"),
)  # fmt: skip


@pytest.mark.parametrize(("content", "says"), NO_DOCUMENT)
def test_what_is_no_document_is_refused_for_what_it_is(content, says, tmp_path):
    with pytest.raises(BadFile, match=says):
        read(tmp_path, "epo-xml", content)


def test_an_american_design_has_the_number_that_other_offices_write(tmp_path):
    grant = GRANT.replace("09000000", "D0612345").replace("B2", "S1").replace("utility", "design")
    (item,) = read(tmp_path, "uspto-xml", grant)
    assert (item.kind, item.publications[0].number) == ("design", "D612345")


def test_an_archive_with_a_password_says_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("A.XML", DESIGN)
    locked = bytearray((tmp_path / "a.zip").read_bytes())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(locked)
    with pytest.raises(BadFile, match="密码"):
        list(items(tmp_path / "a.zip", "cnipa-xml"))


def test_a_gazette_may_write_days_with_slashes_and_numbers_in_full_width(tmp_path):
    rows = "publication_no,kind,title,publication_date\nＣＮ１１００１００５８Ａ,invention_pub,阵列基板,2019/7/9\n"
    (item,) = read(tmp_path, "gazette-csv", rows, "g.csv")
    assert (item.publications[0].number, str(item.said_on), list(item.problems)) == ("110010058", "2019-07-09", [])
