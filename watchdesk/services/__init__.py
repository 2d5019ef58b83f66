"""What a user can do at the desk: one file a noun, handed out by Desk."""
