"""Old passages found again in a new conversion, by their words and their order: which kept, which cut, which joined, which lost."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from build_tools.model.passage import Passage, State, fragment
from build_tools.tei import beginnings
from build_tools.tei.fingerprint import Cell
from build_tools.tei.neighbours import Neighbours, brief_places

ENOUGH = 0.5
"""The share of three-word runs that must be found: 80 % of the words leave (0.8)³ of the runs whole."""

HINT = 0.25
"""The same for a passage that stands between its old neighbours."""

PART = 0.1
"""The share from which a passage counts as a part of one that was cut; a phrase that recurs elsewhere stays below it."""

FAR = 0.34
"""The same for a passage that does not stand between the old neighbours."""

WHOLE = 0.85
"""From this share on nothing is said of what is missing: it is corrections, and the seams of a join."""

BRIEF = 8
"""Words of a passage in which two corrections may leave no run of three words whole."""

OVERLAID = frozenset({"div", "list", "pb"})
"""What holds passages and is none: it is matched by itself."""


@dataclass(slots=True)
class Matching:
    """What became of the old ids. Places are those in the list of cells; `kept` leads from a place to the id that stands there.

    `split` leads from a kept id to the other places of its words, `leads` from one that is no more to the places of its words and to
    the reason; of `lost` ids no words are found.
    """

    kept: dict[int, str] = field(default_factory=dict)
    split: dict[str, tuple[int, ...]] = field(default_factory=dict)
    leads: dict[str, tuple[State, tuple[int, ...]]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def match(old: Sequence[Passage], cells: Sequence[Cell], work: str) -> Matching:
    """Find the living passages of a register in the cells of a conversion; the order of both is that of reading."""
    by_id = {cell.id: place for place, cell in enumerate(cells)}
    result = Matching()
    rest: list[Passage] = []
    for row in old:
        place = by_id.get(fragment(row.id, work), -1)
        # A page is the one that bears its number, whatever is found on it; all else is known by its words.
        if place >= 0 and (row.kind == "pb" or (cells[place].sketch == row.sketch and cells[place].words == row.words)):
            result.kept[place] = row.id
        else:
            rest.append(row)
    if rest:
        _Matcher(old, rest, cells, result).run()
    return result


class _Matcher:
    """Finds what does not stand where it stood, from what is certain to what is only likely."""

    def __init__(self, old: Sequence[Passage], rest: Sequence[Passage], cells: Sequence[Cell], result: Matching) -> None:
        self.cells = cells
        self.result = result
        self.order = [row for row in old if row.kind not in OVERLAID]
        self.text = [place for place, cell in enumerate(cells) if cell.kind not in OVERLAID]
        self.rank = {place: number for number, place in enumerate(self.text)}
        self.at = {identifier: place for place, identifier in result.kept.items()}
        self.rest = {row.id: row for row in rest}
        self.all, self.around = Neighbours(old, self.at), Neighbours(self.order, self.at)

    def run(self) -> None:
        """Match everything that is left."""
        self.equals()
        self.neighbours()
        self.overlaid()
        found = self.occurrences()
        self.claims(found)
        self.by_place(found)
        self.leftovers(found)

    def settle(self, row: Passage, place: int) -> None:
        """Give a place its old id."""
        self.result.kept[place] = row.id
        self.at[row.id] = place
        self.all.settle(row.id)
        self.around.settle(row.id)
        self.rest.pop(row.id, None)

    def free(self, place: int) -> bool:
        """Say whether a place has no id yet."""
        return place not in self.result.kept

    def equals(self) -> None:
        """Match passages whose words are the same and stand once in both."""
        new: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells):
            if self.free(place) and cell.kind != "pb":
                new[_key(cell)].append(place)
        old: defaultdict[tuple[object, ...], list[Passage]] = defaultdict(list)
        for row in self.rest.values():
            old[_key(row)].append(row)
        for key, rows in old.items():
            if len(rows) == 1 == len(new[key]) and key[1]:
                self.settle(rows[0], new[key][0])

    def neighbours(self) -> None:
        """Match passages of the same words that follow or precede one that is matched: “Ibid.” stands in a book a hundred times."""
        for order, step in ((self.order, 1), (self.order[::-1], -1)):
            for before, row in zip(order, order[1:]):
                if row.id in self.rest and before.id in self.at:
                    number = self.rank[self.at[before.id]] + step
                    if 0 <= number < len(self.text) and self.free(self.text[number]) and _key(row) == _key(self.cells[self.text[number]]):
                        self.settle(row, self.text[number])

    def overlaid(self) -> None:
        """Match divisions and lists by how they begin."""
        for kind in ("div", "list"):
            rows = [row for row in self.rest.values() if row.kind == kind]
            free = {place: cell for place, cell in enumerate(self.cells) if cell.kind == kind and self.free(place)}
            for row, place in beginnings.pairs(rows, free):
                self.settle(row, place)

    def occurrences(self) -> dict[str, Counter[int]]:
        """Return in which cells the numbers of each unmatched passage occur, and how many of them."""
        wanted = {number for row in self.rest.values() for number in beginnings.content(row)}
        where: defaultdict[int, list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells):
            for number in wanted.intersection(cell.hashes):
                where[number].append(place)
        found = {row.id: Counter(place for number in beginnings.content(row) for place in where[number]) for row in self.rest.values()}
        brief = [row for row in self.rest.values() if 0 < row.words < 3 and row.kind not in OVERLAID]
        places = brief_places(self.cells, self.text) if brief else {}
        found.update((row.id, Counter(self.briefly(row, places.get((row.words, row.sketch), ())))) for row in brief)
        return found

    def briefly(self, row: Passage, places: Sequence[int]) -> Iterable[int]:
        """Yield those of the places of its one or two words that are between its neighbours: they say nothing anywhere else."""
        low, high = self.gap(row)
        first, last = max(0, low - 1), min(len(self.text), high + 2)
        if first < last:
            yield from places[bisect_left(places, self.text[first]):bisect_right(places, self.text[last - 1])]

    def between(self, found: Iterable[int], first: int, last: int) -> list[int]:
        """Return those of some places whose ranks are from `first` to the one before `last`, in reading order."""
        return sorted(place for place in found if place in self.rank and max(0, first) <= self.rank[place] < last)

    def gap(self, row: Passage) -> tuple[int, int]:
        """Return the ranks of the matched neighbours before and behind a passage, as far as they stand in this order."""
        if row.id not in self.around.number:
            return 0, len(self.text)
        before, behind = self.around.before(row.id), self.around.behind(row.id)
        low = self.rank[self.at[before.id]] if before else -1
        high = self.rank[self.at[behind.id]] if behind else len(self.text)
        return (low, high) if low <= high else (low, low + 1)

    def parts(self, row: Passage, found: Counter[int]) -> dict[int, float]:
        """Return the free cells that hold parts of a passage, with the share of each, in reading order.

        What has an id by now has exactly the words it had: it can have taken none over.
        """
        low, high = self.gap(row)
        size = max(1, len(row.sketch))
        shares = {
            place: count / size for place, count in sorted(found.items())
            if self.free(place) and place in self.rank
            and count >= (2 if size > BRIEF else 1) and count / size >= (PART if self.near(place, low, high) else FAR)
        }
        if shares:
            # A short piece of a passage that was cut may show by a single number.
            for place in self.between(found, low + 1, high):
                if place not in shares and self.free(place) and self.cells[place].words < row.words / 2:
                    shares[place] = found[place] / size
            shares = dict(sorted(shares.items()))
        close = {place: share for place, share in shares.items() if self.near(place, low, high)}
        if sum(close.values()) >= ENOUGH:
            shares = close  # the same words elsewhere are a quotation of them
        best = max(shares.values(), default=0.0)
        alike = [place for place, share in shares.items() if share >= best - PART]
        if best * len(alike) > 1.3:
            # The same words stand in several places: these are not parts. The one nearest to the old place is taken.
            middle = self.text[min(max(0, low + 1), len(self.text) - 1)]
            nearest = min(alike, key=lambda place: abs(place - middle))
            shares = {place: share for place, share in shares.items() if place == nearest or place not in alike}
        return shares if sum(shares.values()) >= (HINT if close and len(close) == len(shares) else ENOUGH) else {}

    def near(self, place: int, low: int, high: int) -> bool:
        """Say whether a passage stands between two ranks."""
        return place in self.rank and low <= self.rank[place] <= high

    def claims(self, found: dict[str, Counter[int]]) -> None:
        """Let each unmatched passage claim its first part; where several claim one, the first keeps its id, and the others lead there."""
        claimed: dict[int, list[tuple[Passage, dict[int, float]]]] = {}
        own_of: dict[str, list[int]] = {}
        for row in [one for one in self.order if one.id in self.rest]:
            shares = self.parts(row, found[row.id])
            own = [place for place in shares if min(1.0, shares[place]) * row.words >= self.cells[place].words / 2]
            likely = [place for place in shares if shares[place] >= HINT]
            own_of[row.id] = own
            if own or likely:
                main = own[0] if own else max(likely, key=lambda place: shares[place])
                claimed.setdefault(main, []).append((row, shares))
        changed = {place for place in self.text if self.free(place)}
        new = changed - claimed.keys()
        for place, claims in claimed.items():
            for number, (row, shares) in enumerate(claims):
                short_of = shares[place] < WHOLE or self.cells[place].words < WHOLE * row.words
                others = {one for one in shares if one != place and (short_of or one in own_of[row.id])}
                if short_of:
                    others |= self.completion(row, {place, *others}, shares, found[row.id], new, changed)
                if number == 0:
                    self.settle(row, place)
                    if others:
                        self.result.split[row.id] = tuple(sorted(others))
                else:
                    self.rest.pop(row.id)
                    self.result.leads[row.id] = (State.MOVED if others else State.JOINED, (place, *sorted(others)))

    def completion(
        self, row: Passage, parts: set[int], shares: dict[int, float], found: Counter[int], new: Container[int], changed: Container[int]
    ) -> set[int]:
        """Return the passage that has what the parts of one lack: a changed one that shows it, or a new one beside of about that length."""
        missing = row.words - sum(min(self.cells[one].words, shares[one] * row.words * 1.3 + 3) for one in parts)
        if missing < row.words * PART:
            return set()
        low, high = self.gap(row)
        ranks = sorted(self.rank[one] for one in parts)
        beside = [self.text[number] for number in (ranks[-1] + 1, ranks[0] - 1) if 0 <= number < len(self.text)]
        around = [one for one in self.between(found, low, high + 1) if one not in parts]
        return set([
            *(one for one in beside if one in changed and found[one] and one not in parts),
            *(one for one in beside if one in new and missing / 2 <= self.cells[one].words <= missing * 1.5 + 1),
            *(one for one in around if one in changed),
        ][:1])

    def by_place(self, found: dict[str, Counter[int]]) -> None:
        """Match what is left between the same neighbours, as many old as new and about as long: a short passage that was corrected.

        In a longer one a correction leaves some runs of words as they were.
        """
        number = 0
        while number < len(self.order):
            if self.order[number].id not in self.rest:
                number += 1
                continue
            start = number
            while number < len(self.order) and self.order[number].id in self.rest:
                number += 1
            low, high = self.gap(self.order[start])
            between = self.text[low + 1:high]
            rows = self.order[start:number]
            if len(rows) == 1 < len(between) and all(map(self.free, between)) and self.about(rows[0], between):
                self.settle(rows[0], between[0])
                self.result.split[rows[0].id] = tuple(between[1:])
            pairs = list(zip(between, rows))
            if len(between) == len(rows) and all(
                self.free(place) and self.cells[place].kind == row.kind and self.about(row, [place])
                and (row.words <= BRIEF or found[row.id][place]) for place, row in pairs
            ):
                for place, row in pairs:
                    self.settle(row, place)

    def about(self, row: Passage, places: Sequence[int]) -> bool:
        """Say whether some passages have about as many words as an old one."""
        return abs(sum(self.cells[place].words for place in places) - row.words) <= 1 + row.words // 5

    def leftovers(self, found: dict[str, Counter[int]]) -> None:
        """Lead what could not be kept to the passages that hold its words; what is found nowhere is lost."""
        for row in list(self.rest.values()):
            shares = {
                place: count / max(1, len(beginnings.content(row))) for place, count in sorted(found[row.id].items())
                if self.cells[place].kind not in ("list", "pb")
            }
            if not row.words and not row.sketch:
                # What has no words stands behind what stood before it.
                before = self.all.before(row.id)
                shares = {self.at[before.id]: 1.0} if before else shares
            best = max(shares.values(), default=0.0)
            places = tuple(place for place, share in shares.items() if share >= min(best, FAR if best >= ENOUGH else PART))
            if row.kind == "div" and places:
                places = beginnings.of_heading(row, places, self.cells)
            if best and (row.kind in OVERLAID or min(1.0, sum(shares[place] for place in places)) >= ENOUGH):
                joined = len(places) == 1 and row.kind not in OVERLAID and self.cells[places[0]].kind != "div"
                self.result.leads[row.id] = (State.JOINED if joined else State.MOVED, places)
            else:
                self.result.lost.append(row.id)


def _key(one: Cell | Passage) -> tuple[object, ...]:
    """Return what two equal passages have in common; a division is never equal to a paragraph."""
    return (one.kind if one.kind in OVERLAID else "", one.sketch, one.words)
