"""How kinds of things and their fields are declared: once, as frozen dataclasses.

The fold, the cache's tables, undo, differences, history and erasure all read these declarations.
"""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeVar, cast, dataclass_transform

from qualcode.model.errors import Refused

NO_HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rule:
    """What is known of one field.

    `type` is how its value is kept: text (one or many lines), name (one line, not empty), flag, integer,
    choice (one of `choices`), ref (the uid of something), hash (of a text), data (any JSON).
    `fixed` fields are given when the thing is made and never change. `personal` ones are erased when a
    participant withdraws. An `advisory` field never shows an open difference: the later one counts.
    """

    type: Literal["text", "name", "flag", "integer", "choice", "ref", "hash", "data"]
    label: str
    choices: tuple[str, ...] = ()
    fixed: bool = False
    personal: bool = False
    advisory: bool = False

    def checked(self, value: Any) -> Any:
        """The value as it is stored; Refused where it can't be one of this field."""
        match self.type:
            case "text" | "name" if isinstance(value, str):
                _check_characters(self.label, value)
                if self.type == "text":
                    return value
                value = " ".join(value.split())
                if value:
                    return value
                raise Refused(f"{self.label} is empty: give it a few words.")
            case "flag" if isinstance(value, bool):
                return value
            case "integer" if value is None or (isinstance(value, int) and not isinstance(value, bool)):
                return value
            case "choice" if value in self.choices or value == "":
                return value
            case "ref" | "hash" if isinstance(value, str):
                return value
            case "data":
                return value
        options = f"one of: {', '.join(self.choices)}" if self.choices else f"of type {self.type}"
        raise Refused(f"{self.label} can't be {value!r}: it must be {options}.")

    def restored(self, value: Any) -> Any:
        """The value as things hold it, from what JSON makes of it: lists become tuples."""
        return tuple(value) if isinstance(value, list) else value


def _check_characters(label: str, value: str) -> None:
    if "\0" in value or not (value.isascii() or _is_encodable(value)):
        raise Refused(f"{label} holds characters that no file can keep (NUL or half a surrogate pair).")


def _is_encodable(value: str) -> bool:
    """Whether UTF-8 can write it: it refuses half a surrogate pair, and nothing else."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def field(type_: str, label: str, *, default: Any, **rules: Any) -> Any:
    """Declare one field of a kind: see `Rule`. `default` is what a thing has that was made without it."""
    return dataclasses.field(default=default, metadata={"rule": Rule(type_, label, **rules)})  # type: ignore[arg-type]  # a Literal


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the study, as the operations up to now make it.

    `uid` is 32 hex digits, the same in every copy; `made` the id of the operation that made it, by whom
    (`by`, a coder's uid) and when (`at`, UTC, ISO 8601). `heads` holds, for each field that has
    changed since, the ids of the operations that say what it is now: a change hands them back.
    `open` names the fields on which copies differ.
    """

    kind: ClassVar[str] = ""
    label: ClassVar[str] = ""

    uid: str
    made: str = ""
    by: str = ""
    at: str = ""
    heads: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=lambda: NO_HEADS)
    open: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.uid)

    def heads_of(self, name: str) -> tuple[str, ...]:
        """The ids of the operations that a change of the field `name` supersedes."""
        return self.heads.get(name, (self.made,))


E = TypeVar("E", bound=Entity)

KINDS: dict[str, type[Entity]] = {}
_RULES: dict[str, Mapping[str, Rule]] = {}
_DEFAULTS: dict[str, Mapping[str, Any]] = {}


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def declare(kind: str, label: str) -> Callable[[type[E]], type[E]]:
    """Make a class a kind of thing: a frozen dataclass, known by `kind`, called `label` on screen."""

    def decorate(cls: type[E]) -> type[E]:
        cls.__hash__ = Entity.__hash__  # type: ignore[method-assign]  # a generated one hashes every field
        made: Any = dataclass(frozen=True, slots=True)(cls)
        made.kind, made.label = kind, label
        declared = [f for f in dataclasses.fields(made) if "rule" in f.metadata]
        KINDS[kind] = made
        _RULES[kind] = MappingProxyType({f.name: f.metadata["rule"] for f in declared})
        _DEFAULTS[kind] = MappingProxyType({f.name: f.default for f in declared})
        return cast(type[E], made)

    return decorate


def rules(cls: type[Entity]) -> Mapping[str, Rule]:
    """The declared fields of a kind, in order."""
    return _RULES[cls.kind]


def defaults(cls: type[Entity]) -> Mapping[str, Any]:
    """What each declared field is where nothing says otherwise."""
    return _DEFAULTS[cls.kind]


def pair_uid(kind: str, *parts: str) -> str:
    """The uid of a thing that is what it stands between, such as a code's place in a theme.

    Two copies that make the same pair make the same thing.
    """
    named = json.dumps(["qualcode pair 1", kind, *parts], ensure_ascii=False)
    return hashlib.sha256(named.encode()).hexdigest()[:32]
