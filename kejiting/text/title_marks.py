"""A title between its marks, 《…》, in which another title may stand: 《关于印发《实施方案》的通知》."""

INSIDE = r"[^《》\n]*+(?:《[^《》\n]*+》[^《》\n]*+)*+"
"""What stands between the marks, for patterns: of a title that is never closed the one within it is found."""
TITLE = f"《{INSIDE}》"
