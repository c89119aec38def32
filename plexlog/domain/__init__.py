"""What is recorded: fields, the catalogue, records and findings. Standard library only."""
