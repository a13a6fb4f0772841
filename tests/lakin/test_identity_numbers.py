"""A NIP in a text: found however it is spaced, and no other figure taken for one."""

import pytest

from lakin.identity_numbers import nips_in, without_nip

SOLID = "198001012005011001"


@pytest.mark.parametrize("written", [SOLID, "19800101 200501 1 001", "19800101\u00a0200501\u00a01\u00a0001"])
def test_a_nip_is_found_however_it_is_spaced(written):
    assert nips_in(f"NIP. {written}, dan {SOLID}") == {SOLID}
    assert without_nip(f"a.n. NIP {written}.") == "a.n. NIP (NIP tidak ditampilkan)."


@pytest.mark.parametrize(
    "written",
    ["43.123.456.789.012", "431234567890123456", "9198001012005011001", "19800101200501", "198001012005013001"],
)
def test_another_figure_stays(written):
    assert (nips_in(written), without_nip(written)) == (frozenset(), written)
