"""What every command has at hand: options, entry, looking at the store, recording, showing."""
