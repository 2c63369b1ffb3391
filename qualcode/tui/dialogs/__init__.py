"""Short questions, asked at the bottom of the screen, where the eyes already are."""
