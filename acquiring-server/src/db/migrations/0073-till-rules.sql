-- How tills work beside their prices is a setting as well (`till_rules` of protos/src/settings.ts).
ALTER TABLE setting DROP CONSTRAINT setting_kind_check;
ALTER TABLE setting ADD CONSTRAINT setting_kind_check CHECK (kind IN ('store', 'terminal', 'operator', 'article', 'price',
  'promotion', 'tax', 'barcode_rule', 'receipt_text', 'till_rules', 'advert', 'store_policy', 'offline_policy',
  'blocked_card', 'fleet', 'tender_policy'));
