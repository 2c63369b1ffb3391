"""Comments in documents brought in: memos on the passage they stand on, or codings, by who wrote them."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from qualcode.model.study import Code, Coder, Coding, Memo, Transcript
from qualcode.model.text import Comment, Source, Span
from qualcode.project.clock import today
from qualcode.project.codings import trimmed
from qualcode.project.draft import Draft
from qualcode.project.import_plan import Comments
from qualcode.project.names import key, several

if TYPE_CHECKING:
    from qualcode.project.project import Project

LONGEST_NAME = 100
"""Characters of a comment that can be the name of a code; a longer one is a memo."""


class Commenting:
    """Takes the comments of documents into a draft."""

    def __init__(self, project: "Project", draft: Draft, become: Comments) -> None:
        self._project = project
        self._draft = draft
        self._become = become
        self._coders: dict[str, str] = {}
        self._codes: dict[str, str] = {}

    def take(self, source: Source, transcript: Transcript) -> tuple[str, ...]:
        """Take the comments of one document; what came of them, a sentence or none."""
        comments = [comment for comment in source.comments if comment.text.strip()]
        if not comments:
            return ()
        if self._become == "leave":
            return (f"{several(len(comments), 'comment')} left out.",)
        done: Counter[str] = Counter()
        coded: set[tuple[int, int, str, str]] = set()
        for comment in comments:
            span = _place(source, comment)
            name = " ".join(comment.text.split())
            coder = self._coder(comment.author)
            if self._become == "codings" and span.start < span.end and len(name) <= LONGEST_NAME:
                place = (span.start, span.end, self._code(name), coder)
                if place not in coded:  # said twice of the same words
                    coded.add(place)
                    self._coding(transcript, span, self._code(name), coder)
                    done["coded passage"] += 1
            else:
                self._memo(transcript, span, comment.text, coder)
                done["memo"] += 1
        became = " and ".join(several(number, what) for what, number in done.items())
        authors = ", ".join(dict.fromkeys(c.author.strip() for c in comments if c.author.strip()))
        by = f" by {authors}" if authors else ""
        return (f"{several(len(comments), 'comment')}{by}: now {became}.",)

    def _coding(self, transcript: Transcript, span: Span, code: str, coder: str) -> None:
        self._draft.create(
            Coding,
            analysis=self._project.analysis.uid,
            transcript=transcript.uid,
            content=transcript.content,
            start=span.start,
            end=span.end,
            coder=coder,
            code=code,
        )

    def _memo(self, transcript: Transcript, span: Span, text: str, coder: str) -> None:
        place: dict[str, Any] = {"content": transcript.content, "start": span.start, "end": span.end}
        self._draft.create(
            Memo,
            analysis=self._project.analysis.uid,
            about_kind=Transcript.kind,
            about=transcript.uid,
            coder=coder,
            date=today(),
            text=text,
            **(place if span.start < span.end else {}),
        )

    def _coder(self, author: str) -> str:
        """The uid of who wrote a comment, who is made a coder if need be; without a name, who imports."""
        name = " ".join(author.split())
        if not name:
            return self._project.coder.uid
        if key(name) not in self._coders:
            known = self._project.coders.lookup().all(name)
            self._coders[key(name)] = known[0].uid if known else self._draft.create(Coder, name=name)
        return self._coders[key(name)]

    def _code(self, name: str) -> str:
        """The uid of the code of a name, which is made if need be."""
        if key(name) not in self._codes:
            known = self._project.codebook.codes_by_name().all(name)
            analysis = self._project.analysis.uid
            self._codes[key(name)] = (
                known[0].uid if known else self._draft.create(Code, analysis=analysis, name=name)
            )
        return self._codes[key(name)]


def _place(source: Source, comment: Comment) -> Span:
    """The passage a comment is on: the words it stands on; without any, the segment it stands in."""
    text = source.content.text
    start, end = max(0, comment.start), min(len(text), comment.end)
    if text[start:end].strip():
        return trimmed(text, start, end)
    for segment in source.content.segments:
        if segment.start <= start <= segment.end:
            return Span(segment.start, segment.end)
    return Span(0, 0)
