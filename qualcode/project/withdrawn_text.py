"""The text of a transcript without what somebody said in it who withdrew."""

from qualcode.model.revisions import Edit, OffsetMap, edited
from qualcode.model.text import Content, Segment, Span
from qualcode.project.elsewhere import WITHDRAWN
from qualcode.project.theirs import Shared


def without(shared: Shared, name: str) -> tuple[Content, OffsetMap]:
    """A text with “[withdrawn]” in place of somebody's words, and another label; and the map to it.

    Their segments stay, so that turns keep their numbers, but nothing is said in them.
    """
    content, edits = shared.content, []
    labels = {} if shared.inseparable else {s.speaker: name for s in shared.segments if s.speaker}
    done = 0
    theirs = set(shared.segments)
    for segment in content.segments:
        if segment in theirs or (segment.speaker in labels and segment.start == segment.end):
            label = (
                content.text.rfind(segment.speaker, done, segment.start) if segment.speaker in labels else -1
            )
            if label >= 0:
                edits.append(Edit(Span(label, label + len(segment.speaker)), name))
            if segment in theirs:
                edits.append(Edit(Span(segment.start, segment.end), WITHDRAWN))
        done = max(done, segment.end)
    new, offsets = edited(content, edits, kind="words", labels=labels)
    places = [n for n, segment in enumerate(content.segments) if segment in theirs]
    segments = list(new.segments)
    for place in places:
        s = segments[place]
        segments[place] = Segment(s.speaker, s.start, s.start, s.time)
    return Content(new.text, tuple(segments)), offsets
