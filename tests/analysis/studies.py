"""Small studies written down in a few lines. Everything's uid is its name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qualcode.analysis.codebook import Codebook
from qualcode.analysis.material import Material
from qualcode.analysis.participants import People
from qualcode.model.charts import Column
from qualcode.model.study import (
    Attribute,
    Code,
    Coder,
    Coding,
    Link,
    Membership,
    Participant,
    Source,
    Speaker,
    Summary,
    Theme,
    Transcript,
    Value,
)
from qualcode.model.text import Content, Segment


def content(text: str) -> Content:
    """A text of lines `Label: speech`; one without a label is nobody's, one with a # no speech."""
    segments = []
    start = 0
    for line in text.split("\n"):
        label, colon, _ = line.partition(": ")
        if not line.startswith("#"):
            at = start + (len(label) + 2 if colon else 0)
            segments.append(Segment(label if colon else "", at, start + len(line)))
        start += len(line) + 1
    return Content(text, tuple(segments))


def codebook(
    codes: Iterable[str | Code], themes: Mapping[str, Sequence[str]] | None = None, *more: Theme
) -> Codebook:
    """Codes, and themes with the names of their codes; `more` are themes with fields of their own."""
    made = {code.name: code for code in (c if isinstance(c, Code) else Code(c, name=c) for c in codes)}
    themed = themes or {}
    known = {name: Theme(name, name=name, order=tuple(within)) for name, within in themed.items()}
    known |= {theme.uid: theme for theme in more}
    places = [Membership(f"{t}|{c}", theme=t, code=c) for t, within in themed.items() for c in within]
    return Codebook(made, known, places)


def material(
    texts: Mapping[str, str],
    people: Mapping[str, Sequence[str]],
    book: Codebook,
    codings: Iterable[tuple[str, str, str, str]] = (),
    *,
    interviewers: Sequence[str] = ("I",),
    values: Mapping[str, Mapping[str, str]] | None = None,
    attributes: Sequence[Attribute] = (),
    summaries: Iterable[Summary] = (),
    links: Iterable[Link] = (),
    not_quotable: Sequence[str] = (),
) -> Material:
    """A study.

    `people` are participants with their sources: "t" or "t/speaker". Codings are (coder, code, transcript,
    quote), the quote standing once in the transcript's text.
    """
    contents = {name: content(text) for name, text in texts.items()}
    known = {a.name: a for a in attributes}
    known |= {
        name: Attribute(name, name=name)
        for given in (values or {}).values()
        for name in given
        if name not in known
    }
    made = [coding(coder, code, t, contents[t], quote) for coder, code, t, quote in codings]
    return Material(
        People(
            {name: Participant(name, name=name, quotable=name not in not_quotable) for name in people},
            known,
            [
                Value(f"{p}|{a}", participant=p, attribute=a, value=value)
                for p, given in (values or {}).items()
                for a, value in given.items()
            ],
        ),
        book,
        {name: Transcript(name, name=name, content=made.hash) for name, made in contents.items()},
        {made.hash: made for made in contents.values()},
        [
            Speaker(
                f"{name}|{label}",
                transcript=name,
                name=label,
                role="interviewer" if label in interviewers else "participant",
            )
            for name, made in contents.items()
            for label in made.speakers
        ],
        [
            Source(
                f"{p}|{where}",
                participant=p,
                transcript=where.partition("/")[0],
                speaker=where.partition("/")[2],
                position=n,
            )
            for p, sources in people.items()
            for n, where in enumerate(sources, start=1)
        ],
        {coder: Coder(coder, name=coder) for coder in sorted({c.coder for c in made})},
        made,
        list(summaries),
        list(links),
    )


def coding(coder: str, code: str, transcript: str, text: Content, quote: str) -> Coding:
    """A coding of the only place where a quote stands."""
    assert text.text.count(quote) == 1, f"“{quote}” stands {text.text.count(quote)} times"
    start = text.text.index(quote)
    uid = f"{coder}|{code}|{transcript}|{start}"
    return Coding(uid, transcript=transcript, start=start, end=start + len(quote), coder=coder, code=code)


def summary(participant: str, column: str, **fields: Any) -> Summary:
    return Summary(f"{participant}|{column}", participant=participant, column=column, **fields)


def link(
    made: Material, participant: str, column: str, transcript: str, quote: str, relation: str = "supports"
) -> Link:
    """A link of a summary to the only place of a quote."""
    text = made.contents[made.transcripts[transcript].content].text
    assert text.count(quote) == 1
    start = text.index(quote)
    return Link(
        f"{participant}|{column}|{start}",
        summary=f"{participant}|{column}",
        transcript=transcript,
        start=start,
        end=start + len(quote),
        relation=relation,
    )


def merged(name: str, into: str) -> Code:
    return Code(name, name=name, status="merged", merged_into=into)


def with_links(made: Material, *links: Link) -> Material:
    return replace(made, links=[*made.links, *links])


def code_column(name: str) -> Column:
    return Column(name, "code", name, name, "")


def theme_column(name: str) -> Column:
    return Column(name, "theme", name, name, "")
