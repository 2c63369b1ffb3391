"""What is found in a written document, of whatever format, made into a source: one place for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Comment, Content, Source, Span
from qualcode.readers.decoding import control_warnings, without_controls
from qualcode.readers.files import refuse_too_many_lines
from qualcode.readers.layout import find_segments

_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029\x0b\x0c", "\n"))


@dataclass(frozen=True)
class Written:
    """A document's text, with places in it, as a reader hands it on.

    `notes` stand after the text, outside of all speech; `emphasised` are bold or italic stretches, which may
    be an interviewer's words; `headers` and `footers` repeat on each page and are no part of the text.
    """

    text: str
    notes: str = ""
    emphasised: Sequence[Span] = ()
    comments: Sequence[Comment] = ()
    properties: Sequence[tuple[str, str]] = ()
    headers: Sequence[str] = ()
    footers: Sequence[str] = ()
    warnings: Sequence[str] = ()

    def source(self, file: str, format: str, *, encoding: str = "", layout: str | None = None) -> Source:
        """The source, with its segments by the layout asked for, else by the likeliest.

        Raises UnreadableFile if there is nothing but white space, or far too many lines.
        """
        text, controls = cleaned(self.text)
        if not text.strip():
            raise UnreadableFile(f"{file} has no text in it; if it holds a picture of text, type it.")
        refuse_too_many_lines(text, file)
        found = find_segments(text, layout=layout, emphasised=self.emphasised)
        notes, more = cleaned(self.notes)
        comments = []
        for comment in self.comments:
            words, count = cleaned(comment.text)
            more += count
            comments.append(Comment(comment.start, comment.end, cleaned(comment.author)[0], words))
        known = [
            *self.properties,
            *(("running header", words) for words in self.headers),
            *(("running footer", words) for words in self.footers),
        ]
        return Source(
            file=file,
            format=format,
            content=Content(text + notes, found.segments),
            encoding=encoding,
            layout=found.layout,
            comments=tuple(comments),
            properties=(*((name, cleaned(value)[0]) for name, value in known), *found.document),
            warnings=(*self.warnings, *control_warnings(controls + more), *found.warnings),
            hypotheses=found.hypotheses,
            labels=found.labels,
        )


def cleaned(text: str) -> tuple[str, int]:
    """The text, as long as before (places count on it), without control characters; and how many it had."""
    return without_controls(text.translate(_LINE_ENDS))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    end = max(start, min(end, len(text)))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def many(count: int, thing: str) -> str:
    """How many of a thing, in words: "1 note", "2 notes"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def note_paragraph(kind: str, number: int, text: str, place: int, words: str) -> str:
    """A note as a paragraph to stand after the text, with the words it belongs to."""
    before = text[max(0, place - 60) : place].rpartition("\n")[2].split()[-4:]
    after = f", after “{' '.join(before)}”" if before else ""
    return f"\n\n[{kind} {number}{after}] {words}"


def change_warnings(insertions: int, deletions: int, hidden: int = 0, notes: int = 0) -> list[str]:
    """What to tell the user of tracked changes, hidden words and notes."""
    warnings = []
    if insertions or deletions:
        warnings.append(
            f"The document has tracked changes: {many(insertions, 'insertion')} taken as accepted, "
            f"{many(deletions, 'deletion')} left out."
        )
    if hidden:
        warnings.append(
            f"Hidden text at {many(hidden, 'place')} was left out, as it isn't seen in the document."
        )
    if notes:
        stand = "stands" if notes == 1 else "stand"
        warnings.append(f"{many(notes, 'note')} {stand} after the text, outside of all speech.")
    return warnings
