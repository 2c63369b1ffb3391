"""Files in: one module per format, then layout, speakers and turns out of the text."""
