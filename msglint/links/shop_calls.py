"""Template code that builds the address of a page of the shop: ``{{ rawUrl('frontend.home.page') }}``, ``{url controller='account'}``."""

from __future__ import annotations

from msglint.draft import MASK
from msglint.patterns import any_of, lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.policy import Policy

_WORD = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SIGNS = ("{{", "[{", "@")


class Calls(NamedTuple):
    """``call`` finds a function that builds an address, with the object it is asked of in group 1; ``code`` the template
    code that no placeholder is made of, ``unless`` the objects whose pages are not the shop's.
    """

    call: re.Pattern[str]
    code: re.Pattern[str]
    signs: tuple[str, ...]
    unless: frozenset[str]

    def builds_address(self, code: str) -> bool:
        """Whether code, or the name of a placeholder, calls such a function."""
        return any(self._is_shops(found[1]) for found in self.call.finditer(code))

    def is_address(self, written: str) -> bool:
        """Whether the value of an attribute is such code. Code that has quotes of its own may be cut off at the first."""
        cut_off = written.startswith("{{") and "}}" not in written and self.builds_address(written)
        return cut_off or any(start == 0 for start, _ in self.in_text(written))

    def in_text(self, text: str) -> Iterator[tuple[int, int]]:
        """Where template code stands that does, apart from placeholders."""
        if any(map(text.__contains__, self.signs)):
            for found in self.code.finditer(text):
                if found["tag"] or self.builds_address(found[0]):
                    yield found.span()

    def _is_shops(self, asked: str) -> bool:
        return self.unless.isdisjoint(word.lower() for word in _WORD.findall(asked))


def calls_of(policy: Policy) -> Calls:
    """The calls of a policy; ask for them by ``policy.derived(calls_of)``."""
    facts = policy.facts["placeholders"]["site_calls"]
    functions, tags = any_of(facts["functions"]), any_of(facts["tags"])
    return Calls(
        lazy(
            rf"(?i)(?<![\w$>.{MASK}-])((?:[\w${MASK}]{{0,40}}(?:\([^()\n]{{0,40}}\))?(?:->|::|\.)){{0,4}}+)(?:{functions})[ ]?\("
        ),
        # braces within braces, OXID's, Smarty's tags, Razor's calls
        lazy(
            r"\{\{(?:[^{}\n]++|\{[^{}\n]{0,300}+\}){1,20}+\}\}|\[\{[^{}\[\]\n]{1,300}+\}\]"
            rf"|(?P<tag>\{{(?:{tags})\s[^{{}}\n]{{0,20}}=[^{{}}\n]{{0,300}}+\}})|(?<![\w@.])@[A-Za-z][\w.]{{0,60}}+\([^()\n]{{0,200}}+\)"
        ),
        (*_SIGNS, *(f"{{{tag}" for tag in facts["tags"])),
        frozenset(facts["unless"]),
    )
