"""The framework matrix as one page for a browser: a file that needs no network and no other file."""

from qualcode.writers.web.page import write_page

__all__ = ["write_page"]
