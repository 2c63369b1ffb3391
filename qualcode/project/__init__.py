"""Everything a user can do with a project: the only door of the command line and the screens."""

from qualcode.project.project import Project

__all__ = ["Project"]
