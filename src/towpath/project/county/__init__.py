"""The made-up county: a cast of people with faces, and a county's worth of children round them.

Every child, adult, school, provider and incident here is invented; postcodes are real.
"""

from datetime import date


def build(today: date, size: str) -> None:
    """Write the county up to `today`. The connection must be the owner's, and the tables empty."""
    from towpath.project.county import cast

    cast.build()
