"""No test leaves loopback."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_a_connection_to_anywhere_else_fails_the_test() -> None:
    """192.0.2.1 is kept for documentation; nothing is sent, because the guard refuses first."""
    with socket.socket() as sock, pytest.raises((SocketConnectBlockedError, UserWarning), match="A test tried"):
        sock.connect(("192.0.2.1", 80))
