"""Tests of the frame and its parts."""
