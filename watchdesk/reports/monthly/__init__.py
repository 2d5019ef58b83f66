"""The monthly report 月報: what is gathered for it, and each of its parts as drawn."""
