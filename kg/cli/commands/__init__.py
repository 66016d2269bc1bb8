"""The commands. Their modules import what they need when they run, so that `kg --help` answers at once."""
