"""A matrix as lines: nothing wider than the room, nothing lost but what is marked as left out."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.cli.matrix_drawn import LEAST, drawn
from qualcode.model.charts import Cell, Column, Matrix, Row
from qualcode.page.cells import width

WORDS = st.text(alphabet="ab 漢é\u200d\x1b\n“", min_size=0, max_size=120)


def made(texts: list[list[str]]) -> Matrix:
    columns = tuple(Column(f"c{n}", "code", f"Code {n}", f"Code {n}", "") for n in range(len(texts[0])))
    rows = tuple(Row(f"r{n}", f"Participant {n}", ("Hazel", "")) for n in range(len(texts)))
    cells = {
        (row.uid, column.uid): Cell(text, "charted", passages=2)
        for row, own in zip(rows, texts, strict=True)
        for column, text in zip(columns, own, strict=True)
    }
    return Matrix(("site", "type"), rows, columns, cells, len(rows))


@given(st.lists(st.tuples(WORDS, WORDS, WORDS).map(list), min_size=1, max_size=3), st.integers(40, 160))
def test_no_line_is_wider_than_the_room(texts: list[list[str]], room: int) -> None:
    assert all(width(line) <= room for line in drawn(made(texts), room, 6))


def test_columns_that_dont_fit_side_by_side_follow_below() -> None:
    lines = list(drawn(made([["one", "two", "three", "four"]]), 16 + 2 * (LEAST + 2), 6))

    heads = [line for line in lines if line.startswith("Participant ") and "Code" in line]
    assert [line.split()[1:] for line in heads] == [["Code", "0", "Code", "1"], ["Code", "2", "Code", "3"]]
    assert all(word in "\n".join(lines) for word in ("one", "two", "three", "four", "Hazel", "[2 coded]"))


def test_what_is_too_long_ends_in_a_sign_that_says_so() -> None:
    long = " ".join(f"word{n}" for n in range(100))

    lines = list(drawn(made([[long]]), 60, 4))

    cell = [line[len("Participant 0") :].strip() for line in lines if "word" in line]
    assert len(cell) == 4
    assert cell[-1].endswith("…")
    assert long.startswith(" ".join(cell).removesuffix("…").rstrip())
