"""Handing over 受け渡し: files for the welfare section and other receivers, and what this desk receives."""
