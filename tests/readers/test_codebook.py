"""Codebooks in four formats: exact round trips, kind readings, all problems at once."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.model.errors import BadTable, QualcodeError, UnreadableFile
from qualcode.model.study import CODE_KINDS, CODE_STATUSES, ORIGINS, THEME_STATUSES
from qualcode.model.tables import CodebookFile, CodeEntry, ThemeEntry
from qualcode.readers.codebook import read_codebook
from qualcode.writers.codebook import write_codebook
from qualcode.writers.tables import write_sheets

FORMATS = (".csv", ".xlsx", ".yaml", ".json")

# Any text but control characters, which books can't hold, and line ends other than LF, which become LF.
letters = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
names = st.one_of(
    st.text(letters, min_size=1, max_size=12),
    st.sampled_from(
        [
            "care coordination – as articulation work",
            "=1+1",
            "+x",
            "-x",
            "@x",
            "'=x",
            "''",
            "'tis",
            "a; b",
            "no",
            "1984",
            "null",
            "~",
            "été",
            "#REF!",
            "“quoted”",
            '"',
            "2026-01-01",
            "3.0",
            "a: b",
            "- a",
            "TRUE",
        ]
    ),
).map(str.strip)
texts = st.one_of(
    st.just(""), names, st.text(st.one_of(letters, st.just("\n"), st.just("\t")), max_size=30)
).map(str.strip)


@st.composite
def codebooks(draw: st.DrawFn) -> CodebookFile:
    code_names = draw(st.lists(names.filter(bool), min_size=1, max_size=5, unique_by=str.casefold))
    theme_names = draw(st.lists(names.filter(bool), max_size=4, unique_by=str.casefold))
    former = st.lists(names.filter(bool), max_size=2).map(tuple)
    codes = []
    for place, name in enumerate(code_names):
        into = draw(st.sampled_from(["", *code_names[:place]]))
        brief, full, use, avoid, example = (draw(texts) for _ in range(5))
        kind, origin = draw(st.sampled_from(["", *CODE_KINDS])), draw(st.sampled_from(["", *ORIGINS]))
        status = draw(st.sampled_from(["", *CODE_STATUSES]))
        colour = draw(st.sampled_from(["", "#3c78d8"]))
        code = CodeEntry(name, brief, full, use, avoid, example, kind, origin, draw(texts), status, into)
        codes.append(code._replace(former_names=draw(former), colour=colour))
    themes = []
    for place, name in enumerate(theme_names):
        members = draw(st.lists(st.sampled_from(code_names), unique=True).map(tuple))
        parent = draw(st.sampled_from(["", *theme_names[:place]]))
        status = draw(st.sampled_from(["", *THEME_STATUSES]))
        themes.append(ThemeEntry(name, draw(texts), draw(texts), status, parent, draw(former), members))
    return CodebookFile("book", tuple(themes), tuple(codes))


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(book=codebooks())
def test_a_codebook_comes_back_as_it_was(suffix: str, book: CodebookFile, tmp_path: Path) -> None:
    path = tmp_path / f"book{suffix}"
    problems = write_codebook(path, book)
    again = read_codebook(path)

    assert (again.themes, again.codes, problems) == (book.themes, book.codes, ())


def test_through_all_formats_in_turn(tmp_path: Path) -> None:
    themes = (
        ThemeEntry(
            "Relationships; and hope",
            "Relationships",
            "What\nis between people",
            "agreed",
            "",
            ("old",),
            ("b", "a"),
        ),
        ThemeEntry("Within", parent="Relationships; and hope"),
    )
    codes = (
        CodeEntry("a", use="=1+1", former_names=("x", "y")),
        CodeEntry("b", status="merged", merged_into="a"),
    )
    book = CodebookFile("book", themes, codes)
    for suffix in FORMATS:
        write_codebook(tmp_path / f"book{suffix}", book)
        book = read_codebook(tmp_path / f"book{suffix}")

    assert (book.themes, book.codes) == (themes, codes)


def test_a_plain_table_of_codes_makes_its_themes(tmp_path: Path) -> None:
    path = tmp_path / "codebook.csv"
    path.write_text("code,theme,definition\nx,One; Two,about x\ny,One,\n", encoding="utf-8")
    book = read_codebook(path)

    assert book.themes == (ThemeEntry("One", codes=("x", "y")), ThemeEntry("Two", codes=("x",)))
    assert book.codes[0] == CodeEntry("x", "about x")


def test_a_second_row_of_a_code_puts_it_into_another_theme(tmp_path: Path) -> None:
    path = tmp_path / "codebook.csv"
    path.write_text("code,theme,definition\nx,One,about x\nx,Two,\n", encoding="utf-8")
    book = read_codebook(path)

    assert [theme.codes for theme in book.themes] == [("x",), ("x",)]
    assert len(book.codes) == 1


def test_words_of_choice_are_read_kindly(tmp_path: Path) -> None:
    path = tmp_path / "codebook.csv"
    path.write_text("Code,Kind,Came from,Status\nx,In-Vivo,A_priori,Set aside\n", encoding="utf-8")

    assert read_codebook(path).codes[0] == CodeEntry(
        "x", kind="in vivo", origin="a priori", status="set aside"
    )


def test_all_problems_are_named_with_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "codebook.csv"
    rows = [
        "row,name,theme,definition,kind,merged into,whatever",
        "theme,One,Two,,,,",
        "theme,Two,One,,,,",
        "code,x,Three,,,,",
        "code,X,One,,,,",
        "code,,One,,,,",
        "code,y,,,vivid,nothing,",
        "chapter,z,,,,,",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(BadTable) as error:
        read_codebook(path)

    problems = error.value.problems
    assert "there is no field for the column “whatever”; rename it or take it out" in problems
    assert "themes lie within each other in a circle: One → Two → One" in problems
    assert "row 4: the theme “Three” doesn't exist" in problems
    assert "row 5: the code “X” is in row 4 already" in problems
    assert "row 6: the code has no name" in problems
    assert "row 7: the kind “vivid” is none of descriptive, theoretical, in vivo" in problems
    assert "row 7: the code “nothing”, into which it is merged, doesn't exist" in problems
    assert "row 8: the row is “chapter”, neither code nor theme" in problems


def test_problems_of_a_yaml_file_are_named_with_their_entries(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_text(
        "themes:\n  - name: One\n    codes: [x, y]\n    colour: red\ncodes:\n  - name: x\n  - brief: b\n",
        encoding="utf-8",
    )
    with pytest.raises(BadTable) as error:
        read_codebook(path)

    text = " ".join(error.value.problems)
    assert "theme 1: there is no field “colour”" in text
    assert "theme 1: the code “y” doesn't exist" in text
    assert "code 2: the code has no name" in text


def test_a_code_named_no_is_no_truth_value(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_text("codes:\n  - name: no\n  - name: 1984\n", encoding="utf-8")

    assert [code.name for code in read_codebook(path).codes] == ["no", "1984"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "codes:\n- name: hope\n  brief: one\n  brief: two\n- name: loss\ncodes:\n- name: gone\n"),
        (
            "a.json",
            '{"codes": [\n{"name": "a:{\\"b", "kind": ""},\n{"name": "hope",\n'
            '"brief": "one", "b\\u0072ief": "two"}\n],\n"codes": []}',
        ),
    ],
)
def test_of_two_values_of_one_key_none_is_lost_silently(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadTable) as caught:
        read_codebook(tmp_path / name)
    lines = sorted(caught.value.problems)
    assert lines == ["line 4: “brief” stands in one entry twice", "line 6: “codes” stands in one entry twice"]


def test_control_characters_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "codebook.json"
    path.write_text(json.dumps({"codes": [{"name": "x\u0007"}]}), encoding="utf-8")
    with pytest.raises(BadTable, match="control character"):
        read_codebook(path)


def test_columns_of_our_own_report_are_left_aside(tmp_path: Path) -> None:
    write_sheets(tmp_path / "book.xlsx", {"Codebook": (("Theme", "Code", "Passages"), [["One", "x", 3]])})
    book = read_codebook(tmp_path / "book.xlsx")

    assert [code.name for code in book.codes] == ["x"]
    assert "“Passages”" in book.notes[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "codes: [unclosed"),
        ("a.yaml", "just words"),
        ("a.yaml", "codes:\n  name: x"),
        ("a.json", "{"),
        ("a.json", "[1]"),
        ("a.json", '{"codes": [1]}'),
        ("a.json", '{"codes": [{"name": 1}]}'),
        ("a.json", "{}"),
        ("a.csv", "a,b\n1,2\n"),
        ("a.csv", "code\n"),
        ("a.odt", "code\n"),
    ],
)
def test_what_is_no_codebook_is_one_sentence(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(QualcodeError, match=name):
        read_codebook(tmp_path / name)


def test_a_missing_codebook_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="does not exist"):
        read_codebook(tmp_path / "codebook.yaml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "code\n" + "".join(f"c{n}\n" for n in range(5_001))),
        ("a.json", json.dumps({"codes": [{"name": f"c{n}"} for n in range(5_001)]})),
    ],
)
def test_what_is_no_codebook_by_its_size(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(BadTable, match=r"it has 5,001 entries"):
        read_codebook(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('codes:\n- name: "\\UFFFFFFFF"\n', "a.yaml is not proper yaml"),
        ("codes:\n- name: " + "x" * 1_000_000, "a.yaml is larger than 1 MB of yaml; save it as .json"),
    ],
)
def test_yaml_that_is_not_read(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableFile, match=said):
        read_codebook(tmp_path / "a.yaml")
