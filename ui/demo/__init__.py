"""The demonstration: a made-up unit and one whole session, worked through the real window."""
