"""What a change did, in words that say what it was done to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.model.declare import KINDS, Entity, rules
from qualcode.model.fold import Recorded
from qualcode.model.study import (
    Analysis,
    Attribute,
    Code,
    Coding,
    Erasure,
    Link,
    Membership,
    Memo,
    Participant,
    Placement,
    Revision,
    Source,
    Summary,
    Theme,
    Transcript,
    Value,
    Withdrawal,
)
from qualcode.project.names import several

if TYPE_CHECKING:
    from qualcode.project.project import Project

_QUOTED = 32  # letters of a passage, at most, and
_QUOTED_WORDS = 5


class Telling:
    """Tells what a group of changes did: "“hope” taken off “Nobody rings anybody…”"."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._names: Mapping[str, str] = {}

    def of(self, recorded: Sequence[Recorded]) -> str:
        """What they did; "" where their kinds and numbers say as much."""
        if any(r.operation.action == "retract" for r in recorded):
            return "an undo or redo"
        if withdrawals := [r.value for r in recorded if r.operation.kind == Withdrawal.kind and r.value]:
            return _withdrew(withdrawals[0])
        if erased := [r.value for r in recorded if r.operation.kind == Erasure.kind and r.value]:
            return _erased(erased)
        if any(r.value is None and self._is_erased(r) for r in recorded):
            return ""
        deeds: dict[str, _Deed] = {}
        for one in recorded:
            cls = KINDS.get(one.operation.kind)
            if cls is None:
                return "something a newer version does" if len(recorded) == 1 else ""
            deed = deeds.setdefault(one.operation.entity, _Deed(self._project, cls, one.operation.entity))
            deed.take(one)
        # What was made may be undone now, and is then found nowhere else.
        self._names = {uid: str(deed.sets.get("name", "")) for uid, deed in deeds.items() if deed.made}
        return self._all([d for d in deeds.values() if not d.only_follows] or list(deeds.values()))

    def _is_erased(self, recorded: Recorded) -> bool:
        """Whether an operation without a value had one: some fields may hold nothing."""
        cls, name = KINDS.get(recorded.operation.kind), recorded.operation.field
        rule = rules(cls).get(name) if cls else None
        return rule is None or rule.type not in ("data", "integer")

    def _all(self, deeds: Sequence["_Deed"]) -> str:
        kinds = {deed.cls for deed in deeds}
        if Revision in kinds:
            return self._corrected([deed for deed in deeds if deed.cls is Revision])
        by_kind = {cls: [deed for deed in deeds if deed.cls is cls] for cls in kinds}
        if Membership in kinds and kinds <= {Membership, Theme}:
            return self._grouped(by_kind[Membership], by_kind.get(Theme, []))
        if kinds == {Coding}:
            return self._coded(deeds)
        if kinds == {Code, Coding} and len(deeds) == 2:
            return f"new code {self._passage(by_kind[Coding][0])}" if by_kind[Code][0].made else ""
        if merged := [d for d in by_kind.get(Code, []) if d.sets.get("merged_into")]:
            into = self._name(Code, merged[0].sets["merged_into"])
            return f"{merged[0].what} merged into “{into}”" if len(merged) == 1 else ""
        if kinds == {Summary, Link} and len(by_kind[Link]) == 1:
            return self._one(by_kind[Link][0])
        return self._one(deeds[0]) if len(deeds) == 1 else ""

    def _grouped(self, places: Sequence["_Deed"], themes: Sequence["_Deed"]) -> str:
        """Codes put into a theme, taken out of it, or moved from one to another."""
        into = [place for place in places if place.said("member") is not False]
        names = {self._name(Theme, place.said("theme")) for place in into or places}
        if len(names) != 1 or (into and len(into) not in (len(places), len(places) - len(into))):
            return ""
        name = names.pop()
        codes = {place.said("code") for place in places}
        what = f"“{self._name(Code, next(iter(codes)))}”" if len(codes) == 1 else several(len(codes), "code")
        if any(theme.made for theme in themes):
            return f"new theme “{name}” with {what}"
        if not into:
            return f"{what} taken out of “{name}”"
        return f"{what} {'put in' if len(into) == len(places) else 'moved to'} “{name}”"

    def _corrected(self, revisions: Sequence["_Deed"]) -> str:
        """Transcripts that were given other texts."""
        names = [f"“{self._name(Transcript, deed.said('transcript'))}”" for deed in revisions]
        what = names[0] if len(names) == 1 else several(len(names), "transcript")
        match revisions[0].said("reason"):
            case "identifiers":
                return f"what may identify people replaced in {what}"
            case "edit":
                return f"correction in {what}"
        return f"{what} corrected"

    def _placed(self, deed: "_Deed") -> str:
        """A passage that somebody found a place for in a corrected text."""
        place, name = deed.said("place"), self._name(Transcript, deed.said("transcript"))
        if not place:
            return f"a passage without a place in “{name}” set aside"
        return f"{self._words(deed.said('content'), *place)} placed in “{name}”"

    def _coded(self, deeds: Sequence["_Deed"]) -> str:
        made = [deed for deed in deeds if deed.made]
        taken = [deed for deed in deeds if deed.said("removed") and not deed.made]
        if len(deeds) == 2 and len(made) == len(taken) == 1 and made[0].said("replaces"):
            return f"other ends for {self._passage(made[0])}"
        if len(deeds) == 1:
            return self._one(deeds[0])
        codes = {self._name(Code, deed.said("code")) for deed in deeds}
        if len(codes) == 1 and len(deeds) in (len(made), len(taken)):
            how = "on" if made else "taken off"
            return f"“{codes.pop()}” {how} {several(len(deeds), 'passage')}" + deeds[0].elsewhere
        return ""

    def _one(self, deed: "_Deed") -> str:
        """What was done to one thing."""
        if deed.cls is Coding:
            if "code" in deed.sets and not deed.made:
                said = f"{self._quote(deed)} coded “{self._name(Code, deed.said('code'))}” instead"
            else:
                said = self._passage(deed, "taken off" if deed.sets.get("removed") else "on")
        elif deed.cls is Memo:
            on = f"memo on {self._about(deed)}"
            said = on if deed.made else f"{on} removed" if deed.sets.get("removed") else f"{on} changed"
        elif deed.cls is Summary:
            said = self._charted(deed)
        elif deed.cls is Link:
            bears = deed.said("relation") if deed.said("linked") is not False else "no longer linked to"
            summary = self._project.find(Summary, deed.said("summary"))
            cell = f" of {self._cell(summary)}" if summary else ""
            said = f"{self._quote(deed)} {bears} the summary{cell}"
        elif deed.cls is Membership:
            said = self._grouped([deed], [])
        elif deed.cls is Placement:
            said = self._placed(deed)
        elif deed.cls is Value:
            attribute = self._name(Attribute, deed.said("attribute")).replace("_", " ")
            said = f"{attribute} of {self._name(Participant, deed.said('participant'))}"
        elif deed.made:
            said = deed.what
        elif deed.sets.get("status") == "set aside":
            said = f"{deed.what} set aside"
        else:
            said = f"{deed.fields} of {deed.what}"
        return said + deed.elsewhere

    def _charted(self, deed: "_Deed") -> str:
        cell = self._cell(deed)
        content, text = deed.sets.get("content"), deed.sets.get("text")
        if content not in (None, "", "charted") and not text:
            return f"“{content}” for {cell}"
        if "text" in deed.sets or content is not None:
            return f"summary of {cell}"
        if "progress" in deed.sets:
            checked = deed.sets["progress"] == "checked"
            return f"summary of {cell} {'checked' if checked else 'no longer checked'}"
        return f"{deed.fields} on the summary of {cell}" if deed.sets else f"summary of {cell}"

    def _cell(self, of: "Entity | _Deed") -> str:
        """Whose summary under what: "Carer 1, Alder, “hope”"."""
        participant, column = (
            of.said(name) if isinstance(of, _Deed) else getattr(of, name)
            for name in ("participant", "column")
        )
        under = self._name(Code, column) or self._name(Theme, column)
        return f"{self._name(Participant, participant)}, “{under}”"

    def _about(self, memo: "_Deed") -> str:
        """What a memo is on."""
        about, cls = memo.said("about"), KINDS.get(memo.said("about_kind") or "")
        thing = self._project.find(cls, about) if cls else None
        if cls is Transcript and memo.said("start") is not None:
            return f"{self._quote(memo)} ({self._whose(about)})"
        if isinstance(thing, Coding):
            words = self._words(thing.content, thing.start, thing.end)
            return f"{words} ({self._whose(thing.transcript)})"
        if isinstance(thing, Summary):
            return self._cell(thing)
        name = getattr(thing, "name", "")
        return f"{cls.label.lower()} “{name}”" if cls and name and cls.kind != "study" else "the project"

    def _whose(self, transcript: str) -> str:
        """The participant of a transcript; its name, where there are several or none."""
        sources = [
            s for s in list(self._project.all(Source).values()) if s.transcript == transcript and s.linked
        ]
        people = {self._name(Participant, source.participant) for source in sources}
        return people.pop() if len(people) == 1 else self._name(Transcript, transcript)

    def _passage(self, coding: "_Deed", how: str = "on") -> str:
        return f"“{self._name(Code, coding.said('code'))}” {how} {self._quote(coding)}"

    def _quote(self, deed: "_Deed") -> str:
        return self._words(deed.said("content"), deed.said("start"), deed.said("end"))

    def _words(self, content: str, start: int, end: int) -> str:
        """How a passage begins, in quotation marks."""
        words = self._project.content(content).text[start:end].split()
        said = " ".join(words[:_QUOTED_WORDS])
        while len(said) > _QUOTED and " " in said:
            said = said.rpartition(" ")[0]
        whole = said[:_QUOTED] == " ".join(words)
        return f"“{said[:_QUOTED]}{'' if whole else '…'}”"

    def _name(self, cls: type[Entity], uid: str) -> str:
        return str(getattr(self._project.find(cls, uid), "name", "")) or self._names.get(uid, "")


def _withdrew(said: Mapping[str, Any]) -> str:
    """That somebody withdrew, and what went with them, in numbers."""
    numbers = Counter(said.get("erased") or {})
    went = [several(n, KINDS[kind].label) for kind, n in numbers.most_common() if kind in _TOLD]
    return f"a participant withdrew (“{said.get('name', '')}”): {', '.join(went) or 'nothing'} erased"


def _erased(erasures: Sequence[Mapping[str, Any]]) -> str:
    """What was erased, in numbers: "2 texts and 31 values erased for good"."""
    numbers = (sum(len(each.get(name, ())) for each in erasures) for name in ("contents", "payloads"))
    said = [
        several(number, label) for number, label in zip(numbers, ("text", "value"), strict=True) if number
    ]
    return f"{' and '.join(said) or 'nothing'} erased for good"


_TOLD = (Transcript.kind, Coding.kind, Memo.kind, Summary.kind)


class _Deed:
    """What was done to one thing: whether it was made, and what was set."""

    def __init__(self, project: "Project", cls: type[Entity], uid: str) -> None:
        self.cls = cls
        self.made = False
        self.sets: dict[str, Any] = {}
        self._project = project
        self._thing = project.find(cls, uid)
        self._rules = rules(cls)

    def take(self, recorded: Recorded) -> None:
        """Hear of one operation more."""
        operation, value = recorded
        if operation.action == "create":
            self.made = True
            self.sets.update(value if isinstance(value, Mapping) else {})
        else:
            self.sets[operation.field] = value

    def said(self, field: str) -> Any:
        """The value that was set; else the one there is now."""
        return self.sets[field] if field in self.sets else getattr(self._thing, field, None)

    @property
    def what(self) -> str:
        """The thing: "code “hope”"."""
        name = self.sets.get("name") if self.made else getattr(self._thing, "name", "")
        return f"{self.cls.label.lower()} “{name}”" if name else self.cls.label.lower()

    @property
    def fields(self) -> str:
        """What was set, in words; without what only follows from it."""
        named = [name for name in self.sets if not self._follows(name)]
        labels = [
            self._rules[name].label.lower() if name in self._rules else name for name in named or self.sets
        ]
        return " and ".join(labels[:2])

    @property
    def only_follows(self) -> bool:
        """Whether all that was set follows from what was done to other things."""
        return not self.made and all(self._follows(name) for name in self.sets)

    def _follows(self, field: str) -> bool:
        return field in self._rules and self._rules[field].advisory

    @property
    def elsewhere(self) -> str:
        """In which analysis it was done, where it isn't the one in use."""
        there = self._project.find(Analysis, str(self.said("analysis") or ""))
        return f" (analysis “{there.name}”)" if there and there != self._project.analysis else ""
