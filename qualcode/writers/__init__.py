"""Files out. Each module writes one kind of file, beside its place first, then in one step onto it."""
