-- What was given back in a business date, for its limits.
CREATE INDEX refund_day ON refund (business_date, operator_id);

-- Payments by the numbers that a customer's phone shows; our number at the channel holds the payment's key.
CREATE INDEX payment_order_no ON payment (order_no);
CREATE INDEX payment_transaction ON payment (json_extract(server_json, '$.channelTransactionId'))
  WHERE server_json IS NOT NULL;

-- Completed sales in the order of their ends, and what they are searched by: lower case, narrow enough to be read
-- through (sales/sale-list-store.ts).
CREATE TABLE sale_listed (
  completed_at_ms INTEGER NOT NULL,
  sale_id         TEXT    NOT NULL,
  terminal_id     TEXT    NOT NULL,
  business_date   TEXT    NOT NULL,
  text            TEXT    NOT NULL,
  PRIMARY KEY (completed_at_ms, sale_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_listed_day ON sale_listed (business_date, completed_at_ms, sale_id);

INSERT INTO sale_listed
SELECT json_extract(sale_json, '$.completedAtMs'), sale_id, terminal_id, json_extract(sale_json, '$.businessDate'),
       substr(lower(
         json_extract(sale_json, '$.receiptNo') || char(10) || json_extract(sale_json, '$.orderNo') || char(10)
         || coalesce((SELECT group_concat(
              json_extract(value, '$.nameZh') || char(10) || json_extract(value, '$.nameEn'), char(10))
            FROM json_each(sale_json, '$.lines')), '')), 1, 4000)
FROM sale WHERE status = 'completed';
