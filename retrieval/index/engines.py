"""Choice of the store of an index on other machines, by its address."""

from retrieval.arrays.blocks import BlockStore

_XAPIAN = "xapian://"


def connect_index(uri: str, token: str = "") -> BlockStore:
    """Connect to the store at an address: xapian://host:port,host:port, or one that Milvus's client takes.

    Raises IndexUnreachable if nothing answers, and IndexNeedsExtra or IndexNeedsXapian if the library of the client is
    not installed.
    """
    if uri.startswith(_XAPIAN):
        from retrieval.index.xapian_servers import XapianServers

        return XapianServers(uri)
    from retrieval.index.milvus import Milvus

    return Milvus(uri, token)
