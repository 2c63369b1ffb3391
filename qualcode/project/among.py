"""Some of the participants: those at a site, or of a type."""

from typing import TYPE_CHECKING

from qualcode.analysis.participants import heading
from qualcode.model.study import PARTICIPANT_TYPE, SITE

if TYPE_CHECKING:
    from qualcode.project.project import Project

Where = tuple[str, str]  # attribute, value


def circles(project: "Project") -> list[tuple[Where, str, int]]:
    """The sites and participant types: (attribute, value), in words, and how many participants each has."""
    people = project.materials.people
    found = []
    for name in (SITE, PARTICIPANT_TYPE):
        if people.has(name):
            attribute = people.attribute(name)
            for value in people.values_of(attribute, people.participants):
                many = sum(people.value(uid, attribute) == value for uid in people.participants)
                if value:
                    found.append(((name, value), f"{heading(name)}: {value}", many))
    return found
