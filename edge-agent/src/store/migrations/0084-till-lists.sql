-- What was given back in a business date, for its limits.
CREATE INDEX refund_day ON refund (business_date, operator_id);
