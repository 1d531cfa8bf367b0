"""The rules of places in their plainest form: lists, looked through from the start each time."""

from dataclasses import dataclass, field

from app.rsvps import Rules

HOLDING = {"confirmed", "offered"}


@dataclass
class Line:
    """Places of one kind, those who have them, and those who wait for them."""

    capacity: int
    rules: Rules
    waitlist: bool = True
    states: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    line: list[str] = field(default_factory=list)

    def free(self) -> int:
        taken = [self.people[who] for who, state in self.states.items() if state in HOLDING]
        return self.capacity - sum(taken)

    def is_held_up(self) -> bool:
        """Tell whether somebody waits who could ever fit; nobody else is before a newcomer."""
        return any(self.people[who] <= self.capacity for who in self.line)

    def may_enter(self, people: int) -> bool:
        return people <= self.free() and (not self.is_held_up() or self.rules.smaller_pass)

    def takes(self, people: int) -> bool:
        return people <= self.capacity and (self.may_enter(people) or self.waitlist)

    def enter(self, who: str, people: int) -> bool:
        if not self.takes(people):
            return False
        self.people[who] = people
        self.states[who] = "confirmed" if self.may_enter(people) else "waiting"
        if self.states[who] == "waiting":
            self.line.append(who)
        return True

    def may_change(self, who: str, people: int) -> bool:
        more = people - self.people[who]
        grows = self.states[who] in HOLDING and more > 0
        return people <= self.capacity and (not grows or self.may_enter(more))

    def leave(self, who: str) -> None:
        self.states[who] = "cancelled"
        if who in self.line:
            self.line.remove(who)

    def accept(self, who: str) -> bool:
        if self.states.get(who) == "offered":
            self.states[who] = "confirmed"
        return self.states.get(who) == "confirmed"

    def may_have(self, capacity: int) -> bool:
        return capacity >= self.capacity - self.free()

    def promote(self) -> list[str]:
        """Let those move up who may, and return them."""
        moved = []
        for who in list(self.line):
            if self.people[who] > self.capacity:
                continue
            if self.people[who] > self.free():
                if self.rules.smaller_pass:
                    continue
                break
            self.line.remove(who)
            self.states[who] = "offered" if self.rules.by_offer else "confirmed"
            moved.append(who)
        return moved


@dataclass
class Model:
    """An event: its own places, and those of further kinds for those who have one."""

    places: Line
    kinds: list[Line]

    def register(self, who: str, people: int, seats: list[int]) -> bool:
        if not self.places.takes(people) or max(seats) > people:
            return False
        has_place = self.places.may_enter(people)
        wanted = [(kind, number) for kind, number in zip(self.kinds, seats, strict=True) if number]
        for kind, number in wanted:
            if not (kind.takes(number) if has_place else number <= kind.capacity):
                return False
        self.places.enter(who, people)
        for kind, number in wanted:
            self.want(kind, who, number)
        return True

    def want(self, kind: Line, who: str, people: int) -> bool:
        """Ask for places of a kind: with a place at the event they are decided, else a wish."""
        if self.places.states[who] == "confirmed":
            return kind.enter(who, people)
        if people > kind.capacity:
            return False
        kind.states[who], kind.people[who] = "pending", people
        return True

    def change(self, who: str, people: int) -> bool:
        if self.places.states[who] == "cancelled" or not self.places.may_change(who, people):
            return False
        self.places.people[who] = people
        for kind in self.kinds:
            if kind.states.get(who, "cancelled") != "cancelled" and kind.people[who] > people:
                kind.people[who] = people
                kind.promote()
        self.promote()
        return True

    def change_seats(self, who: str, kind: Line, people: int) -> bool:
        has = kind.states.get(who, "cancelled")
        if self.places.states[who] == "cancelled":
            return False
        if people == 0:
            if has != "cancelled":
                kind.leave(who)
                kind.promote()
            return True
        if people > self.places.people[who]:
            return False
        if has == "cancelled":
            return self.want(kind, who, people)
        if not kind.may_change(who, people):
            return False
        kind.people[who] = people
        kind.promote()
        return True

    def leave(self, who: str) -> None:
        for kind in self.kinds:
            if kind.states.get(who, "cancelled") != "cancelled":
                kind.leave(who)
                kind.promote()
        self.places.leave(who)
        self.promote()

    def accept(self, who: str) -> bool:
        was_offered = self.places.states[who] == "offered"
        if was_offered:
            self.places.accept(who)
            self.grant(who)
        return self.places.states[who] == "confirmed"

    def resize(self, line: Line, capacity: int) -> bool:
        if not line.may_have(capacity):
            return False
        line.capacity = capacity
        if line is self.places:
            self.promote()
        else:
            line.promote()
        return True

    def promote(self) -> None:
        for who in self.places.promote():
            self.grant(who)

    def grant(self, who: str) -> None:
        """Decide what somebody wished for who may have a place now."""
        for kind in self.kinds:
            wished = kind.states.get(who) == "pending"
            has_place = self.places.states[who] == "confirmed"
            if wished and has_place and not kind.enter(who, kind.people[who]):
                kind.states[who] = "cancelled"
