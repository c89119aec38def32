"""Formulas and rules of plasma exchange: plain values in and out, each with its source."""
