"""The framework matrix workbook: participants by codes, a sheet a theme, and what stands around them."""

from qualcode.writers.workbook.write import write_workbook

__all__ = ["write_workbook"]
