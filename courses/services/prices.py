from courses.models import Course


def set_list_prices(*, course_id: int, prices: dict[str, int]) -> None:
    """Make the catalogue repeat what a course costs; checkout owns the prices and calls this through the wiring.

    Args:
        course_id: the course's primary key.
        prices: minor units by ISO 4217 currency; empty when the course is not on sale.
    """
    Course.objects.filter(pk=course_id).update(list_prices=prices)
