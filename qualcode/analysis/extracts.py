"""Extracts: passages as quoted, with the question before them, their turn and their attribution."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from qualcode.analysis.material import Material
from qualcode.analysis.participants import natural
from qualcode.analysis.passages import Passage
from qualcode.model.charts import Extract
from qualcode.model.study import Attribute, Link


class Quoter:
    """Makes extracts of one material. Its contents must hold their texts."""

    def __init__(self, material: Material, attributes: Sequence[Attribute] = ()) -> None:
        self._material = material
        people = material.people
        self._attributes = {
            uid: tuple(people.value(uid, a) for a in attributes) for uid in people.participants
        }
        self._attribution = {uid: people.attribution(uid) for uid in people.participants}
        self._themes_over: dict[str, list[str]] = defaultdict(list)
        for theme, codes in material.codebook.codes_under.items():
            for code in codes:
                self._themes_over[code.uid].append(theme)
        self._themes = {
            uid: tuple(theme.name for theme in themes) for uid, themes in material.codebook.themes_of.items()
        }

    def extract(self, passage: Passage, links: Iterable[Link] | None = None) -> Extract:
        """A passage as quoted; with the links of one summary, its relation is the one to that summary."""
        material = self._material
        coders = dict.fromkeys(material.coder_name(coding.coder) for coding in passage.codings)
        code = material.codebook.codes[passage.code]
        return self.quote(
            passage.transcript,
            passage.start,
            passage.end,
            passage.participants,
            code.name,
            self._themes.get(passage.code, ()),
            tuple(coders),
            self._relation(passage) if links is None else _relation_in(passage, links),
        )

    def _relation(self, passage: Passage) -> str:
        """How a passage bears on a summary of its code, or else of a theme over it; "" if on none."""
        for column in (passage.code, *self._themes_over.get(passage.code, ())):
            for participant in passage.participants:
                if relation := _relation_in(passage, self._material.links_to(participant, column)):
                    return relation
        return ""

    def linked(self, link: Link, participant: str, column: str) -> Extract:
        """An extract that a summary rests on where nobody has coded it so."""
        return self.quote(
            link.transcript, link.start, link.end, (participant,), column, relation=link.relation
        )

    def quote(
        self,
        transcript: str,
        start: int,
        end: int,
        participants: tuple[str, ...],
        code: str = "",
        themes: tuple[str, ...] = (),
        coders: tuple[str, ...] = (),
        relation: str = "",
    ) -> Extract:
        """Any stretch of a transcript as quoted."""
        material = self._material
        about = material.transcripts[transcript]
        content = material.contents[about.content]
        turn = content.turn_at(start)
        if (turn is not None and turn.end <= start) or turn is None:
            turn = next((t for t in content.turns if t.end > start), turn)
        asked = material.speech[transcript].question_before(start)
        first = participants[0] if participants else ""
        person = material.people.participants.get(first)
        return Extract(
            transcript, start, end, content.text[start:end],
            " ".join(content.text[s.start : s.end] for s in asked),
            turn.speaker if turn else "", about.name,
            self._reference(first, transcript, turn.number if turn else 1),
            participants, person.name if person else "", self._attributes.get(first, ()),
            code, themes, coders, relation,
            self._attribution.get(first, about.name),
            self._quotable(transcript, start, end, participants),
        )  # fmt: skip

    def _quotable(self, transcript: str, start: int, end: int, participants: tuple[str, ...]) -> bool:
        """Whether all may be quoted who speak in a stretch, whether or not it is quoted as theirs."""
        people = self._material.people.participants
        _, heard = self._material.speech[transcript].heard(start, end)
        return all(people[uid].quotable for uid in (*participants, *heard))

    def _reference(self, participant: str, transcript: str, turn: int) -> str:
        sources = self._material.sources_of.get(participant, ())
        if transcript in sources and sources.index(transcript) > 0:
            return f"S{sources.index(transcript) + 1} t{turn}"
        return f"t{turn}"

    def all_extracts(self, passages: Iterable[Passage], among: Iterable[str] | None = None) -> list[Extract]:
        """The extracts in codebook order, then by transcript and place; `among` keeps some participants'."""
        material = self._material
        place = {code.uid: n for n, code in enumerate(material.codebook.ordered_codes)}
        names = {uid: natural(t.name) for uid, t in material.transcripts.items()}
        kept = None if among is None else frozenset(among)
        wanted = (
            p for p in passages if p.code in place and (kept is None or not kept.isdisjoint(p.participants))
        )
        return [
            self.extract(p)
            for p in sorted(wanted, key=lambda p: (place[p.code], names[p.transcript], p.start, p.end))
        ]


def _relation_in(passage: Passage, links: Iterable[Link]) -> str:
    return next((link.relation for link in links if passage.holds(link)), "")
