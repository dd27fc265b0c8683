"""Figures that an alarm can watch, as structured log lines: on Lambda, CloudWatch turns each into a point of a series.

A line is written where the figure arises and before the answer goes out, so that a process which is frozen afterwards takes none with it.
"""

import logging
from typing import Any

# Every metric there is, and when it rings; `infra/school.yaml` has the alarms.
METRICS = {
    "inbox.dead": "an event of Stripe's failed ten times",
    "inbox.age": "the oldest event of Stripe's that waits is older than five minutes",
    "outbox.dead": "a fact could not be delivered ten times",
    "outbox.age": "the oldest fact that waits is older than five minutes",
    "outbox.refused": "the topic does not take facts (`reason`); the outbox keeps them",
    "copies.drifted": "a nightly comparison had to mend copies (`copy`: course): facts were lost",
    "queue.dead": "a message was given up: it waits for staff among the dead messages",
    "queue.failed": "never: a message of a queue could not be dealt with, and comes again",
    "events.unknown_type": "a fact came that nobody waits for",
    "timer.ran": "it is missing: the minute did not run for five minutes",
    "timer.failed": "a job (`job`) fails again and again",
    "requests.failed": "visitors get errors of the server (5xx)",
    "webhooks.signed": "never: while a secret is rotated it says which one Stripe signs with, the first or the second",
    "orders.disputed": "a bank asks a payment back, or has taken it (`outcome`: disputed, lost): answer in Stripe's dashboard",
    "stripe.disputes_refused": "disputes cannot be read: a restricted key without that right",
    "refunds.failed": "a buyer who was told that money is coming gets none",
    "payments.returned": "never: so many second payments went back by themselves",
    "orders.needs_review": "a person must look at an order",
    "orders.found_by_looking": "never: the timer found a payment of which no webhook told",
    "orders.restored": "an order was lost here and rebuilt from Stripe's objects",
    "reconcile.fixed": "never: the nightly comparison with Stripe had to put something right",
    "reconcile.needs_review": "it found what it cannot put right",
    "ledger.breaches": "an invariant of the money does not hold",
    "graph.requests": "never: what each client (`client`) asked of the graph within a minute",
    "graph.points": "one client costs far more than its usual: it may run in circles",
    "graph.throttled": "often: a client (`whose`: service, user, address) runs away, or all together do (everyone)",
}
NAMESPACE = "School"

logger = logging.getLogger("acg.metrics")


def metric(name: str, value: float = 1, *, unit: str = "Count", **dimensions: str) -> None:
    """Say a figure.

    Args:
        name: one of METRICS.
        value: in the unit.
        unit: in the words of CloudWatch (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).
        dimensions: what it is about, by few values each, for each value is a series that costs; never personal data.
    """
    logger.info(name, extra={"metric": name, "value": value, "unit": unit, "dimensions": list(dimensions), **dimensions})


def embedded(figure: dict[str, Any], *, stage: str, at_ms: int) -> dict[str, Any]:
    """Return what makes CloudWatch read a log line as a metric: a series of the stage, and one for each value of its dimensions.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html

    Args:
        figure: what `metric` gave to the log.
        stage: where it arose.
        at_ms: when, in milliseconds since 1970.
    """
    series = [["stage"]] + ([["stage", *figure["dimensions"]]] if figure["dimensions"] else [])
    directive = {
        "Namespace": NAMESPACE,
        "Dimensions": series,
        "Metrics": [{"Name": figure["metric"], "Unit": figure["unit"]}],
    }
    named = {name: figure[name] for name in figure["dimensions"]}
    about = {"Timestamp": at_ms, "CloudWatchMetrics": [directive]}
    return {"_aws": about, "stage": stage, figure["metric"]: figure["value"], **named}
