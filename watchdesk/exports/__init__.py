"""What leaves the program as a file: one file an export."""
