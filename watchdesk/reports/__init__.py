"""What is printed: one file a report, and the kit that holds how every page looks."""
