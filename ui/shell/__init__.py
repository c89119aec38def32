"""The shell part of the window."""
