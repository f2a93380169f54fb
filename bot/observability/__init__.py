"""A running bot seen from outside: logs, health, readiness, and figures for Prometheus."""
