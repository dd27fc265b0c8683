"""The way in on AWS: the function that Lambda calls, and nothing that a laptop needs."""
