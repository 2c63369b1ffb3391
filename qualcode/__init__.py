"""Code interviews and chart them in a framework matrix, in the terminal."""

__version__ = "0.1.0"
