"""PlexLog without its windows: import it, script it, test it."""

__version__ = "0.1.0"
