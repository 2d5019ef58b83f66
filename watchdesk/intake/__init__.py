"""Reading other people's lists: files → sheets → header → columns → people and visits."""
