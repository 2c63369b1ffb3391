import pytest

from qualcode.page.columns import columns, gutter


@pytest.mark.parametrize("room", [40, 60, 79, 80, 92, 110, 140, 200, 300])
def test_columns_are_as_wide_as_the_reader(room: int) -> None:
    found = columns(room, 1234, ("Interviewer", "Care coordinator 2"))

    assert found.gutter + found.text + found.margin == room
    assert sum(map(len, gutter(found, 17, "Care coordinator 2"))) == found.gutter


def test_narrow_readers_keep_lanes_and_fold_names() -> None:
    narrow, wide = columns(79, 60, ("Interviewer",)), columns(140, 60, ("Interviewer",))

    assert narrow.names == 0
    assert narrow.lanes == 4
    assert narrow.text >= 48
    assert wide.names >= 18
