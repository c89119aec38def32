"""The window, by what a person does there."""
