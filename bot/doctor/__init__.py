"""What `yinju doctor` looks at: each check gives findings, and no check ends because another found something wrong."""
