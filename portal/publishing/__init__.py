"""The public site: released rows as pages and files, and the slots that they are served from."""
