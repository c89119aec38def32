"""The forms part of the window."""
