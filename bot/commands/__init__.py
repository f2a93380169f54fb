"""One module for each sub-command of `yinju`, with the click command in `command`."""
