"""Which addresses are this machine speaking to itself."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Say whether an IP address, or the name localhost, is this machine speaking to itself."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (inner or address).is_loopback
