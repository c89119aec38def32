"""A course in and out as one JSON document."""
