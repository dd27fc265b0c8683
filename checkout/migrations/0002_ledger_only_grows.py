"""What holds whoever writes the row: the ledger only grows, and a price that an order used stays as it was."""

from django.db import migrations

GROWS = """
CREATE FUNCTION checkout_ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger entries are never changed or removed (%)', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE OR DELETE ON checkout_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION checkout_ledger_only_grows();
CREATE TRIGGER ledger_is_never_truncated BEFORE TRUNCATE ON checkout_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION checkout_ledger_only_grows();

CREATE FUNCTION checkout_used_price_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checkout_orderline WHERE price_id = OLD.id) THEN
        RAISE EXCEPTION 'an order used this price: retire it and add another' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER used_price_stays BEFORE UPDATE OF offer_id, currency, amount_minor, "interval" ON checkout_price
    FOR EACH ROW WHEN ((OLD.offer_id, OLD.currency, OLD.amount_minor, OLD."interval")
        IS DISTINCT FROM (NEW.offer_id, NEW.currency, NEW.amount_minor, NEW."interval"))
    EXECUTE FUNCTION checkout_used_price_stays();
"""

MAY_SHRINK = """
DROP TRIGGER used_price_stays ON checkout_price;
DROP FUNCTION checkout_used_price_stays();
DROP TRIGGER ledger_is_never_truncated ON checkout_ledgerentry;
DROP TRIGGER ledger_is_never_changed ON checkout_ledgerentry;
DROP FUNCTION checkout_ledger_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("checkout", "0001_initial")]

    operations = [migrations.RunSQL(GROWS, MAY_SHRINK)]
