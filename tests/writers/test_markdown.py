"""A matrix as Markdown: a table a theme, and no text that is taken for Markdown or HTML."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.charts import Cell, ThemeChart
from qualcode.writers.markdown import markdown_lines, write_markdown
from tests.writers.charts_sample import ENGAGING, PLANS, charts, matrix


def test_each_theme_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "m.md"
    write_markdown(charts(), path)
    lines = path.read_text(encoding="utf-8").splitlines()

    assert lines[0] == "# Care plans & practice".replace("&", "&amp;")
    assert "**Confidential.**" in lines[2]
    assert [line for line in lines if line.startswith("## ")] == [
        "## 1 Engaging and supporting",
        "## 2 Accommodating and adjusting",
    ]
    assert "- **risk**: What is said about risk, and to whom" in lines
    heads = "care planning – as paperwork | risk | Analyst's comment |"
    first = lines.index(f"| Participant | Country | Site | Participant type | {heads}")
    assert lines[first + 1] == "| --- | --- | --- | --- | --- | --- | --- |"
    assert lines[first + 2] == (
        "| Care coordinator 1 | England | Alder | Care coordinator | Writes plans “for the computer” to meet "
        "targets (t12); shares them when time allows (t31).<br>Comment: Compare with Elm.<br>"
        "Checked by Ben | Nothing said | A key case. |"
    )
    assert lines[first + 4] == ("| Carer 1 | Wales | Not known | Carer | To chart | To chart | No comment |")


@given(text=st.text(st.sampled_from("a|<>*_`[]#~$&-+1. \\\n\r\x00\u2028"), max_size=30))
def test_a_text_breaks_no_table(text: str) -> None:
    cells = {("p-1", "code-1"): Cell(f"x{text}", "charted")}
    lines = list(markdown_lines(charts(themes=(ThemeChart(1, ENGAGING, matrix((PLANS,), cells), {}),))))
    row = next(line for line in lines if line.startswith("| Care"))
    bare = row.replace("\\\\", "").replace("\\|", "")

    assert "\n" not in row
    assert bare.count("|") == 7
    assert "<" not in bare.replace("\\<", "").replace("<br>", "")
