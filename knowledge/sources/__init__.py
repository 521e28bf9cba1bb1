"""Where courses, openings and policies come from: connectors to real services, boards, pages and files."""
