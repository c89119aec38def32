"""Tests of Setup."""
