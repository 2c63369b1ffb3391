"""What a search is narrowed by: participants and codes, against a count by hand; memos and summaries."""

from itertools import product
from pathlib import Path

import pytest

from qualcode.model.errors import Refused
from qualcode.model.study import Source, Transcript
from qualcode.model.text import Span
from qualcode.project import Project
from qualcode.project.search import Sought
from tests.project.small import code_quote, codes, refused, small

WORDS = "t"  # in most words of all three


def coded(project: Project) -> None:
    """Code some passages: overlapping, nested, one of a code that is merged into another, one removed."""
    code_quote(project, "trust", "ann", "I rely on that.")
    code_quote(project, "time", "ann", "rely on that.\nI: Always?\nP1: Mostly")
    code_quote(project, "trust", "ben", "Trust takes years.")
    project.codebook.add_code("old")
    code_quote(project, "old", "joint", "We both do.")
    project.codebook.merge(codes(project)["old"], codes(project)["trust"])
    project.codings.remove([code_quote(project, "time", "joint", "Look at them.")])


def by_hand(project: Project, sought: Sought) -> list[tuple[str, int]]:
    """Where each letter t stands that counts, tried out one by one."""
    finals, found = project.codebook.now.finals, []
    for transcript in project.all(Transcript).values():
        content = project.content(transcript.content)
        for segment in content.segments:
            for at in range(segment.start, segment.end):
                if content.text[at].casefold() != WORDS:
                    continue
                here = {
                    finals[c.code]
                    for c in project.codings.of(transcript)
                    if c.start <= at and at + 1 <= c.end
                }
                speaking = {
                    s.participant
                    for s in project.all(Source).values()
                    if s.transcript == transcript.uid
                    and (s.speaker == segment.speaker or (not s.speaker and segment.speaker != "I"))
                }
                if (
                    (not sought.coded or here & set(sought.coded))
                    and not here & set(sought.not_coded)
                    and not (sought.uncoded and here)
                    and (not sought.participants or speaking & set(sought.participants))
                ):
                    found.append((transcript.uid, at))
    return sorted(found)


def test_what_is_left_is_what_is_left_by_hand(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        trust, time = codes(project)["trust"].uid, codes(project)["time"].uid
        cat, p1 = (project.participants.named(name).uid for name in ("Cat", "P1"))
        for wanted, unwanted, uncoded, people in product(
            [(), (trust,), (trust, time)], [(), (time,), (trust, time)], [False, True], [(), (p1,), (cat, p1)]
        ):
            sought = Sought(WORDS, coded=wanted, not_coded=unwanted, uncoded=uncoded, participants=people)
            hits = project.search(sought)
            assert sorted((hit.transcript, hit.span.start) for hit in hits) == by_hand(project, sought)
        inside = project.search(Sought(WORDS, coded=(trust,)))
        outside = project.search(Sought(WORDS, not_coded=(trust,)))
        assert len(inside) == 6
        assert len(inside) + len(outside) == len(project.search(WORDS))


def test_a_phrase_that_a_passage_begins_in_is_in_it_and_so_not_outside(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        trust = codes(project)["trust"].uid
        assert [h.match for h in project.search(Sought("back. I rely", coded=(trust,)))] == ["back. I rely"]
        assert project.search(Sought("back. I rely", not_coded=(trust,))) == []
        assert project.search(Sought("call me back.", coded=(trust,))) == []


def test_participants_and_values_are_both_asked_for(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        dan = project.participants.named("Dan").uid
        assert [h.speaker for h in project.search(Sought("do", participants=(dan,)))] == ["P4", "P4"]
        elm = (("site", "Elm"),)
        assert len(project.search(Sought("do", where=elm))) == 4
        assert len(project.search(Sought("do", where=elm, participants=(dan,)))) == 2
        assert project.search(Sought("do", where=(("site", "Ash"),), participants=(dan,))) == []


def test_orders_and_limits(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        assert [h.before.strip() for h in project.search("call", order="left")] == [
            "Trust takes years. They never", "They",
        ]  # fmt: skip
        assert [h.turn for h in project.search("do", order="turn")] == sorted(
            h.turn for h in project.search("do")
        )
        by_name = [
            project.all(Transcript)[h.transcript].name for h in project.search("t", order="transcript")
        ]
        assert by_name == sorted(by_name)
        assert project.search("t", order="right", limit=2) == project.search("t", order="right")[:2]


def test_forms_are_found_in_a_project(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        assert [h.match for h in project.search(Sought("doing", forms=True))] == ["do", "do", "does", "do"]
        assert [h.match for h in project.search(Sought("taking year", forms=True))] == ["takes years"]
        assert "no forms" in refused(lambda: project.search(Sought("do", forms=True, pattern=True)), project)


def test_hits_of_a_narrowed_search_are_coded_and_taken_back_as_one(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        before = project.codings.rows()
        hits = project.search(Sought("they OR them", uncoded=True, speech="participants"))
        places = project.codings.places(hits, sentences=False)
        assert project.codings.apply_all(codes(project)["time"], places) == len(hits) == 3
        assert project.search(Sought("they OR them", uncoded=True, speech="participants")) == []
        project.history.undo()
        assert project.codings.rows() == before
        assert project.search(Sought("they OR them", uncoded=True, speech="participants")) == hits


def test_memos_and_summaries_are_found_under_what_they_are_on(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust, p1 = codes(project)["trust"], project.participants.named("P1")
        project.memos.add(trust, "Trust is slow.\nIs trust given?")
        project.memos.add(p1, "Relies on calls; trusts them.", kind="reflexive")
        project.charting.write(p1, trust, text="Trusts whoever calls back.")
        found = project.noted("trust")
        assert [(n.kind, n.heading, n.hit.before, n.hit.match, n.hit.after) for n in found] == [
            ("memo", "analytic memo on code trust", "", "Trust", " is slow. Is trust given?"),
            ("memo", "analytic memo on code trust", "Trust is slow. Is ", "trust", " given?"),
            ("memo", "reflexive memo on participant P1", "Relies on calls; ", "trust", "s them."),
            ("summary", "summary of P1, trust", "", "Trust", "s whoever calls back."),
        ]
        assert [n.hit.speaker for n in found] == ["Ann", "Ann", "Ann", ""]
        assert found[1].hit.span == Span(18, 23)
        assert [n.kind for n in project.noted(Sought("trust", participants=(p1.uid,)))] == ["memo", "summary"]
        ben = project.participants.named("P2").uid
        assert project.noted(Sought("trust", participants=(ben,))) == []
        assert project.noted(Sought("trust", speech="interviewers")) == []
        assert len(project.noted("trust -slow")) == 2  # a memo is searched as a turn is
        with pytest.raises(Refused):
            project.noted("(trust")


def test_what_was_erased_or_edited_is_not_found_again(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        assert len(project.search("they")) == 2
        ann, ben = project.transcripts.named("ann"), project.transcripts.named("ben")
        start = project.content(ben.content).text.index("They never")
        project.revisions.edit(ben, Span(start, start + 4), "Somebody will")
        assert [hit.transcript for hit in project.search("they")] == [ann.uid]
        assert [hit.before for hit in project.search("never")] == ["Trust takes years. Somebody will "]
        project.erasing.erase(contents=[ann.content], reason="asked for")
        assert project.search("they") == []
        assert [hit.transcript for hit in project.search("call")] == [ben.uid]
