"""The pages: they turn the events of a turn into words on a screen, and decide nothing."""
