"""The commands, by what they are about. What each needs of its desk stands in `places`."""
