"""Every command by name, in the order of the work: where it stands, and its line in the help.

The lines stand here as well, so that `--help` imports no command; a test holds them against the commands.
"""

from qualcode.cli.lazy import Nested, Target

COMMANDS: dict[str, Target | Nested] = {
    "demo": Target(
        "qualcode.cli.demo:demo",
        "Make the practice study: a small invented study, coded, themed and charted.",
    ),
    "open": Target("qualcode.cli.start:open_", "Open a project in the interface."),
    "new": Target("qualcode.cli.start:new", "Make a new, empty project."),
    "import": Target("qualcode.cli.imports:import_", "Import transcripts: files, folders and patterns."),
    "transcripts": Nested(
        "The transcripts of a project.",
        {
            "list": Target("qualcode.cli.transcripts:list_", "List the transcripts."),
            "show": Target("qualcode.cli.transcripts:show", "Show a transcript, turn by turn."),
            "rename": Target("qualcode.cli.transcripts:rename", "Give a transcript another name."),
            "kind": Target("qualcode.cli.transcripts:kind", "Say what kind of source a transcript is."),
            "role": Target("qualcode.cli.transcripts:role", "Say whether a speaker is an interviewer."),
            "correct": Target(
                "qualcode.cli.corrections:correct", "Take the texts of changed files for transcripts."
            ),
            "edit": Target("qualcode.cli.corrections:edit", "Put other words in place of a passage's."),
            "versions": Target(
                "qualcode.cli.corrections:versions", "List the texts that a transcript has had."
            ),
            "review": Target("qualcode.cli.corrections:review", "List what corrections left to look at."),
            "place": Target(
                "qualcode.cli.corrections:place", "Say where something stands in a corrected text."
            ),
            "progress": Target(
                "qualcode.cli.progress:progress", "List how far each transcript is, and by whom."
            ),
            "mark": Target("qualcode.cli.progress:mark", "Say how far you are with a transcript."),
        },
    ),
    "participants": Nested(
        "Participants and their attributes.",
        {
            "template": Target(
                "qualcode.cli.participants:template", "Write a spreadsheet to fill in with participants."
            ),
            "import": Target("qualcode.cli.participants:import_", "Import participants from a table."),
            "list": Target("qualcode.cli.participants:list_", "List the participants."),
            "add": Target("qualcode.cli.participants:add", "Add a participant."),
            "set": Target("qualcode.cli.participants:set_", "Set what is known of a participant."),
            "type": Target("qualcode.cli.participants:type_of", "Change the type of an attribute."),
            "link": Target(
                "qualcode.cli.participants:link", "Say that a participant speaks in a transcript."
            ),
            "unlink": Target(
                "qualcode.cli.participants:unlink", "Say that a participant doesn't speak in a transcript."
            ),
            "quotable": Target(
                "qualcode.cli.withdrawing:quotable", "Say whether a participant may be quoted."
            ),
            "withdraw": Target(
                "qualcode.cli.withdrawing:withdraw", "Erase all that is a participant's, for good."
            ),
        },
    ),
    "analyses": Nested(
        "The analyses of a project, each with a codebook and work of its own.",
        {
            "list": Target("qualcode.cli.analyses:list_", "List the analyses of a project."),
            "add": Target(
                "qualcode.cli.analyses:add",
                "Add an analysis, with a codebook, codings, memos and summaries of its own.",
            ),
            "change": Target(
                "qualcode.cli.analyses:change",
                "Change an analysis: its name, its question, whom it is about.",
            ),
        },
    ),
    "codebook": Nested(
        "The codes of a project, with their definitions.",
        {
            "show": Target(
                "qualcode.cli.codebook:show",
                "Show themes and codes with their definitions, or one code or theme.",
            ),
            "import": Target("qualcode.cli.codebook:import_", "Import codes and themes from a file."),
            "export": Target("qualcode.cli.codebook:export", "Write the codebook to a file."),
            "add": Target("qualcode.cli.codes:add", "Add a code."),
            "change": Target(
                "qualcode.cli.codes:change", "Change a code: its name, a definition, its status."
            ),
            "merge": Target("qualcode.cli.codes:merge", "Count a code's passages under another."),
            "split": Target(
                "qualcode.cli.codes:split", "Split a code: give some of its passages to new codes."
            ),
            "set-aside": Target("qualcode.cli.codes:set_aside", "Take a code out of use."),
            "bring-back": Target(
                "qualcode.cli.codes:bring_back", "Use a code again that was set aside or merged."
            ),
            "close": Target("qualcode.cli.codebook:close", "Close a version of the codebook as it stands."),
        },
    ),
    "themes": Nested(
        "The themes that codes stand in.",
        {
            "add": Target("qualcode.cli.themes:add", "Add a theme."),
            "put": Target("qualcode.cli.themes:put", "Put codes in a theme."),
            "take-out": Target("qualcode.cli.themes:take_out", "Take codes out of a theme."),
            "move": Target("qualcode.cli.themes:move", "Move a code to a theme, out of all others."),
            "order": Target("qualcode.cli.themes:order", "Put themes, or the codes of a theme, in order."),
            "rename": Target("qualcode.cli.themes:rename", "Rename a theme."),
            "change": Target("qualcode.cli.themes:change", "Change a theme: definition, status, place."),
            "drop": Target("qualcode.cli.themes:drop", "Drop a theme; its codes stay."),
            "bring-back": Target(
                "qualcode.cli.themes:bring_back", "Bring back a theme that was dropped, with its codes."
            ),
        },
    ),
    "identifiers": Nested(
        "What may still identify someone in the transcripts.",
        {
            "list": Target(
                "qualcode.cli.identifiers:list_",
                "List what may still identify someone, and hasn't been decided about.",
            ),
            "decide": Target(
                "qualcode.cli.identifiers:decide",
                "Decide about hits: leave them, or say that they identify nobody.",
            ),
            "replace": Target(
                "qualcode.cli.identifiers:replace",
                "Put a [pseudonym] in place of words that identify someone.",
            ),
        },
    ),
    "search": Target("qualcode.cli.search:search", "Look for words in all transcripts."),
    "codings": Nested(
        "Coded passages.",
        {
            "add": Target("qualcode.cli.codings:add", "Code a passage."),
            "remove": Target("qualcode.cli.codings:remove", "Take a code off a passage."),
            "recode": Target("qualcode.cli.adjusting:recode", "Give a coded passage another code."),
            "stretch": Target("qualcode.cli.adjusting:stretch", "Give a coded passage other ends."),
            "apply": Target("qualcode.cli.adjusting:apply", "Code all that a search finds."),
            "passages": Target(
                "qualcode.cli.adjusting:passages",
                "Show the coded passages of a code in all transcripts, with the words around them.",
            ),
            "list": Target("qualcode.cli.codings:list_", "List the coded passages."),
            "counts": Target(
                "qualcode.cli.codings:counts", "Count who spoke about each code, and how often."
            ),
            "import": Target("qualcode.cli.codings:import_", "Import coded passages from a table."),
            "export": Target("qualcode.cli.codings:export", "Write the coded passages to a table."),
        },
    ),
    "summaries": Nested(
        "What is charted of each participant under each code or theme.",
        {
            "write": Target("qualcode.cli.summaries:write", "Write a summary, or say why there is none."),
            "show": Target("qualcode.cli.summaries:show", "Show summaries, and what is to be checked again."),
            "link": Target("qualcode.cli.summaries:link", "Rest a summary on a passage."),
            "unlink": Target(
                "qualcode.cli.summaries:unlink", "Let a summary not rest on a passage any more."
            ),
            "import": Target("qualcode.cli.summaries:import_", "Import summaries from a table."),
            "export": Target("qualcode.cli.summaries:export", "Write the summaries to a table."),
        },
    ),
    "memos": Nested(
        "Dated notes on anything.",
        {
            "add": Target("qualcode.cli.memos:add", "Write a memo."),
            "list": Target("qualcode.cli.memos:list_", "List the memos, oldest first."),
            "change": Target(
                "qualcode.cli.memos:change", "Write a memo anew, or say that it is of another kind."
            ),
            "remove": Target("qualcode.cli.memos:remove", "Take a memo away."),
            "import": Target("qualcode.cli.memos:import_", "Import memos from a table."),
            "export": Target("qualcode.cli.memos:export", "Write the memos to a table."),
        },
    ),
    "matrix": Nested(
        "Framework matrices: participants by themes or codes.",
        {
            "show": Target("qualcode.cli.matrix:show", "Show a matrix in the terminal."),
            "export": Target(
                "qualcode.cli.matrix:export",
                "Write a matrix to a spreadsheet, or to a page for the browser.",
            ),
            "import": Target("qualcode.cli.matrix:import_", "Bring back an edited workbook."),
        },
    ),
    "extracts": Nested(
        "Passages as quoted.",
        {"export": Target("qualcode.cli.matrix:export_extracts", "Write every coded passage as quoted.")},
    ),
    "decisions": Nested(
        "Decisions about the analysis.",
        {
            "add": Target("qualcode.cli.decisions:add", "Put a decision on record."),
            "list": Target("qualcode.cli.decisions:list_", "List the decisions on record."),
        },
    ),
    "coders": Nested(
        "The people who code.",
        {
            "list": Target("qualcode.cli.coders:list_", "List the coders."),
            "add": Target("qualcode.cli.coders:add", "Add a coder."),
            "rename": Target("qualcode.cli.coders:rename", "Give a coder another name."),
        },
    ),
    "copy": Target("qualcode.cli.copies:copy", "Copy a project for a coder to take home."),
    "merge": Target("qualcode.cli.copies:merge", "Bring copies of a project in."),
    "differences": Nested(
        "What copies say differently: list it (the default), or settle it.",
        {
            "list": Target("qualcode.cli.differences:list_", "List what copies say differently."),
            "settle": Target("qualcode.cli.differences:settle", "Settle a difference."),
        },
        default="list",
    ),
    "history": Nested(
        "Who changed what and when; undo and redo.",
        {
            "show": Target("qualcode.cli.history:show", "Show the changes, latest first."),
            "undo": Target("qualcode.cli.history:undo", "Take back your last change."),
            "redo": Target("qualcode.cli.history:redo", "Do again what you last undid."),
            "verify": Target("qualcode.cli.history:verify", "Make sure that the history is unaltered."),
        },
    ),
    "check": Target("qualcode.cli.care:check", "Check that a project is sound."),
    "backup": Target("qualcode.cli.care:backup", "Copy a project, verified, to a new file."),
    "settings": Nested(
        "Your own settings, outside of any project.",
        {
            "show": Target("qualcode.cli.preferences:show", "Show the settings."),
            "set": Target("qualcode.cli.preferences:set_", "Change a setting."),
        },
    ),
}
