"""Figures that an alarm can watch, as structured log lines: what collects the log turns them into series.

| metric | unit | rings when |
|---|---|---|
| `inbox.dead` | Count | an event of Stripe's failed ten times |
| `outbox.dead` | Count | a fact could not be delivered ten times |
| `outbox.refused` | Count | the topic does not take facts (`reason`); the outbox keeps them |
| `queue.dead` | Count | a message was given up: it waits for staff among the dead messages |
| `queue.failed` | Count | a message of a queue could not be dealt with, and comes again |
| `events.unknown_type` | Count | a fact came that nobody waits for |
| `webhooks.signed` | Count | never: while a secret is rotated it says which one Stripe signs with, the first or the second |
| `orders.disputed` | Count | a bank asks a payment back, or has taken it (`outcome`: disputed, lost): answer in Stripe's dashboard |
| `stripe.disputes_refused` | Count | disputes cannot be read: a restricted key without that right |
| `refunds.failed` | Count | a buyer who was told that money is coming gets none |
| `payments.returned` | Count | never: so many second payments went back by themselves |
| `orders.needs_review` | Count | a person must look at an order |
| `orders.found_by_looking` | Count | the timer found a payment of which no webhook told |
| `orders.restored` | Count | an order was lost here and rebuilt from Stripe's objects |
| `reconcile.fixed` | Count | the nightly comparison with Stripe had to put something right |
| `reconcile.needs_review` | Count | it found what it cannot put right |
| `ledger.breaches` | Count | an invariant of the money does not hold |
| `graph.requests` | Count | never: what each client (`client`) asked of the graph within a minute |
| `graph.points` | Count | one client costs far more than its usual: it may run in circles |
| `graph.throttled` | Count | often: a client (`whose`: service, user, address) runs away, or all together do (everyone) |
"""

import logging

logger = logging.getLogger("acg.metrics")


def metric(name: str, value: float = 1, *, unit: str = "Count", **dimensions: str) -> None:
    """Say a figure.

    Args:
        name: one of the table above.
        value: in the unit.
        unit: in the words of CloudWatch (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).
        dimensions: what it is about, by few values each; never personal data.
    """
    logger.info(name, extra={"metric": name, "value": value, "unit": unit, **dimensions})
