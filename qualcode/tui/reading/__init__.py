"""The parts of the workspace: transcripts, the text that is open, the codebook, coding, the tour."""
