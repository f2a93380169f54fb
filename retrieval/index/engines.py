"""Choice of the external engine by its address."""

from retrieval.index.remote import RemoteIndex

_XAPIAN = "xapian://"


def connect_index(uri: str, token: str = "") -> RemoteIndex:
    """Connect to the engine at an address: xapian://host:port,host:port, or one that Milvus's client takes.

    Raises IndexUnreachable where nothing answers, and IndexNeedsExtra if the client's library is not installed.
    """
    if uri.startswith(_XAPIAN):
        from retrieval.index.xapian_servers import XapianServers

        return XapianServers(uri)
    from retrieval.index.milvus import Milvus

    return Milvus(uri, token)
