"""Everything a user can do, one module per subject."""
