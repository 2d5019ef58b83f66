"""Inputs and signs that speak the field's own values; each file holds one idea."""
