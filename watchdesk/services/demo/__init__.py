"""The fictional desk: people, their histories, a team and its work, grown from a seed by rules."""
