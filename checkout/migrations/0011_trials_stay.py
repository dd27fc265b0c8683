"""The trial of a price is part of what was frozen: once an order used the price, it stays as well."""

from django.db import migrations

TRIGGER = """
DROP TRIGGER used_price_stays ON checkout_price;
CREATE TRIGGER used_price_stays BEFORE UPDATE OF offer_id, currency, amount_minor, "interval"{column} ON checkout_price
    FOR EACH ROW WHEN ((OLD.offer_id, OLD.currency, OLD.amount_minor, OLD."interval"{old})
        IS DISTINCT FROM (NEW.offer_id, NEW.currency, NEW.amount_minor, NEW."interval"{new}))
    EXECUTE FUNCTION checkout_used_price_stays();
"""
STAYS = TRIGGER.format(column=", trial_days", old=", OLD.trial_days", new=", NEW.trial_days")
AS_BEFORE = TRIGGER.format(column="", old="", new="")


class Migration(migrations.Migration):
    dependencies = [("checkout", "0010_memberships")]

    operations = [migrations.RunSQL(STAYS, AS_BEFORE)]
