"""Checks of `yinju doctor`: each gives findings, and none ends because another found something wrong."""
