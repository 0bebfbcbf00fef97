"""Which edition of the policy a draft is checked against: the one asked for, else the one in force when it is sent."""

from __future__ import annotations

from msglint.policy import Policy, load_policy, policy_of
from msglint.settings import Settings, chosen_rules, policy_for, rules_that_are_on
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Applied(NamedTuple):
    """An edition's policy and the rules of it that are on; ``note`` says so where none was in force."""

    policy: Policy
    rules: tuple[str, ...]
    note: str = ""


class Editions:
    """The policies of a run, each made when the first draft needs it. Raises a ``SettingsError`` for an unknown edition
    or rule.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        policy = policy_for(load_policy(settings.edition, settings.rules), settings)
        self.usual = Applied(policy, tuple(chosen_rules(policy, settings.select, settings.ignore)))
        self._known = {policy.edition: self.usual}

    def on(self, sent: date | None) -> Applied:
        """What holds for a draft that is sent on this day; what is usual if nobody knows when, or an edition was asked for."""
        editions = self.usual.policy.editions
        if sent is None or self._settings.edition is not None or not editions:
            return self.usual
        day = str(sent)[:10]
        begun = [edition for edition in editions if edition.first <= day]
        if not begun:
            applied = self._applied(editions[0].id)
            return applied._replace(note=f"no edition was in force on {day}: checked against {applied.policy.name}")
        return self._applied(begun[-1].id)

    def named(self, policy: str) -> Applied:
        """What was applied under the name of a policy, such as ``amazon/2020-11``."""
        return self._applied(policy.partition("/")[2])

    def _applied(self, edition: str) -> Applied:
        if edition not in self._known:
            source = self.usual.policy.source
            assert source is not None  # only a policy from a pack has editions
            policy = policy_for(policy_of(source, edition), self._settings)
            rules = rules_that_are_on(policy, self._settings.select, self._settings.ignore)
            self._known[edition] = Applied(policy, tuple(rules))
        return self._known[edition]
