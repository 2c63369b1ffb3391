"""What came of a table of participants, in words."""

from textual.content import Content

from qualcode.page.cells import fit
from qualcode.project.names import several
from qualcode.project.participants_file import Joined


def told_joined(joined: Joined) -> Content:
    """How many there are, their attributes, and what didn't fit."""
    lines = [
        Content.styled(
            f"{several(joined.participants, 'participant')}, {joined.links} with their transcripts", "bold"
        ),
        *(
            Content.assemble(f"  {fit(column.name, 24)}", (f"{column.type}  {column.note}", "$quiet"))
            for column in joined.attributes
        ),
    ]
    for name, transcript, speaker in joined.unlinked:
        label = f" as {speaker}" if speaker else ""
        lines.append(Content.styled(f"  {name} no longer speaks in {transcript}{label}", "$alarm"))
    if joined.without_row:
        lines.append(Content.styled(f"  In no row: {', '.join(joined.without_row)}", "$alarm"))
    if joined.without_transcript:
        names = ", ".join(f"{who} ({which})" if which else who for who, which in joined.without_transcript)
        lines.append(Content.styled(f"  Without a transcript: {names}", "$alarm"))
    lines += [Content.styled(f"  {note}", "$quiet") for note in joined.notes]
    return Content("\n").join(lines)
