"""How articles come in: from files, folders, addresses and uploads, and back in step with them."""
