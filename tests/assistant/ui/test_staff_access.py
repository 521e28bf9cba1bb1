"""The staff door: no default password, a one-time one that must be replaced, wrong tries slowed down."""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.errors import StaffLoginError
from assistant.ui.staff_access import SESSION_SECONDS, StaffAccess, Throttle, open_access

HOME_ADDRESS, OTHER_ADDRESS = "203.0.113.7", "203.0.113.8"


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def refusal(access: StaffAccess, password: str, address: str = HOME_ADDRESS, chosen: str = "") -> str:
    with pytest.raises(StaffLoginError) as refused:
        access.login(password, address, chosen)
    return str(refused.value)


def test_the_first_start_makes_a_one_time_password_and_stores_only_its_hash(tmp_path: Path) -> None:
    access = open_access(tmp_path, None)
    assert access.one_time
    assert len(access.one_time) >= 16
    assert access.one_time not in access.path.read_text()
    assert stat.S_IMODE(access.path.stat().st_mode) == 0o600
    assert open_access(tmp_path, None).one_time != access.one_time  # unused, so a new one is printed


def test_the_one_time_password_opens_only_with_a_lasting_one_chosen(tmp_path: Path) -> None:
    access = open_access(tmp_path, None)
    assert access.one_time
    assert refusal(access, access.one_time) == "short"
    assert refusal(access, access.one_time, chosen=access.one_time) == "short"
    token = access.login(access.one_time, HOME_ADDRESS, "긴 비밀번호 하나요")
    assert access.holds(token)
    assert refusal(access, access.one_time) == "wrong"
    again = open_access(tmp_path, None)
    assert again.one_time is None
    assert again.holds(again.login("긴 비밀번호 하나요", HOME_ADDRESS))


def test_a_configured_password_counts_alone(tmp_path: Path) -> None:
    access = open_access(tmp_path, "a-long-password")
    assert access.one_time is None
    assert not access.path.exists()
    assert refusal(access, "a-long-passwort") == "wrong"
    assert access.holds(access.login("a-long-password", HOME_ADDRESS))
    with pytest.raises(StaffLoginError, match="longer"):
        open_access(tmp_path, "short")


def test_wrong_tries_wait_longer_and_longer_per_address(tmp_path: Path) -> None:
    clock = Clock()
    access = open_access(tmp_path, "a-long-password", clock)
    for _ in range(3):
        assert refusal(access, "wrong") == "wrong"
    waits = []
    for _ in range(5):
        left = refusal(access, "a-long-password")  # even the right one isn't looked at while waiting
        assert left.startswith("wait:")
        waits.append(int(left.removeprefix("wait:")))
        clock.now += waits[-1]
        assert refusal(access, "wrong") == "wrong"
    assert waits == sorted(waits)
    assert waits[-1] >= 10 * waits[0]
    assert access.login("a-long-password", OTHER_ADDRESS)
    clock.now += 901
    assert access.login("a-long-password", HOME_ADDRESS)


def test_many_addresses_together_are_slowed_but_never_locked_out(tmp_path: Path) -> None:
    clock = Clock()
    access = open_access(tmp_path, "a-long-password", clock)
    for i in range(40):
        refusal(access, "wrong", f"198.51.100.{i}")
        clock.now += 31
    assert refusal(access, "wrong", "192.0.2.1") == "wrong"
    assert refusal(access, "a-long-password", "192.0.2.2").startswith("wait:")
    clock.now += 31
    assert access.login("a-long-password", "192.0.2.2")


def test_a_household_of_ipv6_addresses_counts_as_one() -> None:
    throttle = Throttle(Clock())
    for i in range(3):
        throttle.failed(f"2001:db8::{i}")
    assert throttle.wait("2001:db8::ffff") > 0
    assert throttle.wait("2001:db8:1::1") == 0


def test_sessions_end(tmp_path: Path) -> None:
    clock = Clock()
    access = open_access(tmp_path, "a-long-password", clock)
    first, second = (access.login("a-long-password", HOME_ADDRESS) for _ in range(2))
    access.logout(first)
    assert not access.holds(first)
    assert access.holds(second)
    assert not access.holds(None)
    assert not access.holds("guess")
    clock.now += SESSION_SECONDS + 1
    assert not access.holds(second)


def test_an_unreadable_hash_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "staff.json").write_text(json.dumps({"salt": 1}))
    with pytest.raises(StaffLoginError, match="Delete it"):
        open_access(tmp_path, None)
