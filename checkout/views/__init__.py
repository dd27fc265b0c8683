"""The pages of a buyer: before the button, after it, and the receipts."""
