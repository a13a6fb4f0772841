"""From where somebody knocks: behind a proxy the address it adds, never one that the visitor invents."""

import pytest

from units.signing_in import address_behind_proxy


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ({"HTTP_X_FORWARDED_FOR": "203.0.113.7"}, "203.0.113.7"),
        ({"HTTP_X_FORWARDED_FOR": "10.0.0.1, 203.0.113.7"}, "203.0.113.7"),
        ({"HTTP_X_FORWARDED_FOR": "10.0.0.1,"}, "192.0.2.1"),
        ({}, "192.0.2.1"),
    ],
)
def test_the_address_is_the_last_one_the_proxy_added(rf, forwarded, address):
    assert address_behind_proxy(rf.get("/masuk/", REMOTE_ADDR="192.0.2.1", **forwarded)) == address
