"""How things fall on a grid of cells: wrapping, lanes, rows, bars."""
