"""What a draft holds, found once and shared by all rules: texts, links, images, addresses, sentences."""

from __future__ import annotations

from msglint.fold import Folded, fold, lowered
from msglint.fold.signs import signs_of, watched_words
from msglint.remembered import cached_property
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.checks.placeholders import Telling
    from msglint.directives import Directive
    from msglint.draft import Draft, Placeholder
    from msglint.links.collect import Collection
    from msglint.links.found import Address, Link, Resource
    from msglint.markup.layout import Layout
    from msglint.numbers.candidates import Candidate
    from msglint.order_ids import OrderId
    from msglint.pictures import Picture
    from msglint.policy import Policy
    from msglint.wording.passages import Passage


class Reading:
    """A draft as the rules see it. Each property is computed when the first rule asks for it."""

    def __init__(self, draft: Draft, policy: Policy) -> None:
        self.draft, self.policy = draft, policy

    def forget(self) -> None:
        """Let go of what knows each other, so that a run over many drafts need not look for such circles: nothing can be
        asked of it any more.
        """
        for passage in vars(self).get("passages", ()):
            vars(passage).clear()
        for part in self.draft.parts:
            if part.elements:
                part.elements[0].page.forget()
        for layout in vars(self).get("layouts_anywhere", ()):
            layout.page.forget()

    @cached_property
    def channel(self) -> str:
        """The way the draft takes: a message to a buyer unless it says otherwise."""
        return self.draft.envelope.channel or "message"

    @cached_property
    def lowered(self) -> str:
        """The source in lower case, with what was encoded in it: for asking whether a word occurs, not for offsets."""
        source = self.draft.source
        decoded = [part.text.text for part in self.draft.parts if part.text.base is not source]
        filled = [one.text for part in self.draft.parts if part.text.base is not source for one in part.placeholders]
        return lowered("\n".join([source.text, *decoded, *filled]))

    @cached_property
    def texts(self) -> tuple[Folded, ...]:
        """What people read, folded: bodies, subject, hidden text, alt and title texts."""
        watched, signs = self.policy.derived(watched_words), self.policy.derived(signs_of)
        return tuple(fold(view, watched, signs) for view in self.draft.views())

    @cached_property
    def words(self) -> tuple[list[str], ...]:
        """The words of each text in lower case, in order."""
        from msglint.wording.tongue import words_of

        return tuple(words_of(view.lower) for view in self.texts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the texts in lower case: runs of letters."""
        from msglint.wording.tongue import different

        return different(self.words)

    @cached_property
    def spelled(self) -> str:
        """The same, one after the other: whether letters occur in any word of the texts is soon told from a text so short."""
        return " ".join(self.vocabulary)

    @cached_property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """All placeholders of all parts."""
        return tuple(found for part in self.draft.parts for found in part.placeholders)

    @property
    def may_direct(self) -> bool:
        """Whether the words of a directive, a wrong one too, occur at all: quickly told."""
        return "msglint" in self.lowered or "ignore" in self.lowered

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """What comments in the draft tell msglint to leave unreported."""
        if not self.may_direct:
            return ()
        from msglint.directives import directives_of

        return directives_of(self)

    @cached_property
    def telling(self) -> tuple[Telling, ...]:
        """The placeholders whose names may say what they render to."""
        from msglint.checks.placeholders import telling

        return tuple(telling(self)) if self.placeholders else ()

    @cached_property
    def runs(self) -> tuple[list[Candidate], ...]:
        """Runs of digits with what may separate them, text by text."""
        from msglint.numbers.candidates import runs_of

        return runs_of(self)

    @cached_property
    def numbers(self) -> tuple[Candidate, ...]:
        """The runs of all texts, order ids left out: phone numbers, card numbers and what only looks so."""
        from msglint.numbers.candidates import numbers_of

        return numbers_of(self)

    @cached_property
    def order_ids(self) -> tuple[OrderId, ...]:
        """All order ids of the texts, in order."""
        from msglint.order_ids import order_ids

        return tuple(order_ids(self))

    @cached_property
    def linked(self) -> Collection:
        """What the draft links to, loads and names as e-mail addresses."""
        from msglint.links.collect import collect

        return collect(self)

    @property
    def links(self) -> tuple[Link, ...]:
        """All that a reader can follow: in mark-up, then in words."""
        return self.linked.links

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All e-mail addresses: of ``mailto:`` links, then in words."""
        return self.linked.addresses

    @property
    def resources(self) -> tuple[Resource, ...]:
        """All that a mail program loads: images, backgrounds, styles, fonts, frames."""
        return self.linked.resources

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """All that a mail program loads to show it, with the words that name it."""
        from msglint.pictures import pictures_of

        return pictures_of(self)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages the draft is in, the likeliest first; none where nothing tells."""
        from msglint.wording.tongue import spoken

        return spoken(self)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The wording of each text, in the draft's language."""
        from msglint.wording.passages import read_passages

        return read_passages(self)

    @cached_property
    def suspected(self) -> frozenset[str]:
        """The rules of wording that something in the passages may speak for: no other need look at them."""
        return frozenset[str]().union(*[passage.suspected for passage in self.passages])

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        """Where the words of each HTML part stand."""
        from msglint.markup.layout import Layout

        figures = self.policy.facts["style"]
        return tuple(Layout(part.elements[0].page, figures) for part in self.draft.parts if part.elements)

    @cached_property
    def layouts_anywhere(self) -> tuple[Layout, ...]:
        """The same, and behind them those parts once more that ask to look different on a telephone or a dark screen."""
        from msglint.markup.build import read_page
        from msglint.markup.css import ELSEWHERE
        from msglint.markup.layout import Layout

        figures = self.policy.facts["style"]
        asking = [part.text for part in self.draft.parts if part.styles and ELSEWHERE.search(part.text.text)]
        return (*self.layouts, *(Layout(read_page(text, anywhere=True), figures) for text in asking))
