"""Which edition of the policy a draft is checked against: the one asked for, else the one in force when it is sent."""

from __future__ import annotations

from msglint.policy import Policy, load_policy, policy_of
from msglint.settings import Settings, check_rules, chosen_rules, policy_for, rules_that_are_on
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from msglint.settings import Override


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
        self._known: dict[tuple[str, tuple[Override, ...]], Applied] = {(policy.edition, ()): self.usual}
        check_rules(policy, (name for name, _ in settings.severity), "severity")
        check_rules(policy, (name for name, _ in settings.allow), "allow")
        for override in settings.overrides:
            above = ("overrides", override.number)
            chosen_rules(policy, override.select, settings.ignore, *above)
            check_rules(policy, (name for name, _ in override.severity), *above, "severity")
            check_rules(policy, (ignored.rule for ignored in override.ignore), *above, "ignore")

    def on(self, sent: date | None, overrides: tuple[Override, ...] = ()) -> Applied:
        """What holds for a draft that is sent on this day, with what the configuration says for its path; what is usual
        if nobody knows when, or an edition was asked for.
        """
        overrides = tuple(one for one in overrides if one.select or one.severity)
        editions = self.usual.policy.editions
        if sent is None or self._settings.edition is not None or not editions:
            return self._applied(self.usual.policy.edition, overrides)
        day = str(sent)[:10]
        begun = [edition for edition in editions if edition.first <= day]
        if not begun:
            applied = self._applied(editions[0].id, overrides)
            return applied._replace(note=f"no edition was in force on {day}: checked against {applied.policy.name}")
        return self._applied(begun[-1].id, overrides)

    def named(self, policy: str) -> Applied:
        """What was applied under the name of a policy, such as ``amazon/2020-11``."""
        return self._applied(policy.partition("/")[2], ())

    def _applied(self, edition: str, overrides: tuple[Override, ...]) -> Applied:
        known = self._known.get((edition, overrides))
        if known is None:
            known = self._overridden(edition, overrides) if overrides else self._made(edition)
            self._known[edition, overrides] = known
        return known

    def _overridden(self, edition: str, overrides: tuple[Override, ...]) -> Applied:
        """An edition with the severities and rules for some paths: of several overrides the last one wins."""
        policy = self._applied(edition, ()).policy
        for override in overrides:
            if override.severity:
                policy = policy.with_severities(dict(override.severity))
        chosen = [override.select for override in overrides if override.select]
        wanted = chosen[-1] if chosen else self._settings.select
        return Applied(policy, tuple(rules_that_are_on(policy, wanted, self._settings.ignore)))

    def _made(self, edition: str) -> Applied:
        source = self.usual.policy.source
        assert source is not None  # only a policy from a pack has editions
        policy = policy_for(policy_of(source, edition), self._settings)
        return Applied(policy, tuple(rules_that_are_on(policy, self._settings.select, self._settings.ignore)))
