"""The built-in Korean-English embedding: a table of token vectors, averaged per text. `MODEL_CARD.md` says the rest."""
