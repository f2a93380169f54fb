"""What happens when an update comes: read it, ask the library, render, reply."""
