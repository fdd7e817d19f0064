"""How people and programs reach Twosource: the command line."""
