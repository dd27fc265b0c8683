"""The zip that runs on Lambda: `python -m acg.packing STAGE` builds it from the runtime's lock, and looks at what came out.

Nothing of Django is needed for it, and nothing of it goes into the zip.
"""
