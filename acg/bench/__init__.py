"""How fast the money goes, and the graph: figures taken on a scratch database; nothing here is ever asserted in a test."""
