-- The ten promises about money and rights, a statement each: `auditing.py` runs them, `docs/payments.md` says what they mean.
-- Each returns the number of an order (or what else it is about) and what is wrong. In braces: words that several share.

-- I1: A right that holds was paid for.
SELECT coalesce({number}, g.cause_id), 'gives ' || u.email || ' a right, and is ' || coalesce(o.state, 'not there')
FROM students_grant g JOIN users_user u ON u.id = g.user_id LEFT JOIN checkout_order o ON o.public_id::text = g.cause_id
WHERE g.cause IN ('order', 'gift') AND {live} AND (o.id IS NULL OR o.state <> 'settled'
    OR NOT EXISTS (SELECT FROM checkout_ledgerentry e WHERE e.order_id = o.id AND e.kind = 'payment'))
UNION ALL
SELECT coalesce({number}, g.cause_id), 'gives ' || u.email || ' all courses, and its membership is ' || coalesce(s.status, 'not there')
FROM students_grant g JOIN users_user u ON u.id = g.user_id LEFT JOIN checkout_subscription s ON s.public_id::text = g.cause_id
LEFT JOIN checkout_order o ON o.id = s.order_id
WHERE g.cause = 'membership' AND {live} AND (s.id IS NULL OR NOT s.is_live OR s.buyer_id IS DISTINCT FROM g.user_id
    OR s.until_at IS DISTINCT FROM g.until_at);

-- I2: What was paid and stays paid gives its rights, once its buyer has signed in.
SELECT {number}, 'is paid, and gives no right to ' || coalesce('course ' || c.id, 'all courses')
FROM checkout_order o JOIN checkout_orderline l ON l.order_id = o.id
CROSS JOIN LATERAL (
    SELECT value::bigint AS id FROM jsonb_array_elements_text(l.course_ids) WHERE l.kind <> 'membership'
    UNION ALL SELECT NULL WHERE l.kind = 'membership') c
WHERE o.state = 'settled' AND o.buyer_id IS NOT NULL AND o."interval" = '' AND NOT EXISTS (
    SELECT FROM students_grant g WHERE g.cause_id = o.public_id::text AND g.cause IN ('order', 'gift')
        AND g.course_id IS NOT DISTINCT FROM c.id AND {live})
    -- nobody has it yet, or whoever had it is gone
    AND NOT EXISTS (SELECT FROM checkout_gift gift WHERE gift.order_id = o.id AND gift.claimed_by_id IS NULL)
UNION ALL
SELECT {number}, 'began a membership that is ' || s.status || ', and gives no right'
FROM checkout_subscription s JOIN checkout_order o ON o.id = s.order_id JOIN checkout_offer f ON f.id = s.offer_id
WHERE s.is_live AND s.buyer_id IS NOT NULL AND (s.until_at IS NULL OR s.until_at > statement_timestamp()) AND CASE f.kind
    WHEN 'team' THEN NOT EXISTS (SELECT FROM organisations_seatpool p WHERE p.cause_id = s.public_id::text AND p.is_live
        AND p.seats = s.quantity AND p.until_at IS NOT DISTINCT FROM s.until_at)
    ELSE NOT EXISTS (SELECT FROM students_grant g WHERE g.cause_id = s.public_id::text AND g.cause = 'membership'
        AND g.course_id IS NULL AND {live}) END
UNION ALL
SELECT coalesce({number}, p.cause_id), 'pays a seat of ' || a.email || ' that gives no right'
FROM organisations_seatassignment a JOIN organisations_seatpool p ON p.id = a.pool_id
LEFT JOIN checkout_subscription s ON s.public_id::text = p.cause_id LEFT JOIN checkout_order o ON o.id = s.order_id
WHERE p.is_live AND (p.until_at IS NULL OR p.until_at > statement_timestamp()) AND a.user_id IS NOT NULL
    AND a.suspended_at IS NULL AND a.returned_at IS NULL AND NOT EXISTS (
    SELECT FROM students_grant g WHERE g.cause_id = a.public_id::text AND g.cause = 'seat' AND g.course_id IS NULL AND {live});

-- I3: The ledger holds what Stripe holds.
WITH booked AS (SELECT order_id, sum(amount_minor) AS held FROM checkout_ledgerentry
        WHERE kind IN ('payment', 'refund', 'refund_failed') GROUP BY order_id),
    paid AS (SELECT order_id, sum(amount_minor) AS came FROM checkout_payment WHERE state = 'succeeded' GROUP BY order_id),
    back AS (SELECT order_id, sum(amount_minor) AS went FROM checkout_refund
        WHERE state NOT IN ('failed', 'canceled') GROUP BY order_id)
SELECT {number}, 'holds ' || coalesce(held, 0) || ' in the ledger, and '
    || coalesce(came, 0) - coalesce(went, 0) || ' in the copy of Stripe''s objects'
FROM checkout_order o LEFT JOIN booked ON booked.order_id = o.id LEFT JOIN paid ON paid.order_id = o.id
    LEFT JOIN back ON back.order_id = o.id
WHERE coalesce(held, 0) <> coalesce(came, 0) - coalesce(went, 0);

-- I4: Money moves once.
SELECT {number}, e.kind || ' ' || e.stripe_id || ' is in the ledger ' || e.times || ' times'
FROM (SELECT min(order_id) AS order_id, kind, stripe_id, count(*) AS times FROM checkout_ledgerentry
    GROUP BY kind, stripe_id HAVING count(*) > 1) e JOIN checkout_order o ON o.id = e.order_id;

-- I5: Whoever paid is owed one receipt.
WITH owed AS (SELECT subject, count(*) AS times FROM events_outboxevent WHERE type = 'ReceiptDue' GROUP BY subject)
SELECT {number}, 'was paid, and is owed ' || coalesce(times, 0) || ' receipts'
FROM checkout_order o LEFT JOIN owed ON owed.subject = 'order:' || o.public_id
WHERE o.settled_at IS NOT NULL AND coalesce(times, 0) <> 1;

-- I6: An order's state follows from its ledger.
WITH booked AS (SELECT order_id, sum(amount_minor) AS held, count(*) FILTER (WHERE kind = 'payment') AS payments,
        sum(amount_minor) FILTER (WHERE kind NOT IN ('dispute', 'dispute_won')) AS kept
    FROM checkout_ledgerentry GROUP BY order_id)
SELECT {number}, 'is ' || o.state || ', and its ledger holds ' || coalesce(held, 0) || ' of '
    || coalesce(payments, 0) || ' payments'
FROM checkout_order o LEFT JOIN booked ON booked.order_id = o.id
WHERE CASE
    WHEN o.state IN ('open', 'awaiting', 'expired', 'canceled') THEN coalesce(payments, 0) > 0
    WHEN o.state = 'settled' AND o."interval" <> '' THEN o.settled_at IS NULL -- a trial begins without money
        OR NOT EXISTS (SELECT FROM checkout_subscription s WHERE s.order_id = o.id)
    WHEN o.state = 'settled' THEN coalesce(payments, 0) = 0 OR (o.buyer_id IS NULL AND o.email = '') OR o.settled_at IS NULL
        OR (held <= 0 AND o.total_minor > 0)
    WHEN o.state = 'refunded' THEN coalesce(payments, 0) = 0 OR kept > 0
    WHEN o.state = 'lost' THEN coalesce(held, 1) > 0
    ELSE false END;

-- I7: What was put right stays right.
WITH runs AS (SELECT id, findings FROM checkout_reconcilerun WHERE finished_at IS NOT NULL AND error = ''
    ORDER BY started_at DESC, id DESC LIMIT 2)
SELECT upper(left(split_part(found ->> 'subject', ':', 2), 8)), 'was put right twice running: ' || (found ->> 'what')
FROM runs CROSS JOIN LATERAL jsonb_array_elements(findings) found
WHERE found ->> 'kind' = 'fixed' GROUP BY found HAVING count(DISTINCT id) = 2;

-- I8: What Stripe told is dealt with in ten minutes.
SELECT coalesce({number}, 'of event ' || v.event_id), v.type || ' has waited since '
    || to_char(v.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'
FROM checkout_stripeevent v LEFT JOIN checkout_order o ON o.id = v.order_id
WHERE v.state = 'new' AND v.received_at < statement_timestamp() - interval '10 minutes';

-- I9: Nothing is used more often than was paid for or allowed.
SELECT coalesce({number}, p.cause_id), 'pays ' || CASE WHEN s.is_live THEN s.quantity ELSE 0 END || ' seats, and '
    || count(a.id) || ' of ' || p.seats || ' are given'
FROM organisations_seatpool p LEFT JOIN checkout_subscription s ON s.public_id::text = p.cause_id
LEFT JOIN checkout_order o ON o.id = s.order_id
LEFT JOIN organisations_seatassignment a ON a.pool_id = p.id AND a.suspended_at IS NULL AND a.returned_at IS NULL
WHERE p.is_live GROUP BY p.id, s.id, o.id
HAVING count(a.id) > p.seats OR p.seats > coalesce(CASE WHEN s.is_live THEN s.quantity END, 0)
UNION ALL
SELECT coalesce({number}, g.cause_id), 'gives ' || u.email || ' a seat that nobody paid'
FROM students_grant g JOIN users_user u ON u.id = g.user_id
LEFT JOIN organisations_seatassignment a ON a.public_id::text = g.cause_id AND a.user_id = g.user_id
LEFT JOIN organisations_seatpool p ON p.id = a.pool_id
LEFT JOIN checkout_subscription s ON s.public_id::text = p.cause_id LEFT JOIN checkout_order o ON o.id = s.order_id
WHERE g.cause = 'seat' AND {live} AND (a.id IS NULL OR a.suspended_at IS NOT NULL OR a.returned_at IS NOT NULL OR NOT p.is_live)
UNION ALL
SELECT 'of coupon ' || c.code, 'was used ' || count(r.id) || ' times, and counts ' || c.redeemed_count
FROM checkout_coupon c LEFT JOIN checkout_couponredemption r ON r.coupon_id = c.id
GROUP BY c.id HAVING count(r.id) <> c.redeemed_count OR count(r.id) > c.max_redemptions;

-- I10: The ledger only grows.
SELECT 'of all', 'may be changed: the trigger ' || name || ' is off'
FROM (VALUES ('ledger_is_never_changed')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = 'checkout_ledgerentry'::regclass AND t.tgname = wanted.name
    AND t.tgenabled IN ('O', 'A'));
