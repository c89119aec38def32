"""How fast the program is, beside a bare program of the same parts."""
