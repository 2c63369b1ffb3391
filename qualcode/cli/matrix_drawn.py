"""A matrix as lines of a terminal: as many columns side by side as fit, the others below."""

from collections.abc import Iterator, Sequence

from qualcode.model.charts import Cell, Column, Matrix, Row
from qualcode.page.cells import clip, drawable, fit, width
from qualcode.page.wrap import wrap

LEAST = 22  # cells of a column; narrower ones are hard to read
_GAP = "  "


def drawn(matrix: Matrix, room: int, most: int) -> Iterator[str]:
    """The lines of a matrix in `room` cells, each of its cells at most `most` lines high."""
    names = [[drawable(row.name), *(drawable(v) for v in row.attributes if v)] for row in matrix.rows]
    first = min(max((width(line) for name in names for line in name), default=0), 24, room)
    first = max(first, min(11, room))
    side_by_side = max(1, (room - first) // (LEAST + len(_GAP)))
    for start in range(0, len(matrix.columns), side_by_side):
        columns = matrix.columns[start : start + side_by_side]
        share = max(LEAST, (room - first) // len(columns) - len(_GAP)) if room > LEAST + first else LEAST
        yield from _band(matrix, columns, first, share, most)
        yield ""


def _band(matrix: Matrix, columns: Sequence[Column], first: int, share: int, most: int) -> Iterator[str]:
    widths = [first, *(share for _ in columns)]
    heads = [["Participant"], *(_wrapped(column.name, share, most) for column in columns)]
    yield from _side_by_side(heads, widths)
    yield _GAP.join("─" * each for each in widths)
    for row in matrix.rows:
        texts = [_label(row, first)]
        texts += [_wrapped(_said(matrix.cell(row, column)), share, most) for column in columns]
        yield from _side_by_side(texts, widths)
        yield ""


def _label(row: Row, room: int) -> list[str]:
    lines = _wrapped(row.name, room, 3)
    return lines + [line for value in row.attributes if value for line in _wrapped(value, room, 2)]


def _said(cell: Cell) -> str:
    """The summary or the word for none, what its extracts say, and how many passages there are."""
    passages = f" [{cell.passages} coded]" if cell.passages else ""
    again = " [check again]" if cell.again else ""
    quotes = "".join(f" “{extract.text}” ({extract.reference})" for extract in cell.extracts)
    return f"{cell.shown}{again}{passages}{quotes}"


def _wrapped(text: str, room: int, most: int) -> list[str]:
    plain = drawable(" ".join(text.split()))
    lines = [plain[start:end] for start, end, _ in wrap(plain, 0, len(plain), room)]
    if len(lines) > most:
        lines = [*lines[: most - 1], clip(f"{lines[most - 1]}…", room)]
    return lines or [""]


def _side_by_side(texts: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for number in range(max(len(lines) for lines in texts)):
        parts = (lines[number] if number < len(lines) else "" for lines in texts)
        yield _GAP.join(fit(part, room) for part, room in zip(parts, widths, strict=True)).rstrip()
