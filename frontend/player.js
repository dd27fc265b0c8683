// The lesson player: the one island.
