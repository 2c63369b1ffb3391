"""What can be done at every desk that lies on the first: undo, back and forward, colours, help."""

from qualcode.tui.command import Commands
from qualcode.tui.commands.anywhere import Back, ChooseColours, Redo, ShowHelp, Undo
from qualcode.tui.commands.saving import SaveElsewhere
from qualcode.tui.commands.wandering import WANDERING

ALWAYS: Commands = [Undo(), Redo(), *WANDERING, SaveElsewhere(), ChooseColours(), Back(), ShowHelp()]
