"""Tests of the way into the program and of the pages around a session."""
