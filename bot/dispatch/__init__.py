"""Around every handler: filters, access, the messenger, administrators, errors."""
