-- UnionPay's QR payments are a channel.
ALTER TABLE payment DROP CONSTRAINT payment_channel_check;
ALTER TABLE payment ADD CONSTRAINT payment_channel_check
  CHECK (channel IN ('cash', 'wechat', 'alipay', 'card', 'unionpay'));
ALTER TABLE refund DROP CONSTRAINT refund_channel_check;
ALTER TABLE refund ADD CONSTRAINT refund_channel_check
  CHECK (channel IN ('cash', 'wechat', 'alipay', 'card', 'unionpay'));
ALTER TABLE channel_account DROP CONSTRAINT channel_account_channel_check;
ALTER TABLE channel_account ADD CONSTRAINT channel_account_channel_check
  CHECK (channel IN ('wechat', 'alipay', 'card', 'unionpay'));
