"""The widgets: each draws values it is given and says what is done to it. None writes."""
