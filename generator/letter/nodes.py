"""The letter tree: what a template is compiled to, and what every renderer walks.

Two layers share the block and inline classes. A *tree* (`LetterTree`) has holes and branches:
`Value`, `When`, `Each`. A *document* (`Document`) has none: a hole became `Filled`, or `Control` in
a blank form. Nothing here is text to be parsed again: a value never meets Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeAlias
from typing import Literal as Choice

from msgspec import Struct, field

TREE_VERSION = 1
"""Version of the JSON form; the page refuses another one."""

PARTS = (
    "sender",  # who writes: name, mandatory identification, address, contact
    "recipient",  # the address block, in the window
    "place_date",
    "delivery",  # « Lettre recommandée avec avis de réception », empty for e-mail
    "references",
    "subject",  # one paragraph
    "body",
    "signature",
    "enclosures",
    "footer",  # legal mentions of the sender, on each page
)
"""Parts of a letter, in reading order. In all but `body`, a paragraph is a line."""


class _Tagged(Struct, frozen=True, tag=True, tag_field="kind"):
    """What a tree is made of; encoded, it tells its class."""


# --- expressions ------------------------------------------------------------------------------


class Path(_Tagged, frozen=True):
    """A field such as ``debtor.name``; inside an `Each`, its first part may be the item's name."""

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.parts)


class Literal(_Tagged, frozen=True):
    """A constant of the language: a text, a whole number, or true/false."""

    value: str | int | bool


class Count(_Tagged, frozen=True):
    """``invoices | count``: how many items a list has."""

    path: Path


class Compare(_Tagged, frozen=True):
    """``left operator right``; both sides have the same type, or amount against whole number."""

    operator: Choice["==", "!=", "<", "<=", ">", ">="]
    left: Expression
    right: Expression


class In(_Tagged, frozen=True):
    """``debtor.kind in ("consumer", "professional")``."""

    item: Path
    options: tuple[str, ...]


class Given(_Tagged, frozen=True):
    """``x is given``: an optional value is there; allows its hole inside that branch only."""

    path: Path


class Several(_Tagged, frozen=True):
    """``invoices is several``: a list of two or more."""

    path: Path


class Plural(_Tagged, frozen=True):
    """``creditor is plural``: whether the sender says « nous » rather than « je »."""

    path: Path


class Not(_Tagged, frozen=True):
    operand: Expression


class And(_Tagged, frozen=True):
    operands: tuple[Expression, ...]


class Or(_Tagged, frozen=True):
    operands: tuple[Expression, ...]


Expression: TypeAlias = Path | Literal | Count | Compare | In | Given | Several | Plural | Not | And | Or

# --- inline -----------------------------------------------------------------------------------


class Text(_Tagged, frozen=True):
    """Literal words of the template, French spacing applied."""

    text: str


class Value(_Tagged, frozen=True):
    """A hole: the value at ``path``, written by the formatter ``format``."""

    path: Path
    format: str


class Filled(_Tagged, frozen=True):
    """A hole that was filled: its text, and the concrete path it came from (``invoices.0.amount``)."""

    text: str
    path: str


class Option(_Tagged, frozen=True):
    """One answer of a choice, as the letter reads with it.

    ``sets`` is what choosing it says of the claim, by path: a value, "" where nothing is there, "*" where
    something is, which its own control tells.
    """

    text: str
    sets: tuple[tuple[str, str], ...] = ()


class Control(_Tagged, frozen=True):
    """A hole left for hand or keyboard, in a blank form.

    ``path`` names it: a field of the claim, a computed one (``is_computed``: typed for paper, never read back), or,
    under ``shown`` and ``words``, a passage and a turn of phrase. The same path twice is one control shown twice.
    ``type`` is a kind of value, or

    - ``address``, ``recipient``: several lines, the recipient's begin with a name;
    - ``choice``: one of ``options``, ``default`` being the text of one of them;
    - ``check``: a passage to keep or not; ``options`` are ticked, unticked; ``default`` is ``yes`` where it is kept;
    - ``alternative``: one of several passages of which one is kept; ``state`` is its number in ``options``,
      ``default`` the number of the one kept at first.

    ``room`` is how many characters a line holds, ``rows`` how many lines, ``max_length`` what may be typed at most.
    ``within`` is the passage around it (``shown.reminders.0=yes``): where that is not kept, it says nothing.
    ``caption`` says what goes there where no word of the letter does, as in the address. ``is_last``: no word follows
    it in its line, where what its room leaves open is no gap.
    """

    path: str
    type: str
    label: str
    help: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    default: str = ""
    state: int = 0
    is_required: bool = False
    is_computed: bool = False
    room: int = 0
    rows: int = 1
    max_length: int = 0
    within: str = ""
    caption: str = ""
    is_last: bool = False


class Strong(_Tagged, frozen=True):
    children: tuple[Inline, ...]


class Emphasis(_Tagged, frozen=True):
    children: tuple[Inline, ...]


class Link(_Tagged, frozen=True):
    """A link with a literal target; no hole may stand in it."""

    href: str
    children: tuple[Inline, ...]


class LineBreak(_Tagged, frozen=True):
    pass


# --- branches, at any level -------------------------------------------------------------------


class Branch(_Tagged, frozen=True):
    condition: Expression
    children: tuple[Node, ...]


class When(_Tagged, frozen=True):
    """The first branch whose condition holds, else ``otherwise``."""

    branches: tuple[Branch, ...]
    otherwise: tuple[Node, ...] = ()


class Each(_Tagged, frozen=True):
    """Repeats its children for each item. Among inline nodes it enumerates: « A, B et C »."""

    path: Path
    item: str
    children: tuple[Node, ...]


# --- blocks -----------------------------------------------------------------------------------


class Paragraph(_Tagged, frozen=True):
    children: tuple[Inline, ...]


class Heading(_Tagged, frozen=True):
    """A heading inside the body; level 2 is the first below the subject."""

    level: int
    children: tuple[Inline, ...]


class ListItem(_Tagged, frozen=True):
    children: tuple[Inline, ...]


class BulletList(_Tagged, frozen=True):
    """Items; in a tree an item may be wrapped in `When` or `Each`. Neighbours merge when filled."""

    items: tuple[Node, ...]


class OrderedList(_Tagged, frozen=True):
    items: tuple[ListItem, ...]


Align: TypeAlias = Choice["start", "end"]


class Column(_Tagged, frozen=True):
    """A column of a table; left out, with its cells, where ``condition`` does not hold."""

    label: tuple[Inline, ...]
    align: Align = "start"
    condition: Expression | None = None


class Row(_Tagged, frozen=True):
    """Cells, one for each column; a total is set apart by every renderer."""

    cells: tuple[tuple[Inline, ...], ...]
    is_total: bool = False


class Table(_Tagged, frozen=True):
    """A table from `tables.yml`; in a document ``rows`` are `Row` only, and no column has a condition.

    ``row_headers`` is true where the first cell of a row names it (the statement).
    """

    name: str
    caption: tuple[Inline, ...]
    columns: tuple[Column, ...]
    rows: tuple[Node, ...]
    row_headers: bool = False


Inline: TypeAlias = Text | Value | Filled | Control | Strong | Emphasis | Link | LineBreak | When | Each
Block: TypeAlias = Paragraph | Heading | BulletList | OrderedList | Table | When | Each
Node: TypeAlias = Inline | Block | ListItem | Row


# --- wholes -----------------------------------------------------------------------------------


class TreeInfo(Struct, frozen=True, kw_only=True):
    """What a file's metadata say of the letter it comes from."""

    id: str
    title: str
    version: str
    law_checked_on: date
    language: str = "fr-FR"


class LetterTree(Struct, frozen=True, kw_only=True):
    """A compiled template: for each of `PARTS`, its blocks with holes."""

    info: TreeInfo
    parts: Mapping[str, tuple[Block, ...]]


class Document(Struct, frozen=True, kw_only=True):
    """A filled (or blank) letter: for each of `PARTS`, its blocks without holes.

    ``author`` is the creditor's name, ``title`` the document's title for its metadata (letter and
    invoices). ``missing`` names the paths that had no value, where `fill` was asked to go on.
    ``form`` says which blank form it is, by which the form is told when it comes back; empty for a letter.
    """

    info: TreeInfo
    title: str
    author: str
    parts: Mapping[str, tuple[Block, ...]]
    missing: tuple[str, ...] = field(default=())
    form: str = ""


@lru_cache(maxsize=4096)
def paths_of(expression: Expression) -> frozenset[str]:
    """Every path that an expression reads, dotted; letters ask the same questions again and again."""
    match expression:
        case Path():
            return frozenset({str(expression)})
        case Given(path) | Several(path) | Plural(path) | Count(path) | In(path, _):
            return frozenset({str(path)})
        case Not(operand):
            return paths_of(operand)
        case And(operands) | Or(operands):
            return frozenset[str]().union(*(paths_of(operand) for operand in operands))
        case Compare(_, left, right):
            return paths_of(left) | paths_of(right)
        case Literal():
            return frozenset()


def inside(node: Node) -> tuple[Node, ...]:
    """The nodes right below a node, in reading order, those of every branch among them."""
    return _INSIDE[type(node)](node)


LEAVES: frozenset[type[Node]] = frozenset({Text, Value, Filled, Control, LineBreak})
"""Classes of nodes that hold no other."""
_INSIDE: Mapping[type[Node], Callable[[Any], tuple[Node, ...]]] = {
    **dict.fromkeys(LEAVES, lambda _: ()),
    **dict.fromkeys((Strong, Emphasis, Link, Each, Paragraph, Heading, ListItem), attrgetter("children")),
    **dict.fromkeys((BulletList, OrderedList), attrgetter("items")),
    When: lambda when: (*(child for branch in when.branches for child in branch.children), *when.otherwise),
    Row: lambda row: tuple(child for cell in row.cells for child in cell),
    Table: lambda table: (
        *table.caption,
        *(child for column in table.columns for child in column.label),
        *table.rows,
    ),
}
"""Looked up by class: to ask of one class after another costs more, and most where the answer is no."""
