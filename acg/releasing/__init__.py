"""What a release needs: what a change touches, migrations one at a time, a look at everything that is deployed."""
