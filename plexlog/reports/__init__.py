"""Session summary and course report: plain models first, then PDF."""
