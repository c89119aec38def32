"""What the program can do, as verbs, and the Protocols for what they need."""
