"""The reader's keys. Each has an id, by which a user's settings can give it others."""

from textual.binding import Binding, BindingType


def _key(id: str, keys: str, action: str, description: str) -> Binding:
    return Binding(keys, action, description, show=False, id=f"reader.{id}")


READER_KEYS: list[BindingType] = [
    _key("word_next", "right", "move('word', 1)", "Next word"),
    _key("word_back", "left", "move('word', -1)", "Previous word"),
    _key(
        "character_next", "plus,equals_sign", "move('character', 1)", "Next character; the end of a selection"
    ),
    _key("character_back", "minus", "move('character', -1)", "Previous character; the end of a selection"),
    _key("line_next", "down", "rows(1)", "Line down"),
    _key("line_back", "up", "rows(-1)", "Line up"),
    _key("sentence_next", "ctrl+right", "move('sentence', 1)", "Next sentence"),
    _key("sentence_back", "ctrl+left", "move('sentence', -1)", "Previous sentence"),
    _key("turn_next", "right_square_bracket,ctrl+down", "move('turn', 1)", "Next turn"),
    _key("turn_back", "left_square_bracket,ctrl+up", "move('turn', -1)", "Previous turn"),
    _key("coded_next", "n", "move('coded', 1)", "Next coded passage"),
    _key("coded_back", "N", "move('coded', -1)", "Previous coded passage"),
    _key("uncoded_next", "z", "move('uncoded', 1)", "Next speech of participants without a code"),
    _key("uncoded_back", "Z", "move('uncoded', -1)", "Previous speech of participants without a code"),
    _key("hit_next", "f3", "move('hit', 1)", "Next hit of a search"),
    _key("hit_back", "shift+f3", "move('hit', -1)", "Previous hit of a search"),
    _key("page_next", "pagedown,space", "page(1)", "Page down"),
    _key("page_back", "pageup", "page(-1)", "Page up"),
    _key("first", "home", "edge(-1)", "Beginning"),
    _key("last", "end", "edge(1)", "End"),
    _key("extend_word", "shift+right", "extend('word', 1)", "Select a word more"),
    _key("extend_word_back", "shift+left", "extend('word', -1)", "Select a word less"),
    _key("extend_character", "alt+shift+right", "extend('character', 1)", "Select a character more"),
    _key("extend_character_back", "alt+shift+left", "extend('character', -1)", "Select a character less"),
    _key("extend_line", "shift+down", "rows(1, True)", "Select a line more"),
    _key("extend_line_back", "shift+up", "rows(-1, True)", "Select a line less"),
    _key("extend_sentence", "ctrl+shift+right", "extend('sentence', 1)", "Select a sentence more"),
    _key("extend_sentence_back", "ctrl+shift+left", "extend('sentence', -1)", "Select a sentence less"),
    _key("extend_turn", "right_curly_bracket,ctrl+shift+down", "extend('turn', 1)", "Select a turn more"),
    _key("extend_turn_back", "left_curly_bracket,ctrl+shift+up", "extend('turn', -1)", "Select a turn less"),
    _key("extend_page", "shift+pagedown", "page(1, True)", "Select a page more"),
    _key("extend_page_back", "shift+pageup", "page(-1, True)", "Select a page less"),
    _key("extend_first", "shift+home", "edge(-1, True)", "Select to the beginning"),
    _key("extend_last", "shift+end", "edge(1, True)", "Select to the end"),
    _key("select_sentence", "s", "select('sentence')", "Select the sentence"),
    _key("select_turn", "t", "select('turn')", "Select the turn"),
    _key("hold", "v", "hold", "Moves select, until v or esc: by any of the keys above"),
    _key("other_end", "Y", "turn_round", "Move the other end of what is selected"),
    _key("keep", "enter", "keep", "Keep the coded passage as it reaches now (after E)"),
    _key("clear", "escape", "clear", "Select nothing"),
]
