"""Who is signed in where the admin is tested."""

import pytest


@pytest.fixture
def signed_in(client, request):
    """The client of a member of the cast."""

    def sign_in(person):
        client.force_login(request.getfixturevalue(person))
        return client

    return sign_in
