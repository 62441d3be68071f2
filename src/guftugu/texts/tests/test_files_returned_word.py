"""What Word and its like really put into a file, and what is read of it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from guftugu.texts.files import write
from guftugu.texts.files.returned import NotTaken, read_returned
from guftugu.texts.tests.papers import document, paragraph
from guftugu.texts.tests.test_files_returned import NOBODY, ONE, run, word, words_of, zipped

PASSAGE = "0b8f5c1e-9a55-4c1b-8d5e-2f1f0a9f6c11"
MARK = '<w:bookmarkStart w:id="1" w:name="guftugu_0b8f5c1e9a554c1b8d5e2f1f0a9f6c11"/>'
END = '<w:bookmarkEnd w:id="1"/>'
STRUCK = f"<w:pPr><w:rPr><w:del {NOBODY}/></w:rPr></w:pPr>"


def test_a_strict_document_and_one_of_another_name_are_read() -> None:
    strict = zipped(
        "word/document.xml",
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Homes</w:t></w:r></w:p></w:body></w:document>',
    )
    (found,) = read_returned(strict, ".docx").passages
    assert (found.kind, found.level, found.words) == ("heading", 2, "Homes")
    file = BytesIO()
    with ZipFile(file, "w") as package:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        relation = f'<Relationship Type="{office}" Target="/word/document2.xml"/>'
        package.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        package.writestr("word/document2.xml", ONE)
    assert words_of(file.getvalue()) == ["One."]


def test_what_word_processors_put_around_words_is_not_words() -> None:
    inside = (
        '<w:proofErr w:type="spellStart"/><w:smartTag w:element="place"><w:r w:rsidR="00A1"><w:t>Both </w:t></w:r>'
        '</w:smartTag><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:sdt><w:sdtContent><w:r>'
        "<w:t>sides </w:t></w:r></w:sdtContent></w:sdt></w:sdtContent></w:sdt><w:hyperlink><w:r><w:t>agree</w:t></w:r>"
        '</w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> now</w:t></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>'
        "<w:t>Click here</w:t></w:r></w:sdtContent></w:sdt><w:r><w:softHyphen/><w:t>.</w:t></w:r>"
        '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:unheard><w:t>of</w:t></w:unheard>"
    )
    found = read_returned(word(f"<w:sdt><w:sdtContent><w:p>{inside}</w:p></w:sdtContent></w:sdt>"), ".docx")
    assert [one.words for one in found.passages] == ["Both sides agree now\u00ad."]
    assert set(found.not_taken) == {NotTaken("hidden", "unseen"), NotTaken("other", "of")}


def test_rows_and_cells_of_tables_are_read_as_accepted() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{words}</w:p></w:tc>"

    gone, new = f"<w:trPr><w:del {NOBODY}/></w:trPr>", f"<w:trPr><w:ins {NOBODY}/></w:trPr>"
    wide = '<w:gridSpan w:val="2"/>'
    two = f"{run('May')}</w:p><w:p>{run('June')}"
    table = (
        f"<w:tbl><w:tr>{cell(run('Who'), wide)}{cell(run('When'))}</w:tr>"
        f"<w:tr>{gone}{cell(run('a'))}{cell(run('b'))}{cell(run('c'))}</w:tr>"
        f"<w:tr>{new}{cell(run('North'))}{cell('')}{cell(two)}</w:tr>"
        f"<w:tr>{cell(run('x'), f'<w:cellDel {NOBODY}/>')}{cell(run('y'))}{cell(run('z'))}</w:tr></w:tbl>"
    )
    (found,) = read_returned(word(table), ".docx").passages
    assert found.words == "Who\t\tWhen\nNorth\t\tMay June\ny\tz"


def test_comments_stand_at_the_words_they_are_about() -> None:
    def end(number: int) -> str:
        return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'

    def comment(number: int) -> str:
        words = f"<w:p>{run(f'c{number}')}</w:p><w:p>{run('more')}</w:p>"
        return f'<w:comment w:id="{number}" w:author="T">{words}</w:comment>'

    gone = f"<w:del {NOBODY}><w:r><w:delText>gone</w:delText></w:r></w:del>"
    found = read_returned(
        word(
            f'<w:p>{run("One ")}<w:commentRangeStart w:id="0"/>{run("word")}{end(0)}</w:p>'
            f'<w:p>{STRUCK}<w:commentRangeStart w:id="1"/>{MARK}{gone}{END}{end(1)}</w:p>'
            f'<w:p>{end(2)}{run("Two.")}</w:p><w:commentRangeStart w:id="3"/><w:p>{run("Three.")}</w:p>'
            f"<w:p>{run('Four.')}{end(3)}</w:p>",
            comments="".join(comment(at) for at in range(5)),
        ),
        ".docx",
    )
    assert [(one.passage, one.words, one.ids) for one in found.comments] == [
        (0, "c0\nmore", ()),
        (0, "c1\nmore", (PASSAGE,)),
        (1, "c2\nmore", ()),
        (2, "c3\nmore", ()),
    ]
    assert {one.author for one in found.comments} == {"T"}
    assert found.not_taken == (NotTaken("comment", "c4\nmore"),)


def test_a_bookmark_counts_where_its_words_are() -> None:
    split = word(f"<w:p>{MARK}{run('Both sides')}</w:p><w:p>{run('agree.')}{END}</w:p><w:p>{run('They meet.')}</w:p>")
    assert [one.ids for one in read_returned(split, ".docx").passages] == [(PASSAGE,), (PASSAGE,), ()]
    emptied = word(f"<w:p>{MARK}{END}{run('Both sides')}</w:p><w:p>{MARK}{run(' ')}{END}{run('agree.')}</w:p>")
    assert [one.ids for one in read_returned(emptied, ".docx").passages] == [(), ()]
    copied = word(f"<w:p>{MARK.replace('6c11', '6c11_2')}{run('Both sides')}{END}</w:p>")
    assert [one.ids for one in read_returned(copied, ".docx").passages] == [(PASSAGE,)]


def test_what_follows_a_deleted_passage_in_its_style_is_of_a_doubtful_kind() -> None:
    style = '<w:pStyle w:val="Heading1"/>'
    gone = f"<w:p>{STRUCK.replace('<w:pPr>', f'<w:pPr>{style}')}</w:p>"
    found = read_returned(
        word(f"{gone}<w:p><w:pPr>{style}</w:pPr>{run('a')}</w:p><w:p><w:pPr>{style}</w:pPr>{run('b')}</w:p>"), ".docx"
    )
    assert [one.doubtful for one in found.passages] == [True, False]


def test_heads_and_feet_of_pages_are_listed_but_for_ours() -> None:
    made = document(paragraph("One."), foot="Trail 3f")
    assert read_returned(write(made, ".docx"), ".docx").not_taken == ()
    edges = {"footer1": f"<w:p>{run('Ministry')}</w:p>", "header2": f"<w:p>{run('1 / 2')}</w:p>"}
    content = word(f"<w:p>{run('One.')}</w:p>", **edges)
    assert read_returned(content, ".docx").not_taken == (NotTaken("edge", "Ministry"),)
