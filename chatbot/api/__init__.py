"""Who may ask over HTTP, and what."""
