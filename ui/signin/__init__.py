"""The signin part of the window."""
