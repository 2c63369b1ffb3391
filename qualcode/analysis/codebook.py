"""The codebook of an analysis in order: themes, the codes in them, and where merged codes went."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualcode.model.charts import Column
from qualcode.model.study import Code, Membership, Theme

IN_USE = ("candidate", "agreed")
"""The statuses of codes in use. A merged code that counts as itself is in use too: see `Codebook.in_use`."""


@dataclass(frozen=True)
class Codebook:
    """Codes and themes by uid, and which code is in which theme."""

    codes: Mapping[str, Code]
    themes: Mapping[str, Theme]
    memberships: Sequence[Membership]

    @cached_property
    def finals(self) -> Mapping[str, str]:
        """For each code, the one that its passages count under: itself, or where it was merged.

        In a cycle of merges each counts as itself.
        """
        return {uid: _final(uid, self.codes) for uid in self.codes}

    def in_use(self, code: Code) -> bool:
        """Whether a code takes part: agreed or candidate, or merged in a circle or into nothing."""
        return code.status in IN_USE or (code.status == "merged" and self.finals.get(code.uid) == code.uid)

    @cached_property
    def merged_from(self) -> Mapping[str, tuple[Code, ...]]:
        """For each code, the ones merged into it, by name."""
        found: dict[str, list[Code]] = defaultdict(list)
        for uid, final in self.finals.items():
            if uid != final:
                found[final].append(self.codes[uid])
        return {uid: tuple(sorted(codes, key=_name)) for uid, codes in found.items()}

    @cached_property
    def ordered_themes(self) -> tuple[Theme, ...]:
        """The themes in use, each followed by those within it."""
        within: dict[str, list[Theme]] = defaultdict(list)
        kept = {uid: theme for uid, theme in self.themes.items() if not theme.dropped}
        for theme in sorted(kept.values(), key=lambda t: (t.position, t.name.casefold(), t.uid)):
            within[theme.parent if theme.parent in kept else ""].append(theme)
        ordered: list[Theme] = []
        waiting = list(reversed(within[""]))
        while waiting:
            theme = waiting.pop()
            ordered.append(theme)
            waiting.extend(reversed(within[theme.uid]))
        # Themes in a cycle hang on nothing: they stand at the end rather than vanish.
        reached = {theme.uid for theme in ordered}
        return (*ordered, *(theme for theme in kept.values() if theme.uid not in reached))

    @cached_property
    def codes_in(self) -> Mapping[str, tuple[Code, ...]]:
        """For each theme the codes in use in it, in its order; those it doesn't list follow by uid."""
        members: dict[str, set[str]] = defaultdict(set)
        for membership in self.memberships:
            code = self.codes.get(membership.code)
            if membership.member and code is not None and self.in_use(code):
                members[membership.theme].add(code.uid)
        found = {}
        for theme in self.ordered_themes:
            place = {uid: n for n, uid in enumerate(theme.order)}
            uids = sorted(members[theme.uid], key=lambda uid: (place.get(uid, len(place)), uid))
            found[theme.uid] = tuple(self.codes[uid] for uid in uids)
        return found

    @cached_property
    def codes_under(self) -> Mapping[str, tuple[Code, ...]]:
        """For each theme the codes in use in it and in the themes within it, each once."""
        within: dict[str, list[str]] = defaultdict(list)
        for theme in self.ordered_themes:
            within[theme.parent].append(theme.uid)
        found = {}
        for theme in self.ordered_themes:
            reached = [theme.uid]
            for uid in reached:  # grows while it is gone through; a circle of themes ends it too
                reached += [inner for inner in within[uid] if inner not in reached]
            found[theme.uid] = tuple({c.uid: c for uid in reached for c in self.codes_in[uid]}.values())
        return found

    @cached_property
    def themes_of(self) -> Mapping[str, tuple[Theme, ...]]:
        """For each code in use, the themes it is in, in order."""
        found: dict[str, list[Theme]] = defaultdict(list)
        for theme in self.ordered_themes:
            for code in self.codes_in[theme.uid]:
                found[code.uid].append(theme)
        return {uid: tuple(themes) for uid, themes in found.items()}

    @cached_property
    def loose_codes(self) -> tuple[Code, ...]:
        """The codes in use that are in no theme, by name."""
        loose = (c for uid, c in self.codes.items() if self.in_use(c) and uid not in self.themes_of)
        return tuple(sorted(loose, key=_name))

    @cached_property
    def ordered_codes(self) -> tuple[Code, ...]:
        """The codes in use, theme by theme, each once; then those in no theme."""
        listed = [code for theme in self.ordered_themes for code in self.codes_in[theme.uid]]
        return (*{code.uid: code for code in listed}.values(), *self.loose_codes)

    def code_column(self, code: Code) -> Column:
        """A code as a column."""
        themes = self.themes_of.get(code.uid, ())
        return Column(
            code.uid, "code", code.name, code.name, code.brief or code.full, themes[0].name if themes else ""
        )

    def theme_column(self, theme: Theme) -> Column:
        """A theme as a column."""
        return Column(theme.uid, "theme", theme.name, theme.short or theme.name, theme.definition, theme.name)


def _name(code: Code) -> tuple[str, str]:
    return code.name.casefold(), code.uid


def _final(uid: str, codes: Mapping[str, Code]) -> str:
    seen = {uid}
    here = uid
    while (code := codes.get(here)) is not None and code.status == "merged" and code.merged_into in codes:
        here = code.merged_into
        if here in seen:
            return uid
        seen.add(here)
    return here


def findings(codebook: Codebook) -> list[str]:
    """What people should look at: names used twice, merges and themes that go in a circle."""
    found = []
    for things in (codebook.codes.values(), codebook.ordered_themes):
        found += _same_names(things)
    for uid, code in codebook.codes.items():
        if code.status == "merged" and codebook.finals[uid] == uid:
            how = "in a circle" if code.merged_into in codebook.codes else "into nothing"
            found.append(f"“{code.name}” is merged {how} and counts as itself")
    for theme in codebook.ordered_themes:
        if _in_circle(theme, codebook.themes):
            found.append(f"theme “{theme.name}” stands within itself")
    return found


def _same_names(things: Iterable[Code | Theme]) -> list[str]:
    names: dict[str, list[Code | Theme]] = defaultdict(list)
    for thing in things:
        if thing.label != "Code" or getattr(thing, "status", "") in IN_USE:
            names[thing.name.casefold()].append(thing)
    return [
        f"{len(same)} {same[0].label.casefold()}s are called “{same[0].name}”"
        for same in names.values()
        if len(same) > 1
    ]


def _in_circle(theme: Theme, themes: Mapping[str, Theme]) -> bool:
    seen = set()
    here: Theme | None = theme
    while here is not None and here.uid not in seen:
        seen.add(here.uid)
        here = themes.get(here.parent)
    return here is not None and here.uid == theme.uid
