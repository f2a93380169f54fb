"""The methods of the Bot API that the stand-in knows, one module per subject; `table` lists them all."""
