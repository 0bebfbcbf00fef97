"""What a shell may offer for a word of the command line: paths, rules and groups, message types."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from msglint.policy import Policy


def paths(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders, which the shell itself looks up."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def folders(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Folders, which the shell itself looks up."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def rules_there_are(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Rules; where several words may stand also groups, and after a comma the next word."""
    policy = _policy(ctx)
    if policy is None:
        return []
    words = {*policy.rules, *policy.other_rules}
    before = ""
    if param.multiple:
        before = incomplete[: incomplete.rfind(",") + 1]
        words |= {"ALL", *(rule.group for rule in policy.rules.values())}
    return sorted(before + word for word in words if (before + word).startswith(incomplete))


def types_there_are(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The ids of the message types."""
    from msglint.settings import known_words

    policy = _policy(ctx)
    return [word for word in known_words(policy)["type"] if word.startswith(incomplete)] if policy else []


def _policy(ctx: click.Context) -> Policy | None:
    """That of the rules that the line or the configuration names; None if something is wrong with it: nobody reads an error then."""
    from msglint.config import find_config
    from msglint.errors import MsglintError
    from msglint.policy import load_policy

    try:
        return load_policy(rules=ctx.params.get("rules") or find_config(()).rules)
    except MsglintError:
        return None
