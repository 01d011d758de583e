-- Payments are found by the numbers that a customer's phone shows. Our number at the channel holds the payment's key.
CREATE INDEX payment_order_no ON payment (merchant_id, order_no);
CREATE INDEX payment_attempt_transaction ON payment_attempt (merchant_id, channel_transaction_id)
  WHERE channel_transaction_id <> '';
