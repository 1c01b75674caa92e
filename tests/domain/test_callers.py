"""What the claims and roles of a sign-in let a caller do."""

import pytest

from spine.domain.callers import EVERYONE, Access, Caller, caller_with
from spine.errors import Forbidden

READ, WRITE, ADMIN = Access.READ, Access.WRITE, Access.ADMIN


@pytest.mark.parametrize(
    ("claims", "roles", "expected"),
    [
        ([], [], Caller()),
        (["acme"], [], Caller({"acme": WRITE})),
        (["acme", "byd"], [], Caller({"acme": WRITE, "byd": WRITE})),
        ([], ["org:acme"], Caller({"acme": WRITE})),
        ([], ["org:acme:read"], Caller({"acme": READ})),
        ([], ["org:acme:admin"], Caller({"acme": ADMIN})),
        ([], ["org:acme:read", "org:byd:admin"], Caller({"acme": READ, "byd": ADMIN})),
        (["acme"], ["org:acme:read"], Caller({"acme": WRITE})),
        (["acme"], ["org:acme:admin", "org:acme"], Caller({"acme": ADMIN})),
        (["*"], [], Caller(everywhere=ADMIN)),
        ([], ["org:*"], Caller(everywhere=ADMIN)),
        ([], ["org:*:admin"], Caller(everywhere=ADMIN)),
        ([], ["org:*:read"], Caller(everywhere=READ)),
        ([], ["org:*:read", "org:acme:admin"], Caller({"acme": ADMIN}, READ)),
        ([], ["org:*:read", "org:*"], Caller(everywhere=ADMIN)),
        ([], ["org:a.b:c-d"], Caller({"a.b:c-d": WRITE})),
        ([], ["org:acme:read:read"], Caller({"acme:read": READ})),
        (["acme:read"], [], Caller({"acme:read": WRITE})),
        ([], ["org:acme:admin:admin"], Caller({"acme:admin": ADMIN})),
    ],
)
def test_claims_and_roles_grant_access(claims: list[str], roles: list[str], expected: Caller) -> None:
    assert caller_with(claims, roles) == expected


@pytest.mark.parametrize(
    "value",
    [
        "", "*x", "**", " acme", "acme ", "acme\n", "acme,byd", "acme byd", "a/b", "_sweep", "ácme", "acme\0",
        "x" * 129, "%2A", "acme*", "٣",
    ],
)  # fmt: skip
def test_what_is_no_id_covers_nothing(value: str) -> None:
    assert caller_with([value], [f"org:{value}", f"org:{value}:admin"]) == Caller()


@pytest.mark.parametrize(
    "role",
    ["acme", "org", "org:", "Org:acme", "ORG:acme", "org :acme", "xorg:acme", "org::admin", "orgs:acme", "admin"],
)
def test_other_roles_cover_nothing_that_is_an_organisation(role: str) -> None:
    assert caller_with([], [role]).access_to("acme") is Access.NONE
    assert not caller_with([], [role]).everywhere


def test_a_right_in_other_letters_is_a_part_of_the_id() -> None:
    assert caller_with([], ["org:acme:Admin"]) == Caller({"acme:Admin": WRITE})


@pytest.mark.parametrize("granted", [READ, WRITE, ADMIN])
@pytest.mark.parametrize("needed", [READ, WRITE, ADMIN])
def test_an_access_includes_those_below_it(granted: Access, needed: Access) -> None:
    for caller in (Caller({"acme": granted}, needs=needed), Caller(everywhere=granted, needs=needed)):
        if granted >= needed:
            caller.must_cover("acme")
        else:
            with pytest.raises(Forbidden, match="'acme', but may not"):
                caller.must_cover("acme")


def test_what_is_not_covered_is_refused_in_the_same_words_whether_or_not_it_exists() -> None:
    with pytest.raises(Forbidden) as raised:
        Caller({"acme": ADMIN}).must_cover("byd")
    assert raised.value.detail == "Your sign-in does not cover the organisation 'byd'."


@pytest.mark.parametrize(
    ("caller", "visible", "only"),
    [
        (Caller(), frozenset(), None),
        (Caller({"acme": READ}), {"acme"}, "acme"),
        (Caller({"acme": READ, "byd": ADMIN}), {"acme", "byd"}, None),
        (Caller({"acme": ADMIN}, READ), None, None),
        (EVERYONE, None, None),
    ],
)
def test_a_caller_sees_what_it_covers(caller: Caller, visible: frozenset[str] | None, only: str | None) -> None:
    assert (caller.visible, caller.only_org) == (visible, only)


def test_only_who_sees_all_organisations_covers_them_all() -> None:
    EVERYONE.must_cover_all()
    Caller(everywhere=READ).must_cover_all()
    with pytest.raises(Forbidden):
        Caller({"acme": ADMIN}).must_cover_all()
