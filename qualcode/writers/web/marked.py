"""Texts as HTML: escaped whatever they hold, quotations in italics, a word where there is none."""

from html import escape

from qualcode.writers.quotations import quotations


def escaped(text: str) -> str:
    """The text as it stands between tags or in a quoted attribute."""
    return escape(text, quote=True)


def with_quotations(text: str) -> str:
    """The text, the words between quotation marks in italics."""
    if "“" not in text and '"' not in text:
        return escaped(text)
    return "".join(
        f"<i>{escaped(run.text)}</i>" if run.italic else escaped(run.text) for run in quotations(text)
    )


def or_word(text: str, otherwise: str) -> str:
    """The text, or the word that says why there is none, marked as such."""
    return escaped(text) if text.strip() else f'<span class="word">{escaped(otherwise)}</span>'


def counted(number: int, thing: str, things: str = "") -> str:
    """How many there are of a thing."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
