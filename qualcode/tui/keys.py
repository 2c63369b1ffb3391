"""Keys: how they are written for a user, the sets one can choose, and where two commands share one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from textual.binding import Binding

# Beside the arrows, not instead of them.
VI = {
    "reader.word_next": "right,w",
    "reader.word_back": "left,b",
    "reader.character_next": "l,plus,equals_sign",
    "reader.character_back": "h,minus",
    "reader.line_next": "down,j",
    "reader.line_back": "up,k",
    "reader.sentence_next": "ctrl+right,right_parenthesis",
    "reader.sentence_back": "ctrl+left,left_parenthesis",
    "reader.extend_word": "shift+right,W",
    "reader.extend_word_back": "shift+left,B",
    "reader.extend_character": "alt+shift+right,L",
    "reader.extend_character_back": "alt+shift+left,H",
    "reader.extend_line": "shift+down,J",
    "reader.extend_line_back": "shift+up,K",
    "reader.first": "home,g",
    "reader.last": "end,G",
    "put_in_themes": "T",
    "go_back": "backspace,alt+left",
    "go_forward": "alt+right",
}

# These let go of their usual keys while they would do nothing, so that another may have them, too.
_YIELDING = ("reader.clear", "reader.keep")

_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "quotation_mark": '"',
    "escape": "esc",
    "full_stop": ".",
    "comma": ",",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "semicolon": ";",
    "equals_sign": "=",
    "plus": "+",
    "minus": "-",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pagedown": "page down",
    "pageup": "page up",
}


def shown(keys: str) -> str:
    """The first of some keys as a user reads it: "question_mark,f1" is "?"."""
    first = keys.split(",")[0].strip()
    *modifiers, key = first.split("+")
    return "+".join([*modifiers, _SHOWN.get(key, key)])


def all_shown(keys: str) -> str:
    """All keys as a user reads them."""
    return ", ".join(shown(key) for key in keys.split(","))


def keymap(style: str, own: Mapping[str, str]) -> dict[str, str]:
    """Keys by id of a command: those of the chosen style ("arrows" or "vi"), then the user's own."""
    return {**(VI if style == "vi" else {}), **own}


def clashes(bindings: Iterable[Binding], chosen: Mapping[str, str]) -> list[str]:
    """A sentence for each key that two commands of one screen have, under a keymap."""
    by_key: dict[str, dict[str, Binding]] = defaultdict(dict)
    for binding in bindings:
        for key in _split(chosen.get(binding.id or "", binding.key)):
            by_key[key][binding.action] = binding
    return [
        f"{shown(key)} is both “{'” and “'.join(b.description for b in named.values())}”: "
        "change one in the settings."
        for key, named in by_key.items()
        if len(named) > 1 and not _is_shared(key, named.values())
    ]


def _is_shared(key: str, bindings: Iterable[Binding]) -> bool:
    """Whether commands have a key together on purpose: usually so, and all but one let go of it."""
    usual = [key in _split(binding.key) for binding in bindings]
    holding = [binding for binding in bindings if binding.id not in _YIELDING]
    return all(usual) and len(holding) == 1


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",")]


def unknown(bindings: Iterable[Binding], chosen: Mapping[str, str]) -> list[str]:
    """The names of commands in a user's keys that there are none of."""
    known = {binding.id for binding in bindings}
    return [name for name in chosen if name not in known]
