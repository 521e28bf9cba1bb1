"""The commands of `python -m knowledge`, one a module: each has `main(argv) -> exit status`."""
