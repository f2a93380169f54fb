"""A running bot over HTTP: whether it lives, whether it is ready, and its figures for Prometheus."""
