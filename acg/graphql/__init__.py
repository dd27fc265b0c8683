"""The endpoint: one graph for every client. `limits`, `documents`, `execution` in the order of work; `views` is the door."""
