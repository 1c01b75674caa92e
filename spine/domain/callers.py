"""Callers: which organisations a sign-in covers, and what it may do there (docs/sign-in.md#what-a-caller-may-do)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from spine.domain.identifiers import is_identifier
from spine.errors import Forbidden

ALL_ORGANISATIONS = "*"
"""Stands for every organisation, in a claim and in a role."""

_ROLE = re.compile(r"org:(?P<org>.+?)(?::(?P<right>read|admin))?")
"""The suffix is read first: `org:acme:read` is about acme, not about an organisation `acme:read`."""


class Access(IntEnum):
    """What a caller may do in an organisation; each level includes those below it."""

    NONE = 0
    READ = 1
    WRITE = 2
    ADMIN = 3
    """Delete the organisation, and set its settings."""


@dataclass(frozen=True)
class Caller:
    """A caller: the access to single organisations, that to all of them, and what the request at hand needs."""

    orgs: Mapping[str, Access] = field(default_factory=dict)
    everywhere: Access = Access.NONE
    needs: Access = Access.READ

    @property
    def visible(self) -> frozenset[str] | None:
        """The organisations that the caller may see; None for all of them."""
        return None if self.everywhere else frozenset(self.orgs)

    @property
    def only_org(self) -> str | None:
        """The one organisation that the caller may see; None if there are several, or none."""
        return next(iter(self.orgs)) if not self.everywhere and len(self.orgs) == 1 else None

    def access_to(self, org_id: str) -> Access:
        """What the caller may do in an organisation."""
        return max(self.everywhere, self.orgs.get(org_id, Access.NONE))

    def must_cover(self, org_id: str) -> None:
        """Check an organisation that the request touches.

        Raises Forbidden where the caller may not see it, or may see it and not do there what the request needs.
        """
        access = self.access_to(org_id)
        if access is Access.NONE:
            raise Forbidden(f"Your sign-in does not cover the organisation {org_id!r}.")
        if access < self.needs:
            what = "change data" if self.needs is Access.WRITE else "delete it or set its settings"
            raise Forbidden(f"Your sign-in covers the organisation {org_id!r}, but may not {what}.")

    def must_cover_all(self) -> None:
        """Raises Forbidden for a caller who may not see every organisation."""
        if not self.everywhere:
            raise Forbidden("Your sign-in does not cover all organisations.")


EVERYONE = Caller(everywhere=Access.ADMIN)
"""The caller whom no sign-in limits: who has a function key, and the command line."""


def caller_with(claims: Iterable[str], roles: Iterable[str]) -> Caller:
    """The caller of a sign-in, by the values of its organisation claim and its roles; the highest access counts.

    Values that name no organisation are passed over: an application has other roles as well.
    """
    granted = defaultdict[str, Access](lambda: Access.NONE)
    for org_id, access in [*((claim, Access.WRITE) for claim in claims), *_granted_by(roles)]:
        if org_id == ALL_ORGANISATIONS or is_identifier(org_id):
            granted[org_id] = max(granted[org_id], access)
    everywhere = granted.pop(ALL_ORGANISATIONS, Access.NONE)
    return Caller(dict(granted), Access.ADMIN if everywhere is Access.WRITE else everywhere)


def _granted_by(roles: Iterable[str]) -> Iterable[tuple[str, Access]]:
    access = {None: Access.WRITE, "read": Access.READ, "admin": Access.ADMIN}
    for role in filter(None, map(_ROLE.fullmatch, roles)):
        yield role["org"], access[role["right"]]
