import pytest
from django.conf import settings as conf

from acg.bench import facts
from acg.events.consumers import subscribe, unsubscribe


@pytest.fixture
def _measured():
    subscribe(facts.Measured, consumer=facts.CONSUMER, handler=lambda _data: None)
    yield
    unsubscribe(facts.Measured, consumer=facts.CONSUMER)


@pytest.mark.django_db
@pytest.mark.usefixtures("_measured")
def test_both_ways_deliver_all_and_say_how_fast(settings):
    assert facts._in_process(12)["per_second"] > 0
    assert set(facts._over_aws(12)) == {"per_second", "published_per_second", "taken_per_second"}
    assert conf.EVENTS_TOPIC_ARN == ""


@pytest.mark.django_db
def test_what_did_not_arrive_is_no_figure():
    with pytest.raises(RuntimeError, match="0 of 3 facts arrived"):
        facts._in_process(3)
