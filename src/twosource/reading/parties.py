"""From the words that name a source to the party: names, offices, descriptions and pronouns inside one report."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from twosource.language.en.carriers import carrier_lexicon
from twosource.language.en.roles import RoleLexicon
from twosource.reading.aliases import find_aliases
from twosource.reading.bodies import Bodies
from twosource.reading.cast import Cast, KnownParties, Mention, Person
from twosource.reading.described import described, their_own
from twosource.reading.pronouns import NEUTER, PERSONAL, PLURAL, pronoun
from twosource.reading.refs import again, entry_ref
from twosource.reading.reporters import is_own_name, outlet_of_reporter
from twosource.reading.sources import alone, antecedent, before_place, beside, head_of, is_modifier, split_joint
from twosource.reading.spoken import Spoken
from twosource.reading.tree import Range, child, noun_after_by, noun_phrase
from twosource.reading.unnamed import Unnamed
from twosource.records import PartyEntry, PartyRef

_SPOKESPEOPLE = {"spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokespeople"}
_SPEAKERS = {"i", "we", "me", "us"}
_COLLECTIVES = {"police", "rebels", "opposition", "authorities", "troops", "militants", "insurgents", "separatists"}
"""A name before one of these says where or whose they are, and is nobody's."""


_BODIES_OF_STATE = {"regime": "government", "government": "government", "army": "army", "military": "army"}


class Resolver:
    """Resolves sources in the order of the text; it remembers who spoke last, so one resolver reads one report once."""

    def __init__(self, doc: Doc, cast: Cast, base: KnownParties, roles: RoleLexicon, outlet: PartyRef) -> None:
        self._doc = doc
        self._cast = cast
        self._base = base
        self._roles = roles
        self._outlet = outlet
        self._unnamed = Unnamed(doc, cast, base, roles)
        self._told = Spoken(doc, cast, base, roles)
        self._bodies: Bodies | None = None
        self._bodies = Bodies(self._told, self._one)
        self._aliases: Mapping[str, PartyRef] = {}
        self._aliases = find_aliases(doc, self.name)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The known parties that the report names, in its order."""
        return self._cast.mentions

    @property
    def base(self) -> KnownParties:
        """The parties' data."""
        return self._base

    def source(self, stretch: Range, head: int | None) -> tuple[PartyRef, ...]:
        """Everybody whom the words of a source name: several where they speak jointly; none where nobody is meant."""
        doc = self._doc
        top = doc[head] if head is not None and stretch[0] <= head < stretch[1] else head_of(doc, stretch)
        top = before_place(top, stretch)
        stretch = alone(doc, stretch, top)
        # without commas the parse may hang the first of two that speak under the second
        joined = [c for c in top.children if c.dep_ == "nmod" and child(c, "cc") is not None]
        parts = [top] + [t for t in (*top.conjuncts, *joined) if stretch[0] <= t.i < stretch[1]]
        ranges = split_joint(doc, stretch, sorted({t.i for t in parts}))
        whole = self._base.lookup(doc[stretch[0] : stretch[1]].text)
        if whole is not None:
            ranges = [(stretch, top.i)]
        refs: list[PartyRef] = self._joint_before(top, stretch)
        if not refs:
            ranges = [*ranges, *((also, head_of(doc, also).i) for also in beside(doc, stretch))]
        for part, i in ranges if not refs else ():
            ref = self._under_main_name(self._one(part, doc[i]), part)
            if ref is not None and all(r.id != ref.id for r in refs):
                refs.append(ref)
        for ref in refs:
            self._told.parties.append((stretch[0], ref))
        if top.lower_ in _SPOKESPEOPLE:
            self._told.spokesmen.add(stretch[0])
        return tuple(refs)

    def _joint_before(self, top: Token, stretch: Range) -> list[PartyRef]:
        """Those whom "they" takes up where the last to speak were several parties that spoke jointly."""
        if stretch[1] - stretch[0] != 1 or top.lower_ not in PLURAL or not self._told.parties:
            return []
        last = self._told.parties[-1][0]
        joint = [ref for at, ref in self._told.parties if at == last < top.i]
        return [again(ref, self._doc, stretch) for ref in joint] if len(joint) > 1 else []

    def name(self, stretch: Range) -> PartyRef | None:
        """The party that a noun phrase names outright, or by part of a name that the report gives in full (an actor, a
        target): no memory of who spoke is kept or used.
        """
        return self._under_main_name(self._outright(stretch), stretch)

    def _under_main_name(self, ref: PartyRef | None, stretch: Range) -> PartyRef | None:
        """The party by the name that the report gives first, where these words are another name of it."""
        main = None if ref is None else self._aliases.get(ref.id)
        return ref if main is None else again(main, self._doc, stretch)

    def _outright(self, stretch: Range) -> PartyRef | None:
        known = self._known_in(stretch) or self._of_main_state(stretch)
        if known is not None:
            return entry_ref(known, self._doc, stretch)
        person, top = self._person_in(stretch), head_of(self._doc, stretch)
        if person is not None and top.i not in self._cast.at and top.pos_ == "NOUN" and not self._is_title(top.lower_):
            person = None  # "the Sefton police": whose, taken for a person's name
        if person is None and (meant := self._body_meant(stretch, top)) is not None:
            return meant
        return self._unknown_body(stretch) if person is None else self._told.person(person, stretch)

    def _unknown_body(self, stretch: Range) -> PartyRef | None:
        """A body that no data know and that is named outright: "the Tarn Liberation Army", its fighters too."""
        doc, top = self._doc, head_of(self._doc, stretch)
        if top.pos_ == "NOUN" and top.lower_ not in self._roles.kinds:  # their men or their things: they are meant
            owner = noun_after_by(top, "of", "from") or child(top, "poss")
            if owner is None or not stretch[0] <= owner.i < stretch[1]:
                return None
            stretch, top = (owner.left_edge.i, owner.i + 1), owner
        inside = doc[stretch[0] : stretch[1]]
        named = [t for t in inside if t.pos_ == "PROPN" and t.ent_type_ not in {"DATE", "TIME"}]
        placed = all(t.ent_type_ in {"GPE", "LOC", "FAC"} for t in named)
        common = all(t.lower_ in self._roles.kinds for t in named)  # "Police", at the head of a sentence, has no name
        if common or not (top.lower_ in self._roles.kinds or (not placed and all(t.ent_type_ == "ORG" for t in named))):
            return None
        return self._unnamed.party(stretch, None, top, None)

    def _of_main_state(self, stretch: Range) -> PartyEntry | None:
        """As in "The regime", "government planes", "the army": the body of the state that the report is about."""
        state, top = self._cast.state, head_of(self._doc, stretch)
        if state is None:
            return None
        for token in self._doc[stretch[0] : top.i + 1]:
            if token.lower_ in _BODIES_OF_STATE:
                return self._base.body(state.id, _BODIES_OF_STATE[token.lower_])
        return None

    def _one(self, stretch: Range, top: Token) -> PartyRef | None:
        lower = top.lower_ if not (top.is_upper and len(top) > 1) else top.text
        if stretch[1] - stretch[0] == 1 and (lower in PERSONAL or lower in PLURAL or lower in NEUTER):
            return pronoun(self._told, top, stretch)
        if lower in _SPEAKERS or lower in {"that", "this", "which", "who", "what", "there", "those", "you"}:
            if lower in _SPEAKERS and not self._told.parties:
                return self._outlet  # outside any quotation, "we" is the outlet
            if lower in {"who", "which"} and (noun := antecedent(top)) is not None:
                return self._one((noun.left_edge.i, noun.i + 1), noun)
            return self._told.parties[-1][1] if self._told.parties and lower in _SPEAKERS | {"who", "which"} else None
        word = top.lower_
        if (outlet := outlet_of_reporter(self._doc, stretch, top, self._outlet, self._base)) is not None:
            return outlet
        person = self._person_in(stretch)
        if (
            person is None
            and (word in self._roles.members or word in self._roles.offices)
            and stretch[1] - stretch[0] <= 4
        ):
            person = self._person_in((stretch[0], min(top.right_edge.i + 1, stretch[1] + 10)))
        if person is not None and top.i not in self._cast.at and top.pos_ == "NOUN" and not self._is_title(word):
            person = None  # "the Ostrana army", "Karvel radio": a name that says whose, taken for a person's
        if person is not None:
            return self._told.person(person, stretch)
        known = self._known_in(stretch)
        if (known is None or known.kind in {"outlet", "agency"}) and is_own_name(
            self._doc, stretch, self._outlet, self._base
        ):
            return self._outlet
        if word in self._roles.texts or word in self._roles.mouthpieces:
            return self._mouthpiece(stretch, top, known)
        if known is not None and word in self._roles.members and not self._covers(top):
            return self._unnamed.party(stretch, known, top, self._state_meant() if known is None else None)
        if known is not None and known.kind == "state" and (body := self._body_of(known, stretch, top)) is not None:
            return entry_ref(body, self._doc, stretch)
        if known is not None and (
            self._covers(top)
            or self._ends_in_known(stretch)
            or word in self._roles.descriptions
            or (known.kind in {"outlet", "agency"} and word in carrier_lexicon().media)
        ):
            return entry_ref(known, self._doc, stretch)
        if known is None:
            if (meant := self._body_meant(stretch, top)) is not None:
                return meant
            elsewhere = described(self._told, stretch, top)
            if elsewhere is not None:
                return elsewhere
            if (theirs := their_own(self._told, self._unnamed, stretch, top)) is not None:
                return theirs
        return self._unnamed.party(stretch, known, top, self._state_meant() if known is None else None)

    def _body_meant(self, stretch: Range, top: Token) -> PartyRef | None:
        """The body that the report names in full elsewhere; a state's own, where it speaks of one state, goes first."""
        if self._bodies is None:
            return None  # it is being made
        state = self._cast.state
        if state is not None and top.lower_ in self._roles.of_the_state:
            name = self._doc[stretch[0] : stretch[1]].text.lower().removeprefix("the ")
            if self._base.body(state.id, name) is not None:
                return None
        return self._bodies.meant(stretch, top)

    def _body_of(self, state: PartyEntry, stretch: Range, top: Token) -> PartyEntry | None:
        """The body of a state that stands before its name: "the ministry of defence of X"."""
        name = next((i for i in range(top.i + 1, stretch[1]) if i in self._cast.known_at), top.i)
        behind = [i for i in range(top.i + 1, name) if self._doc[i].lower_ in {"of", "in"}]
        return self._base.body(state.id, self._doc[top.left_edge.i : behind[-1]].text) if behind else None

    def _covers(self, top: Token) -> bool:
        return top.i in self._cast.known_at

    def _ends_in_known(self, stretch: Range) -> bool:
        return stretch[1] - 1 in self._cast.known_at

    def _person_in(self, stretch: Range) -> Person | None:
        return next((self._cast.at[i] for i in range(*stretch) if i in self._cast.at), None)

    def _known_in(self, stretch: Range) -> PartyEntry | None:
        """The known party of a phrase: the one that its head belongs to, else the first."""
        found = [self._cast.known_at[i] for i in range(*stretch) if i in self._cast.known_at]
        top = head_of(self._doc, stretch)
        found = [m for m in found if not is_modifier(self._doc, m.stretch) and self._is_of(m.stretch, top)]
        if not found:
            inside = self._doc[stretch[0] : stretch[1]]
            words = (t for t in inside if t.text[:1].isupper() and t.i not in self._cast.known_at)
            return next((entry for t in words if (entry := self._base.demonym(t.text)) is not None), None)
        for mention in found:
            if mention.stretch[0] <= top.i < mention.stretch[1]:
                return mention.entry
        longest = max(found, key=lambda m: (m.stretch[1] - m.stretch[0], -m.stretch[0]))
        return longest.entry

    def _is_of(self, name: Range, top: Token) -> bool:
        """Whether a name inside a phrase says whose or who: its head, before its head, or in an "of" behind it."""
        if name[0] <= top.i:
            return True
        before = self._doc[name[0] - 1]
        before = before.nbor(-1) if before.pos_ == "DET" and before.i > 0 else before
        if before.lower_ == "for":
            return top.lower_ in self._roles.mouthpieces
        return before.lower_ in {"of", "at", "from", "by", "'s", "’s", "in", "and", ",", "with"} or before.pos_ in {
            "PROPN",
            "ADJ",
            "NOUN",
        }

    def _mouthpiece(self, stretch: Range, top: Token, known: PartyEntry | None) -> PartyRef | None:
        """A spokesman or a statement is its body; without a body in the phrase, the one that the text is about."""
        if known is not None:
            return entry_ref(known, self._doc, stretch)
        by = next((c for c in top.children if c.dep_ == "acl"), None)
        if by is not None:
            maker = noun_after_by(by)
            if maker is not None:
                return self._one(noun_phrase(maker), maker)
        maker = noun_after_by(top) or (noun_after_by(top, "for", "of") if top.lower_ in _SPOKESPEOPLE else None)
        if maker is not None:
            return self._one(noun_phrase(maker), maker)
        if top.lower_ in _SPOKESPEOPLE and (body := self._body_before(top, stretch)) is not None:
            return self._one((stretch[0], body.i + 1), body)
        if top.lower_ in _SPOKESPEOPLE and self._doc[stretch[0]].lower_ in {"the", "this", "that"}:
            same = [ref for at, ref in self._told.parties if at in self._told.spokesmen and at < top.i]
            if same and stretch[1] - stretch[0] == 2:
                return again(same[-1], self._doc, stretch)
        owner = next((c for c in top.children if c.dep_ == "poss" and c.lower_ in {"its", "their"}), None)
        if owner is not None or self._doc[stretch[0]].lower_ in {"the", "a", "this", "that"}:
            quoted = [ref for at, ref in self._told.parties if at < top.i]
            if quoted and owner is not None:
                return again(quoted[-1], self._doc, stretch)
            if quoted and top.lower_ in self._roles.texts and self._doc[stretch[0]].lower_ in {"the", "this", "that"}:
                return again(quoted[-1], self._doc, stretch)
        return self._unnamed.party(stretch, None, top, self._state_meant())

    def _body_before(self, top: Token, stretch: Range) -> Token | None:
        """The body that a spokesman's own phrase names: "a Legion spokesman", "the ministry's spokesman"."""
        body = next((c for c in top.children if c.dep_ in {"poss", "compound", "nmod"} and c.i >= stretch[0]), None)
        if body is None or not (
            body.pos_ == "PROPN" or body.lower_ in self._roles.of_the_state or body.lower_ in self._roles.descriptions
        ):
            return None
        return body

    def _is_title(self, word: str) -> bool:
        """Whether a word behind or before a name says what the person is ("Karvel governor")."""
        if word in _COLLECTIVES:
            return False
        return word in self._roles.offices or word in self._roles.members or word in self._roles.mouthpieces

    def _state_meant(self) -> PartyEntry | None:
        """Whose "the ministry" is: the state that the report is about, or else that of whoever spoke last."""
        if self._cast.state is not None or not self._told.parties:
            return self._cast.state
        last = self._told.parties[-1][1]
        entry = self._base.by_id((last.part_of or last.id).split("/")[0])
        return entry if entry is not None and entry.kind == "state" else None
