"""What a user can do from the keyboard: one small class each, with its help, keys, footer text and action."""

from collections.abc import Coroutine, Iterable, Mapping, Sequence
from inspect import cleandoc
from typing import Any, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

Desk_ = TypeVar("Desk_", contravariant=True)

Task = Coroutine[Any, Any, None]


class Command(Generic[Desk_]):
    """One thing a user can do at a desk.

    The docstring of a command is its help, and its first line what the palette shows. `id` is the name under
    which a user's settings give it other keys; `keys` are the usual ones, the first of which is shown;
    `footer` is what the footer says of it, "" where it isn't there.
    """

    id: str
    keys: str
    footer: str = ""
    keys_shown: str = ""
    """What the footer writes for the keys, where that isn't the first of them."""
    bound: ClassVar[bool] = True
    """Whether the desk binds the keys; False where a widget of it does."""

    keys_where: str = ""
    """Where the keys count, if not everywhere at the desk; the palette says it."""

    listed: bool = True
    """Whether help and palette list it; False where another says it for several."""

    def do(self, desk: Desk_) -> Task | None:
        """Do it. A coroutine is run as the desk's worker, so that it can ask."""
        raise NotImplementedError

    def do_by_name(self, desk: Desk_) -> Task | None:
        """Do it, chosen by its name rather than by a key."""
        return self.do(desk)

    def footer_at(self, desk: Desk_) -> str:
        """What the footer says of it just now; "" to leave it out."""
        return self.footer

    @property
    def title(self) -> str:
        """What it does, in a few words."""
        return self.help.splitlines()[0].rstrip(".")

    @property
    def help(self) -> str:
        """What it does, in full."""
        return cleandoc(type(self).__doc__ or "")


Commands = Sequence[Command[Any]]


def bindings(commands: Iterable[Command[Any]]) -> list[BindingType]:
    """The commands as Textual's bindings. The footer is our own, so none is shown in Textual's."""
    return [
        Binding(command.keys, f"do('{command.id}')", command.title, show=False, id=command.id)
        for command in commands
        if command.bound
    ]


def keys_of(command: Command[Any], keymap: Mapping[str, str]) -> str:
    """The keys of a command under a keymap."""
    return keymap.get(command.id, command.keys)
