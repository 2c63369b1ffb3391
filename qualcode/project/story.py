"""What was done to one code, theme or memo, from when it was made."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qualcode.model.declare import Rule, defaults, rules
from qualcode.model.fold import Recorded
from qualcode.model.operations import Operation
from qualcode.model.study import Code, Coder, Membership, Memo, Theme
from qualcode.project.history import Change

if TYPE_CHECKING:
    from qualcode.project.project import Project

Thing = Code | Theme | Memo

# What follows from other changes, or only puts things in order.
_PASSED_OVER = ("former_names", "order", "position")
_FIELDS: Mapping[str, type[Code | Theme]] = {"merged_into": Code, "parent": Theme}
_SHORT = 60  # characters of a text


def story(project: "Project", thing: Thing) -> list[Change]:
    """The changes to a thing, latest first, each in words; what was undone since doesn't stand."""
    about = _about(project, thing)
    groups: dict[str, list[Recorded]] = {}
    for recorded in project.store.recorded(about=about):
        groups.setdefault(recorded.operation.group, []).append(recorded)
    told = _Teller(project, thing)
    retracted = project.store.retracted()
    coders = project.all(Coder)
    found = []
    for uid, those in sorted(groups.items(), key=lambda group: _age(group[1])):
        first = those[0].operation
        if what := "; ".join(dict.fromkeys(told.words(those))):
            coder = coders.get(first.coder)
            name = coder.name if coder else "somebody"
            found.append(Change(uid, name, first.time, what, first.rationale, uid not in retracted))
    return found[::-1]


def _about(project: "Project", thing: Thing) -> list[str]:
    """The uids of all that the story of a thing is found in: its own, its places, what was merged into it."""
    places = project.all(Membership).values()
    merged = [c.uid for c in project.all(Code).values() if c.merged_into == thing.uid]
    return [thing.uid, *(m.uid for m in places if thing.uid in (m.code, m.theme)), *merged]


def _age(recorded: Iterable[Recorded]) -> tuple[int, str]:
    return min((each.operation.lamport, each.operation.id) for each in recorded)


class _Teller:
    """Tells changes in the order they were made: what a field was before is known from those told already."""

    def __init__(self, project: "Project", thing: Thing) -> None:
        self._project = project
        self._thing = thing
        self._name = ""

    def words(self, changes: Iterable[Recorded]) -> Iterable[str]:
        """What one group of changes did to the thing."""
        said: dict[str, Any] = {}
        for operation, value in changes:
            if operation.kind == Membership.kind:
                yield from self._place(operation, value)
            elif operation.entity != self._thing.uid:
                yield from self._other(operation, value)
            elif operation.action == "create":
                self._name = str((value or {}).get("name", ""))
                yield f"made as “{self._name}”" if self._name else "written"
                said |= {name: told for name, told in (value or {}).items() if name != "name"}
            else:
                default = defaults(type(self._thing)).get(operation.field)
                said[operation.field] = default if value is None else value
        yield from self._fields(said)

    def _fields(self, said: Mapping[str, Any]) -> Iterable[str]:
        if said.get("merged_into") and said.get("status", "merged") == "merged":
            said = {name: value for name, value in said.items() if name != "status"}
        for name, value in said.items():
            rule = rules(type(self._thing)).get(name)
            if name == "name":
                yield f"renamed “{self._name}” to “{value}”"
                self._name = value
            elif rule is not None and not rule.fixed and name not in _PASSED_OVER:
                yield self._field(name, rule, value)

    def _field(self, name: str, rule: Rule, value: Any) -> str:
        if name in _FIELDS and value:
            thing = self._project.find(_FIELDS[name], value)
            value = thing.name if thing else "something that isn't there"
        if rule.type == "flag":
            return rule.label.lower() if value else f"not {rule.label.lower()} any more"
        text = " ".join(str(value).split())
        short = text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
        return f"{rule.label.lower()}: “{short}”" if short else f"{rule.label.lower()} taken away"

    def _place(self, operation: Operation, value: Any) -> Iterable[str]:
        """A code put in a theme, or taken out: told of either."""
        membership = self._project.find(Membership, operation.entity)
        if membership is None:
            return
        inside = (value or {}).get("member", True) if operation.action == "create" else value
        if self._thing.uid == membership.code:
            theme = self._project.find(Theme, membership.theme)
            name = theme.name if theme else "a theme that isn't there"
            yield f"put in the theme “{name}”" if inside else f"taken out of the theme “{name}”"
        else:
            code = self._project.find(Code, membership.code)
            name = code.name if code else "a code that isn't there"
            yield f"“{name}” put in it" if inside else f"“{name}” taken out of it"

    def _other(self, operation: Operation, value: Any) -> Iterable[str]:
        """Another code, merged into this one."""
        into = (value or {}).get("merged_into") if operation.action == "create" else value
        given = operation.action == "create" or operation.field == "merged_into"
        other = self._project.find(Code, operation.entity)
        if given and into == self._thing.uid and other is not None:
            yield f"“{other.name}” merged into it"
