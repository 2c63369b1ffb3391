"""The screens. They hold no logic: they call `project` and show what comes back."""
