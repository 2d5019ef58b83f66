"""The window of WatchDesk: it asks Desk and shows what it gets."""
