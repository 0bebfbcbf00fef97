"""The encoding of a report: nothing in it says, so what does not read as UTF-8 is told by the country it goes to."""

from __future__ import annotations

from collections import Counter

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENOUGH = 20_000


class Encoding:
    """Judges an encoding by the rows that are not ASCII. ``by_country`` has the one of each country, and ``other``."""

    def __init__(self, by_country: Mapping[str, str]) -> None:
        self._by_country = by_country
        self._fits = dict.fromkeys(("utf-8", *by_country.values()), True)
        self._countries: Counter[str] = Counter()
        self._seen = 0

    def see(self, row: bytes, country: bytes) -> None:
        """Take a row into account, and where it goes."""
        self._seen += 1
        if self._seen > _ENOUGH and self._fits["utf-8"]:
            self._fits["utf-8"] = _reads(row, "utf-8")
            return
        if self._seen > _ENOUGH:
            return
        self._countries[country.strip(b'" ').decode("ascii", "replace").upper()] += 1
        for codec, fits in self._fits.items():
            if fits:
                self._fits[codec] = _reads(row, codec)

    @property
    def name(self) -> str:
        """Python's name of the encoding."""
        if self._fits["utf-8"]:
            return "utf-8"
        for country, _ in self._countries.most_common():
            codec = self._by_country.get(country)
            if codec and self._fits[codec]:
                return codec
        other = self._by_country["other"]
        # every byte is a character there: five that Windows-1252 does not know are control characters
        return other if self._fits[other] else "latin-1"


def _reads(row: bytes, codec: str) -> bool:
    try:
        row.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
