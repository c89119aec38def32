"""Setup: the pages on which a unit sees to its own limits and tools; and the workstation."""
