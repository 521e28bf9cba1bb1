"""The language model: its client, budget, prompts, and what it may touch."""
