"""Answers from values: matrix, counts, overlap, agreement, search, differences."""
