"""The way from a person to an opening: goals, routes, courses and what they cost."""
