"""What the weekly digest costs beside one plain GROUP BY, and beside commands."""
