"""The arithmetic of the benchmarks. Nothing is timed here."""

from dataclasses import replace

import pytest

from benchmarks import figures
from benchmarks.figures import Bound, Figure, Samples, exit_code, figure, per_second, spread, without

AT_MOST = Bound("at most", 1.5)
AT_LEAST = Bound("at least", 4)
APART = Bound("differs by at most", 8)


def made(bound: Bound, ours: list[float], baseline: list[float]) -> Figure:
    return figure("what", "baseline", bound, Samples(ours, baseline, "µs"))


class TestFigure:
    def test_each_round_is_compared_within_itself(self) -> None:
        # the whole machine was ten times slower in the second round
        one = made(AT_MOST, [2.0, 20.0, 2.2], [1.0, 10.0, 1.0])
        assert (one.value, one.ours, one.baseline, one.rounds) == (2.0, 2.2, 1.0, 3)

    def test_a_difference_is_in_the_unit_of_the_row_and_has_no_sign(self) -> None:
        one = made(APART, [50.0, 48.0, 55.0], [52.0, 51.0, 53.0])
        assert one.value == 2.0

    def test_sides_of_different_length_are_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="zip"):
            made(AT_MOST, [1.0, 2.0], [1.0])

    def test_the_spread_is_half_of_what_the_middle_half_spans(self) -> None:
        assert spread([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 100.0]) == 2.0

    @pytest.mark.parametrize(("values", "half"), [([3.0], 0.0), ([1.0, 3.0], 1.0), ([1.0, 2.0, 5.0], 2.0)])
    def test_of_few_values_it_is_half_the_range(self, values: list[float], half: float) -> None:
        assert spread(values) == half

    def test_the_start_of_the_interpreter_is_taken_off_round_by_round(self) -> None:
        assert without([10.0, 20.0], [15.0, 31.0]) == [5.0, 11.0]

    def test_times_become_rates(self) -> None:
        assert per_second(Samples([1e6, 2e6], [4e6], "µs"), 100) == Samples([100.0, 50.0], [25.0], "items/s")


class TestVerdict:
    @pytest.mark.parametrize(
        ("bound", "value", "spread_", "verdict"),
        [
            (AT_MOST, 1.5, 0.0, "holds"),
            (AT_MOST, 1.75, 0.25, "within the spread"),
            (AT_MOST, 2.0, 0.25, "missed"),
            (AT_LEAST, 4.0, 0.0, "holds"),
            (AT_LEAST, 9.0, 0.0, "holds"),
            (AT_LEAST, 3.75, 0.25, "within the spread"),
            (AT_LEAST, 3.5, 0.25, "missed"),
            (APART, 8.0, 0.0, "holds"),
            (APART, 9.0, 0.5, "missed"),
        ],
    )
    def test_a_bound_is_missed_only_by_more_than_the_spread(
        self, bound: Bound, value: float, spread_: float, verdict: str
    ) -> None:
        one = replace(made(bound, [1.0], [1.0]), value=value, spread=spread_)
        assert one.verdict == verdict

    def test_the_exit_code_is_1_where_any_is_missed(self) -> None:
        held = made(AT_MOST, [1.0], [1.0])
        close = replace(held, value=1.6, spread=0.2)
        missed = replace(held, value=2.0)
        assert [exit_code(rows) for rows in ([], [held], [held, close], [close, missed])] == [0, 0, 0, 1]


class TestRepresentations:
    def test_a_row_says_it_all(self) -> None:
        one = made(AT_LEAST, [30_000.0, 31_000.0], [5_000.0, 5_000.0])
        said = ("what", "baseline", "30,500 µs", "5,000 µs", "6.1 ± 0.1", "≥ 4", "holds")
        assert figures.cells(one) == said

    def test_small_figures_keep_three_digits(self) -> None:
        assert figures.cells(made(AT_MOST, [1.234], [23.45]))[2:4] == ("1.23 µs", "23.4 µs")

    def test_the_picture_shows_how_much_of_a_bound_is_used(self) -> None:
        held, missed = made(AT_MOST, [0.75], [1.0]), made(AT_LEAST, [2.0], [1.0])
        assert [figures.used(one) for one in (held, missed)] == [0.5, 2.0]
        picture = figures.draw([held, replace(missed, what="a < b")])
        assert "#2f855a" in picture
        assert "#c53030" in picture
        assert "a &lt; b" in picture

    def test_every_row_of_the_table_is_in_the_json(self) -> None:
        text = figures.as_json([made(AT_MOST, [1.0], [1.0])], {"python": "3.12"})
        assert '"verdict": "holds"' in text
        assert '"kind": "at most"' in text
