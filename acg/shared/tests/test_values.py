import copy
import dataclasses
import pickle

import pytest

from acg.shared.values import frozen


@frozen
class Point:
    """A place."""

    x: int
    y: int = 0
    names: list[str] = dataclasses.field(default_factory=list)

    @property
    def sum(self) -> int:
        """Both together."""
        return self.x + self.y


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """What the standard library makes of the same."""

    x: int
    y: int = 0
    names: list[str] = dataclasses.field(default_factory=list)


@frozen
class Nothing:
    """Has no fields."""


@frozen
class Loud:
    """Says itself how it is shown."""

    x: int

    def __repr__(self) -> str:
        return "LOUD"


@pytest.mark.parametrize(("args", "named"), [((1,), {}), ((1, 2), {}), ((), {"x": 1, "names": ["a"]}), ((1,), {"y": 3})])
def test_it_is_what_a_dataclass_would_be(args, named):
    point, plain = Point(*args, **named), Plain(*args, **named)
    assert dataclasses.asdict(point) == dataclasses.asdict(plain)
    assert dataclasses.astuple(point) == dataclasses.astuple(plain)
    assert repr(point) == repr(plain).replace("Plain", "Point")
    assert [one.name for one in dataclasses.fields(point)] == [one.name for one in dataclasses.fields(plain)]
    assert Point.__match_args__ == Plain.__match_args__
    assert Point.__slots__ == Plain.__slots__
    assert not hasattr(point, "__dict__")


@pytest.mark.parametrize(("args", "named"), [((), {}), ((1, 2, [], 4), {}), ((1,), {"z": 1}), ((1,), {"x": 1})])
def test_it_takes_its_fields_and_nothing_else(args, named):
    for kind in (Point, Plain):
        with pytest.raises(TypeError, match="__init__"):
            kind(*args, **named)


def test_each_has_a_list_of_its_own():
    assert Point(1).names is not Point(1).names


def test_equal_content_of_one_class_is_equal():
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1) != Plain(1)
    assert Nothing() == Nothing()
    assert hash(Loud(1)) == hash(Loud(1))
    assert {Nothing(), Nothing()} == {Nothing()}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Point(1))


def test_it_stays_as_it_was_made():
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="'x'"):
        point.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.z = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    assert dataclasses.replace(point, y=5) == Point(1, 5)
    assert (point.x, point.sum) == (1, 1)


@pytest.mark.parametrize("through", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301 -- our own
def test_it_can_be_copied_and_sent(through):
    assert through(Point(1, 2, ["a"])) == Point(1, 2, ["a"])


def test_what_a_class_says_itself_stands():
    assert repr(Loud(1)) == "LOUD"


def test_nothing_is_compiled_until_the_first_is_made():
    @frozen
    class Late:
        """Made late."""

        x: int

    waiting = Late.__init__
    assert Late(1).x == 1
    assert Late.__init__ is not waiting
    assert Late.__init__.__qualname__.endswith("Late.__init__")
