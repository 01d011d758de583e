/** Our words for the enums of the wire. Unknown names are refused, never guessed. */
import { protoError } from './errors.ts';

export const tenders = ['cash', 'payment_code', 'qr', 'card', 'balance'] as const;
export type TenderName = (typeof tenders)[number];

export const channels = ['cash', 'wechat', 'alipay', 'card', 'unionpay', 'balance'] as const;
export type ChannelName = (typeof channels)[number];

/** Channels whose customers pay by a code on the phone, theirs scanned or ours. */
export const walletChannels = ['wechat', 'alipay', 'unionpay'] as const satisfies readonly ChannelName[];
export type WalletChannel = (typeof walletChannels)[number];

export function isWalletChannel(channel: string | null): channel is WalletChannel {
  return (walletChannels as readonly (string | null)[]).includes(channel);
}

export const paymentStatuses = [
  'created',
  'processing',
  'awaiting_payer',
  'unknown',
  'reversing',
  'paid',
  'failed',
  'closed',
] as const;
export type PaymentStatusName = (typeof paymentStatuses)[number];

export const refundStatuses = ['created', 'processing', 'succeeded', 'failed', 'unknown', 'needs_person'] as const;
export type RefundStatusName = (typeof refundStatuses)[number];

export const edgeStates = ['answered', 'checking', 'refused_offline', 'recorded', 'cancel_recorded'] as const;
export type EdgeStateName = (typeof edgeStates)[number];

/** Payment states that no event but a late fact from the channel leaves. */
export const finalPaymentStatuses: ReadonlySet<PaymentStatusName> = new Set(['paid', 'failed', 'closed']);
export const finalRefundStatuses: ReadonlySet<RefundStatusName> = new Set(['succeeded', 'failed']);

function enumCodec<const Prefix extends string, const Names extends readonly string[]>(prefix: Prefix, names: Names) {
  type Name = Names[number];
  return {
    toMessage: <N extends Name>(name: N): `${Prefix}_${Uppercase<N>}` => `${prefix}_${name.toUpperCase()}` as never,
    /** @throws CodedError PROTO_BAD_ENUM for an unspecified or unknown value. */
    fromMessage: (value: string | number | undefined, field: string): Name => {
      const name = String(value ?? '').startsWith(`${prefix}_`)
        ? String(value)
            .slice(prefix.length + 1)
            .toLowerCase()
        : '';
      if (!(names as readonly string[]).includes(name)) {
        throw protoError('PROTO_BAD_ENUM', { field, value: String(value ?? '').slice(0, 40) });
      }
      return name as Name;
    },
  };
}

export const tenderEnum = enumCodec('TENDER', tenders);
export const channelEnum = enumCodec('CHANNEL', channels);
export const paymentStatusEnum = enumCodec('PAYMENT_STATUS', paymentStatuses);
export const refundStatusEnum = enumCodec('REFUND_STATUS', refundStatuses);
export const edgeStateEnum = enumCodec('EDGE_STATE', edgeStates);
