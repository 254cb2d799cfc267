"""Watching: people ask in a channel without any command; whoever asks something about data is offered help, once."""
