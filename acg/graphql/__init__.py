"""The endpoint: one graph for every client. `limits`, `documents`, `execution` in the order of work; `views` answers.

`door` is its address, and loads the rest.
"""
