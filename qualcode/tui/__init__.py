"""The screens: Textual app, commands, screens, widgets, keys, themes."""
