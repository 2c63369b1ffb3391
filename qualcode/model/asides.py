"""What of a text is nobody's speech and still worth reading: headings, notes of the transcriber."""

from collections.abc import Iterator

from qualcode.model.text import Content, Segment, Span


def asides_of(content: Content) -> Iterator[Span]:
    """The asides of a text, in order: lines between its segments that are no labels."""
    done = 0
    for segment in content.segments:
        if segment.end > segment.start:
            yield from asides(content.text, done, segment)
            done = segment.end
    yield from asides(content.text, done, None)


def asides(text: str, start: int, segment: Segment | None) -> Iterator[Span]:
    """The lines from an offset to a segment (or to the text's end) that are worth showing.

    Left out are the segment's own label, empty lines, and lines without a letter: times, numbers, rules.
    """
    end = len(text) if segment is None else segment.start
    if start >= end:
        return
    if segment is not None and text[end - 1] != "\n" and text.rfind("\n", start, end) <= start:
        return  # the segment's own line alone: its label
    if not text[start:end].strip():
        return
    lines: list[tuple[int, int]] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        lines.append((start, stop))
        start = stop + 1
    if segment is not None and lines and lines[-1][1] == end and text[end - 1] != "\n":
        # What stands on the segment's own line is its label, whether or not somebody is named.
        lines.pop()
    elif segment is not None and segment.speaker:
        lines = _without_label(text, lines, segment.speaker)
    for first, last in lines:
        line = text[first:last]
        if any(character.isalpha() for character in line):
            indent = len(line) - len(line.lstrip())
            yield Span(first + indent, first + len(line.rstrip()))


def _without_label(text: str, lines: list[tuple[int, int]], speaker: str) -> list[tuple[int, int]]:
    """The lines without a last one that names the speaker."""
    for number in range(len(lines) - 1, -1, -1):
        line = text[slice(*lines[number])].strip()
        if line:
            named = speaker.casefold() in line.casefold() and len(line) <= len(speaker) + 40
            return lines[:number] + lines[number + 1 :] if named else lines
    return lines
