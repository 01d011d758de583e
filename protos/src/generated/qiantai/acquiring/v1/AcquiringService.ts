// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelPaymentRequest as _qiantai_acquiring_v1_CancelPaymentRequest, CancelPaymentRequest__Output as _qiantai_acquiring_v1_CancelPaymentRequest__Output } from '../../../qiantai/acquiring/v1/CancelPaymentRequest.ts';
import type { FindPaymentReply as _qiantai_acquiring_v1_FindPaymentReply, FindPaymentReply__Output as _qiantai_acquiring_v1_FindPaymentReply__Output } from '../../../qiantai/acquiring/v1/FindPaymentReply.ts';
import type { FindPaymentRequest as _qiantai_acquiring_v1_FindPaymentRequest, FindPaymentRequest__Output as _qiantai_acquiring_v1_FindPaymentRequest__Output } from '../../../qiantai/acquiring/v1/FindPaymentRequest.ts';
import type { FindSaleReply as _qiantai_acquiring_v1_FindSaleReply, FindSaleReply__Output as _qiantai_acquiring_v1_FindSaleReply__Output } from '../../../qiantai/acquiring/v1/FindSaleReply.ts';
import type { FindSaleRequest as _qiantai_acquiring_v1_FindSaleRequest, FindSaleRequest__Output as _qiantai_acquiring_v1_FindSaleRequest__Output } from '../../../qiantai/acquiring/v1/FindSaleRequest.ts';
import type { GetPaymentRequest as _qiantai_acquiring_v1_GetPaymentRequest, GetPaymentRequest__Output as _qiantai_acquiring_v1_GetPaymentRequest__Output } from '../../../qiantai/acquiring/v1/GetPaymentRequest.ts';
import type { GetRefundRequest as _qiantai_acquiring_v1_GetRefundRequest, GetRefundRequest__Output as _qiantai_acquiring_v1_GetRefundRequest__Output } from '../../../qiantai/acquiring/v1/GetRefundRequest.ts';
import type { PayRequest as _qiantai_acquiring_v1_PayRequest, PayRequest__Output as _qiantai_acquiring_v1_PayRequest__Output } from '../../../qiantai/acquiring/v1/PayRequest.ts';
import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from '../../../qiantai/common/v1/Payment.ts';
import type { RecordCashRequest as _qiantai_acquiring_v1_RecordCashRequest, RecordCashRequest__Output as _qiantai_acquiring_v1_RecordCashRequest__Output } from '../../../qiantai/acquiring/v1/RecordCashRequest.ts';
import type { Refund as _qiantai_common_v1_Refund, Refund__Output as _qiantai_common_v1_Refund__Output } from '../../../qiantai/common/v1/Refund.ts';
import type { RefundRequest as _qiantai_acquiring_v1_RefundRequest, RefundRequest__Output as _qiantai_acquiring_v1_RefundRequest__Output } from '../../../qiantai/acquiring/v1/RefundRequest.ts';
import type { SettleCardsReply as _qiantai_acquiring_v1_SettleCardsReply, SettleCardsReply__Output as _qiantai_acquiring_v1_SettleCardsReply__Output } from '../../../qiantai/acquiring/v1/SettleCardsReply.ts';
import type { SettleCardsRequest as _qiantai_acquiring_v1_SettleCardsRequest, SettleCardsRequest__Output as _qiantai_acquiring_v1_SettleCardsRequest__Output } from '../../../qiantai/acquiring/v1/SettleCardsRequest.ts';

export interface AcquiringServiceClient extends grpc.Client {
  CancelPayment(argument: _qiantai_acquiring_v1_CancelPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  CancelPayment(argument: _qiantai_acquiring_v1_CancelPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  CancelPayment(argument: _qiantai_acquiring_v1_CancelPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  CancelPayment(argument: _qiantai_acquiring_v1_CancelPaymentRequest, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  cancelPayment(argument: _qiantai_acquiring_v1_CancelPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  cancelPayment(argument: _qiantai_acquiring_v1_CancelPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  cancelPayment(argument: _qiantai_acquiring_v1_CancelPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  cancelPayment(argument: _qiantai_acquiring_v1_CancelPaymentRequest, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  
  FindPayment(argument: _qiantai_acquiring_v1_FindPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  FindPayment(argument: _qiantai_acquiring_v1_FindPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  FindPayment(argument: _qiantai_acquiring_v1_FindPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  FindPayment(argument: _qiantai_acquiring_v1_FindPaymentRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  findPayment(argument: _qiantai_acquiring_v1_FindPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  findPayment(argument: _qiantai_acquiring_v1_FindPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  findPayment(argument: _qiantai_acquiring_v1_FindPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  findPayment(argument: _qiantai_acquiring_v1_FindPaymentRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  
  FindSale(argument: _qiantai_acquiring_v1_FindSaleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  FindSale(argument: _qiantai_acquiring_v1_FindSaleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  FindSale(argument: _qiantai_acquiring_v1_FindSaleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  FindSale(argument: _qiantai_acquiring_v1_FindSaleRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  findSale(argument: _qiantai_acquiring_v1_FindSaleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  findSale(argument: _qiantai_acquiring_v1_FindSaleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  findSale(argument: _qiantai_acquiring_v1_FindSaleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  findSale(argument: _qiantai_acquiring_v1_FindSaleRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  
  GetPayment(argument: _qiantai_acquiring_v1_GetPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  GetPayment(argument: _qiantai_acquiring_v1_GetPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  GetPayment(argument: _qiantai_acquiring_v1_GetPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  GetPayment(argument: _qiantai_acquiring_v1_GetPaymentRequest, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  getPayment(argument: _qiantai_acquiring_v1_GetPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  getPayment(argument: _qiantai_acquiring_v1_GetPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  getPayment(argument: _qiantai_acquiring_v1_GetPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  getPayment(argument: _qiantai_acquiring_v1_GetPaymentRequest, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  
  GetRefund(argument: _qiantai_acquiring_v1_GetRefundRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  GetRefund(argument: _qiantai_acquiring_v1_GetRefundRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  GetRefund(argument: _qiantai_acquiring_v1_GetRefundRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  GetRefund(argument: _qiantai_acquiring_v1_GetRefundRequest, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  getRefund(argument: _qiantai_acquiring_v1_GetRefundRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  getRefund(argument: _qiantai_acquiring_v1_GetRefundRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  getRefund(argument: _qiantai_acquiring_v1_GetRefundRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  getRefund(argument: _qiantai_acquiring_v1_GetRefundRequest, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  
  Pay(argument: _qiantai_acquiring_v1_PayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  Pay(argument: _qiantai_acquiring_v1_PayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  Pay(argument: _qiantai_acquiring_v1_PayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  Pay(argument: _qiantai_acquiring_v1_PayRequest, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  pay(argument: _qiantai_acquiring_v1_PayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  pay(argument: _qiantai_acquiring_v1_PayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  pay(argument: _qiantai_acquiring_v1_PayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  pay(argument: _qiantai_acquiring_v1_PayRequest, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  
  RecordCash(argument: _qiantai_acquiring_v1_RecordCashRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  RecordCash(argument: _qiantai_acquiring_v1_RecordCashRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  RecordCash(argument: _qiantai_acquiring_v1_RecordCashRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  RecordCash(argument: _qiantai_acquiring_v1_RecordCashRequest, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  recordCash(argument: _qiantai_acquiring_v1_RecordCashRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  recordCash(argument: _qiantai_acquiring_v1_RecordCashRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  recordCash(argument: _qiantai_acquiring_v1_RecordCashRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  recordCash(argument: _qiantai_acquiring_v1_RecordCashRequest, callback: grpc.requestCallback<_qiantai_common_v1_Payment__Output>): grpc.ClientUnaryCall;
  
  RequestRefund(argument: _qiantai_acquiring_v1_RefundRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  RequestRefund(argument: _qiantai_acquiring_v1_RefundRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  RequestRefund(argument: _qiantai_acquiring_v1_RefundRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  RequestRefund(argument: _qiantai_acquiring_v1_RefundRequest, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  requestRefund(argument: _qiantai_acquiring_v1_RefundRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  requestRefund(argument: _qiantai_acquiring_v1_RefundRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  requestRefund(argument: _qiantai_acquiring_v1_RefundRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  requestRefund(argument: _qiantai_acquiring_v1_RefundRequest, callback: grpc.requestCallback<_qiantai_common_v1_Refund__Output>): grpc.ClientUnaryCall;
  
  SettleCards(argument: _qiantai_acquiring_v1_SettleCardsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SettleCardsReply__Output>): grpc.ClientUnaryCall;
  SettleCards(argument: _qiantai_acquiring_v1_SettleCardsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_SettleCardsReply__Output>): grpc.ClientUnaryCall;
  SettleCards(argument: _qiantai_acquiring_v1_SettleCardsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SettleCardsReply__Output>): grpc.ClientUnaryCall;
  SettleCards(argument: _qiantai_acquiring_v1_SettleCardsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_SettleCardsReply__Output>): grpc.ClientUnaryCall;
  settleCards(argument: _qiantai_acquiring_v1_SettleCardsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SettleCardsReply__Output>): grpc.ClientUnaryCall;
  settleCards(argument: _qiantai_acquiring_v1_SettleCardsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_SettleCardsReply__Output>): grpc.ClientUnaryCall;
  settleCards(argument: _qiantai_acquiring_v1_SettleCardsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SettleCardsReply__Output>): grpc.ClientUnaryCall;
  settleCards(argument: _qiantai_acquiring_v1_SettleCardsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_SettleCardsReply__Output>): grpc.ClientUnaryCall;
  
}

export interface AcquiringServiceHandlers extends grpc.UntypedServiceImplementation {
  CancelPayment: grpc.handleUnaryCall<_qiantai_acquiring_v1_CancelPaymentRequest__Output, _qiantai_common_v1_Payment>;
  
  FindPayment: grpc.handleUnaryCall<_qiantai_acquiring_v1_FindPaymentRequest__Output, _qiantai_acquiring_v1_FindPaymentReply>;
  
  FindSale: grpc.handleUnaryCall<_qiantai_acquiring_v1_FindSaleRequest__Output, _qiantai_acquiring_v1_FindSaleReply>;
  
  GetPayment: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetPaymentRequest__Output, _qiantai_common_v1_Payment>;
  
  GetRefund: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetRefundRequest__Output, _qiantai_common_v1_Refund>;
  
  Pay: grpc.handleUnaryCall<_qiantai_acquiring_v1_PayRequest__Output, _qiantai_common_v1_Payment>;
  
  RecordCash: grpc.handleUnaryCall<_qiantai_acquiring_v1_RecordCashRequest__Output, _qiantai_common_v1_Payment>;
  
  RequestRefund: grpc.handleUnaryCall<_qiantai_acquiring_v1_RefundRequest__Output, _qiantai_common_v1_Refund>;
  
  SettleCards: grpc.handleUnaryCall<_qiantai_acquiring_v1_SettleCardsRequest__Output, _qiantai_acquiring_v1_SettleCardsReply>;
  
}

export interface AcquiringServiceDefinition extends grpc.ServiceDefinition {
  CancelPayment: MethodDefinition<_qiantai_acquiring_v1_CancelPaymentRequest, _qiantai_common_v1_Payment, _qiantai_acquiring_v1_CancelPaymentRequest__Output, _qiantai_common_v1_Payment__Output>
  FindPayment: MethodDefinition<_qiantai_acquiring_v1_FindPaymentRequest, _qiantai_acquiring_v1_FindPaymentReply, _qiantai_acquiring_v1_FindPaymentRequest__Output, _qiantai_acquiring_v1_FindPaymentReply__Output>
  FindSale: MethodDefinition<_qiantai_acquiring_v1_FindSaleRequest, _qiantai_acquiring_v1_FindSaleReply, _qiantai_acquiring_v1_FindSaleRequest__Output, _qiantai_acquiring_v1_FindSaleReply__Output>
  GetPayment: MethodDefinition<_qiantai_acquiring_v1_GetPaymentRequest, _qiantai_common_v1_Payment, _qiantai_acquiring_v1_GetPaymentRequest__Output, _qiantai_common_v1_Payment__Output>
  GetRefund: MethodDefinition<_qiantai_acquiring_v1_GetRefundRequest, _qiantai_common_v1_Refund, _qiantai_acquiring_v1_GetRefundRequest__Output, _qiantai_common_v1_Refund__Output>
  Pay: MethodDefinition<_qiantai_acquiring_v1_PayRequest, _qiantai_common_v1_Payment, _qiantai_acquiring_v1_PayRequest__Output, _qiantai_common_v1_Payment__Output>
  RecordCash: MethodDefinition<_qiantai_acquiring_v1_RecordCashRequest, _qiantai_common_v1_Payment, _qiantai_acquiring_v1_RecordCashRequest__Output, _qiantai_common_v1_Payment__Output>
  RequestRefund: MethodDefinition<_qiantai_acquiring_v1_RefundRequest, _qiantai_common_v1_Refund, _qiantai_acquiring_v1_RefundRequest__Output, _qiantai_common_v1_Refund__Output>
  SettleCards: MethodDefinition<_qiantai_acquiring_v1_SettleCardsRequest, _qiantai_acquiring_v1_SettleCardsReply, _qiantai_acquiring_v1_SettleCardsRequest__Output, _qiantai_acquiring_v1_SettleCardsReply__Output>
}
