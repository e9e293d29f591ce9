"""How light a colour comes out, in every space of colour that letters are printed with."""

from __future__ import annotations

import pytest

from kejiting.text.pdf.ink import lightness


@pytest.mark.parametrize(
    ("space", "colour", "light"),
    [
        ("DeviceGray", 0, 0),
        ("DeviceGray", (1,), 1),
        ("DeviceRGB", (1, 1, 1), 1),
        ("DeviceRGB", (1, 0, 0), 0.3),
        ("DeviceCMYK", (0, 0, 0, 1), 0),
        ("DeviceCMYK", (0, 0, 0, 0), 1),
        ("ICCBased", (0, 0, 0), 0),
        ("Separation", (1,), 0),
        ("Lab", (100, 0, 0), 1),
        ("Lab", (0, 0, 0), 0),
        ("Indexed", (7,), 0),
        ("Pattern", ("P1",), 0),
        ("DeviceGray", None, 0),
        ("DeviceRGB", (), 0),
    ],
)
def test_a_colour_is_as_light_as_on_paper(space: str, colour: object, light: float) -> None:
    assert lightness(space, colour) == pytest.approx(light)
