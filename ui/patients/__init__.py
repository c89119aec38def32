"""The patients part of the window."""
