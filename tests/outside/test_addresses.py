import asyncio

import pytest

from adapters.outside.addresses import AddressRefused, CheckedResolver, check_url, may_talk_to


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_the_public_internet_is_allowed(address: str) -> None:
    assert may_talk_to(address)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # where clouds keep a machine's credentials
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "2002:0a00:0001::",  # 6to4 for 10.0.0.1
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
        "64:ff9b::a9fe:a9fe",  # NAT64 for 169.254.169.254
        "not an address",
    ],
)
def test_inner_networks_are_refused_even_where_loopback_is_allowed(address: str) -> None:
    assert not may_talk_to(address)
    assert not may_talk_to(address, allow_loopback=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"])
def test_loopback_only_when_asked_for(address: str) -> None:
    assert not may_talk_to(address)
    assert may_talk_to(address, allow_loopback=True)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://data.example/data.json", "https://"),
        ("https:///data.json", "names a host|complete"),
        ("https://desk:secret@data.example/", "password"),
        ("https://10.0.0.1/data.json", "public internet"),
        ("https://[fe80::1%25eth0]/", "public internet"),
        ("https://data.example:99999/", "complete"),
    ],
)
def test_addresses_that_are_refused_before_anything_is_sent(address: str, says: str) -> None:
    with pytest.raises(AddressRefused, match=says) as refusal:
        check_url(address)
    assert "secret" not in refusal.value.sentence


async def test_only_the_checked_addresses_are_handed_on() -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["10.0.0.1", "93.184.216.34", "93.184.216.34", "fe80::1"]

    found = await CheckedResolver(lookup, allow_loopback=False).resolve("data.example", 443)
    assert [(one["host"], one["port"], one["hostname"]) for one in found] == [("93.184.216.34", 443, "data.example")]


async def test_a_name_that_leads_inside_is_refused() -> None:
    async def lookup(host: str, port: int) -> list[str]:
        await asyncio.sleep(0)
        return ["192.168.1.1"]

    with pytest.raises(AddressRefused, match=r"data\.example.*not on the public internet"):
        await CheckedResolver(lookup, allow_loopback=False).resolve("data.example", 443)
