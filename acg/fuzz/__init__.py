"""The graph asked at random by schemathesis, as each kind of caller, over HTTP: `make fuzz`."""
