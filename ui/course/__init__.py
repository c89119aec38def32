"""The course part of the window."""
