"""Which code is in which theme, put into a draft."""

from qualcode.model.declare import pair_uid
from qualcode.model.study import Membership
from qualcode.project.draft import Draft


def place(draft: Draft, code: str, theme: str, member: bool) -> None:
    """Put a code in a theme, or take it out: both by uid, since either may be made by the same draft."""
    draft.put(Membership, pair_uid("membership", theme, code), {"theme": theme, "code": code}, member=member)
