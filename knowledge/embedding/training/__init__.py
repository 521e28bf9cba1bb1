"""How the built-in model was made, and makes it again: `python -m knowledge.embedding.training --pairs FOLDER`.

Needs the extra `train` (scipy); nothing of it is needed to run or test the project.
"""
