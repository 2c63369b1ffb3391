"""What undo would take back, in the few words that the footer has room for."""

import pytest

from qualcode.tui.commands.anywhere import _briefly


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("correction in “ann”", "correction in “ann”"),
        ("correction in “hazel-service-user-1.txt”", "correction in “hazel-service-…"),
        ("2 attributes changed, 24 values", "2 attributes changed and more"),
        ("1,204 coded passages, 2 codes", "1,204 coded passages and more"),
        ("summary of Carer 1, Alder, “hope”", "summary of Carer 1, Alder…"),
        ("“hope” taken off “Nobody rings…”", "“hope” taken off “Nobody…"),
    ],
)
def test_it_says_what_it_was_done_to(name: str, shown: str) -> None:
    assert _briefly(name) == shown
