"""Whether the themes and codes of a file make a codebook: names, parents, members, words of choice."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from qualcode.model.errors import BadTable
from qualcode.model.study import CODE_KINDS, CODE_STATUSES, ORIGINS, THEME_STATUSES
from qualcode.model.tables import CodebookFile, CodeEntry, ThemeEntry

MOST = 5_000
"""Themes, codes or rows of one codebook."""

_T = TypeVar("_T")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass
class Draft:
    """Themes and codes as a file has them, each with its place in words ("row 3", "theme 2")."""

    file: str
    themes: list[tuple[str, ThemeEntry]] = field(default_factory=list)
    codes: list[tuple[str, CodeEntry]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def choice(value: str, allowed: Sequence[str]) -> str:
    """A word of a closed list as the list writes it ("In-vivo" is "in vivo"); others as they are."""
    plain = re.sub(r"[\s_-]+", " ", value).casefold()
    return plain if plain in allowed else value


def refuse_too_many(file: str, entries: int) -> None:
    """Raise BadTable for what is no codebook that people could code with."""
    if entries > MOST:
        raise BadTable(
            file, [f"it has {entries:,} entries, and no codebook {MOST:,}; look for the right file"]
        )


def checked(draft: Draft) -> CodebookFile:
    """The codebook of a draft. Raises BadTable with all problems."""
    problems = [*draft.problems]
    problems += _names(draft.themes, "theme", lambda theme: theme.name)
    problems += _names(draft.codes, "code", lambda code: code.name)
    themes = {theme.name: theme for _, theme in draft.themes}
    codes = {code.name: code for _, code in draft.codes}
    for place, theme in draft.themes:
        problems += [f"{place}: {problem}" for problem in _theme_problems(theme, themes, codes)]
    for place, code in draft.codes:
        problems += [f"{place}: {problem}" for problem in _code_problems(code, codes)]
    parents = {name: theme.parent for name, theme in themes.items()}
    problems += [f"themes lie within each other in a circle: {circle}" for circle in _circles(parents)]
    merged = {name: code.merged_into for name, code in codes.items()}
    problems += [f"codes are merged in a circle: {circle}" for circle in _circles(merged)]
    if not problems and not draft.codes and not draft.themes:
        problems.append("there is no code and no theme in it")
    if problems:
        raise BadTable(draft.file, problems)
    return CodebookFile(
        draft.file,
        tuple(theme for _, theme in draft.themes),
        tuple(code for _, code in draft.codes),
        tuple(draft.notes),
        {("theme", theme.name): place for place, theme in draft.themes}
        | {("code", code.name): place for place, code in draft.codes},
    )


def _names(entries: Sequence[tuple[str, _T]], what: str, name_of: Callable[[_T], str]) -> list[str]:
    problems = []
    seen: dict[str, str] = {}
    for place, entry in entries:
        name = name_of(entry)
        if not name:
            problems.append(f"{place}: the {what} has no name")
        elif "\n" in name or "\t" in name:
            problems.append(f"{place}: the name of a {what} must be one line: “{' '.join(name.split())}”")
        elif name.casefold() in seen:
            problems.append(f"{place}: the {what} “{name}” is in {seen[name.casefold()]} already")
        else:
            seen[name.casefold()] = place
    return problems


def _theme_problems(
    theme: ThemeEntry, themes: Mapping[str, ThemeEntry], codes: Mapping[str, CodeEntry]
) -> list[str]:
    problems = _controls([*theme[:5], *theme.former_names])
    if theme.status and theme.status not in THEME_STATUSES:
        problems.append(_none_of("status", theme.status, THEME_STATUSES))
    if theme.parent and theme.parent not in themes:
        problems.append(f"the theme “{theme.parent}”, in which it should be, doesn't exist")
    problems += [f"the code “{code}” doesn't exist" for code in theme.codes if code not in codes]
    twice = sorted({code for code in theme.codes if theme.codes.count(code) > 1})
    return problems + [f"the code “{code}” is in it twice" for code in twice]


def _code_problems(code: CodeEntry, codes: Mapping[str, CodeEntry]) -> list[str]:
    problems = _controls([*code[:11], *code.former_names])
    for what, value, allowed in (
        ("kind", code.kind, CODE_KINDS),
        ("origin", code.origin, ORIGINS),
        ("status", code.status, CODE_STATUSES),
    ):
        if value and value not in allowed:
            problems.append(_none_of(what, value, allowed))
    if code.merged_into and code.merged_into not in codes:
        problems.append(f"the code “{code.merged_into}”, into which it is merged, doesn't exist")
    if code.colour and not _COLOUR.fullmatch(code.colour):
        problems.append(f"the colour “{code.colour}” is not written like #3c78d8")
    return problems


def _controls(texts: Sequence[str]) -> list[str]:
    found = any(_CONTROL.search(text) for text in texts)
    return ["a text has a control character in it; take it out"] if found else []


def _none_of(what: str, value: str, allowed: Sequence[str]) -> str:
    return f"the {what} “{value}” is none of {', '.join(allowed)}"


def _circles(up: Mapping[str, str]) -> list[str]:
    """Circles in a relation of each name to one other ("" for none), each once, in words."""
    circles = []
    done: set[str] = set()
    for name in up:
        way: list[str] = []
        while name and name in up and name not in done and name not in way:
            way.append(name)
            name = up[name]
        if name in way:
            circles.append(" → ".join([*way[way.index(name) :], name]))
        done.update(way)
    return circles
