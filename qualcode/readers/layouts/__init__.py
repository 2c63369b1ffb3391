"""The layouts in which transcribers mark who speaks, each a hypothesis about a text."""
