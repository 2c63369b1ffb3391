"""What the field talks about, and how operations fold into it: frozen values and pure rules."""
