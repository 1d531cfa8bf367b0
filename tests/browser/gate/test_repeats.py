"""The camera sees a code thirty times a second; it is scanned once."""

from tests.browser.gate.modules import Modules


def _seen(modules: Modules, *looks: tuple[str, int]) -> list[bool]:
    script = """
    const { Repeats } = await import("/js/gate/repeats.js");
    const repeats = new Repeats();
    return given.map(([text, now]) => repeats.isNew(text, now));
    """
    new: list[bool] = modules.run(script, looks)
    return new


def test_a_code_held_before_the_camera_is_new_once(modules: Modules) -> None:
    looks = [("A", at) for at in range(1000, 9000, 1000)]

    assert _seen(modules, *looks) == [True] + [False] * 7


def test_another_code_is_new_at_once_and_the_first_again_after_it(modules: Modules) -> None:
    assert _seen(modules, ("A", 0), ("B", 30), ("A", 60)) == [True, True, True]


def test_a_code_is_new_again_when_it_was_away_for_a_while(modules: Modules) -> None:
    assert _seen(modules, ("A", 0), ("A", 2499), ("A", 5000)) == [True, False, True]
