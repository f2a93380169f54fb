"""A document -> pages with quotes marked in them."""
