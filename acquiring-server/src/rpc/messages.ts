/** Types of the wire, taken from the services' definitions. */
import type { acquiringServices, operationsServices } from '@qiantai/protos';

type Services = ReturnType<typeof acquiringServices> & ReturnType<typeof operationsServices>;
type ServiceName =
  | 'AcquiringService'
  | 'EdgeSyncService'
  | 'EchoService'
  | 'FleetSyncService'
  | 'FleetService'
  | 'EnrolmentService'
  | 'LedgerService'
  | 'AccountService'
  | 'CustodyService'
  | 'MemberOperationService'
  | 'HeadquartersService'
  | 'HeadquartersAdminService'
  | 'OfflineCardService'
  | 'TerminalOrderService'
  | 'TerminalOrderSyncService';
type MethodsOf<Name extends ServiceName> = Services[Name]['service'];

/** What a handler gets: every member is there, longs and enums as text. */
export type Received<Name extends ServiceName, Method extends keyof MethodsOf<Name>> = MethodsOf<Name>[Method] extends {
  requestDeserialize: (bytes: Buffer) => infer Message;
}
  ? Message
  : never;

/** What a handler answers. */
export type Answered<Name extends ServiceName, Method extends keyof MethodsOf<Name>> = MethodsOf<Name>[Method] extends {
  responseSerialize: (message: infer Message) => Buffer;
}
  ? Message
  : never;

/** What a client gets: every member is there. */
export type Replied<Name extends ServiceName, Method extends keyof MethodsOf<Name>> = MethodsOf<Name>[Method] extends {
  responseDeserialize: (bytes: Buffer) => infer Message;
}
  ? Message
  : never;

export type PayMessage = Received<'AcquiringService', 'Pay'>;
export type RefundMessage = Received<'AcquiringService', 'RequestRefund'>;
export type PaymentMessage = Answered<'AcquiringService', 'Pay'>;
export type RefundReplyMessage = Answered<'AcquiringService', 'RequestRefund'>;
export type JournalEntryMessage = Received<'EdgeSyncService', 'AppendJournal'>['entries'][number];
