// Original file: protos/proto/qiantai/edge/v1/till.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AbandonSaleReply as _qiantai_edge_v1_AbandonSaleReply, AbandonSaleReply__Output as _qiantai_edge_v1_AbandonSaleReply__Output } from '../../../qiantai/edge/v1/AbandonSaleReply.ts';
import type { AbandonSaleRequest as _qiantai_edge_v1_AbandonSaleRequest, AbandonSaleRequest__Output as _qiantai_edge_v1_AbandonSaleRequest__Output } from '../../../qiantai/edge/v1/AbandonSaleRequest.ts';
import type { ApproveRequest as _qiantai_edge_v1_ApproveRequest, ApproveRequest__Output as _qiantai_edge_v1_ApproveRequest__Output } from '../../../qiantai/edge/v1/ApproveRequest.ts';
import type { Approved as _qiantai_edge_v1_Approved, Approved__Output as _qiantai_edge_v1_Approved__Output } from '../../../qiantai/edge/v1/Approved.ts';
import type { Article as _qiantai_edge_v1_Article, Article__Output as _qiantai_edge_v1_Article__Output } from '../../../qiantai/edge/v1/Article.ts';
import type { CancelPaymentRequest as _qiantai_edge_v1_CancelPaymentRequest, CancelPaymentRequest__Output as _qiantai_edge_v1_CancelPaymentRequest__Output } from '../../../qiantai/edge/v1/CancelPaymentRequest.ts';
import type { CompleteSaleReply as _qiantai_edge_v1_CompleteSaleReply, CompleteSaleReply__Output as _qiantai_edge_v1_CompleteSaleReply__Output } from '../../../qiantai/edge/v1/CompleteSaleReply.ts';
import type { CompleteSaleRequest as _qiantai_edge_v1_CompleteSaleRequest, CompleteSaleRequest__Output as _qiantai_edge_v1_CompleteSaleRequest__Output } from '../../../qiantai/edge/v1/CompleteSaleRequest.ts';
import type { EdgePayment as _qiantai_edge_v1_EdgePayment, EdgePayment__Output as _qiantai_edge_v1_EdgePayment__Output } from '../../../qiantai/edge/v1/EdgePayment.ts';
import type { EdgeRefund as _qiantai_edge_v1_EdgeRefund, EdgeRefund__Output as _qiantai_edge_v1_EdgeRefund__Output } from '../../../qiantai/edge/v1/EdgeRefund.ts';
import type { EdgeStatus as _qiantai_edge_v1_EdgeStatus, EdgeStatus__Output as _qiantai_edge_v1_EdgeStatus__Output } from '../../../qiantai/edge/v1/EdgeStatus.ts';
import type { FindArticleRequest as _qiantai_edge_v1_FindArticleRequest, FindArticleRequest__Output as _qiantai_edge_v1_FindArticleRequest__Output } from '../../../qiantai/edge/v1/FindArticleRequest.ts';
import type { FindPaymentReply as _qiantai_edge_v1_FindPaymentReply, FindPaymentReply__Output as _qiantai_edge_v1_FindPaymentReply__Output } from '../../../qiantai/edge/v1/FindPaymentReply.ts';
import type { FindPaymentRequest as _qiantai_edge_v1_FindPaymentRequest, FindPaymentRequest__Output as _qiantai_edge_v1_FindPaymentRequest__Output } from '../../../qiantai/edge/v1/FindPaymentRequest.ts';
import type { FindSaleReply as _qiantai_edge_v1_FindSaleReply, FindSaleReply__Output as _qiantai_edge_v1_FindSaleReply__Output } from '../../../qiantai/edge/v1/FindSaleReply.ts';
import type { FindSaleRequest as _qiantai_edge_v1_FindSaleRequest, FindSaleRequest__Output as _qiantai_edge_v1_FindSaleRequest__Output } from '../../../qiantai/edge/v1/FindSaleRequest.ts';
import type { GetPaymentRequest as _qiantai_edge_v1_GetPaymentRequest, GetPaymentRequest__Output as _qiantai_edge_v1_GetPaymentRequest__Output } from '../../../qiantai/edge/v1/GetPaymentRequest.ts';
import type { GetRefundRequest as _qiantai_edge_v1_GetRefundRequest, GetRefundRequest__Output as _qiantai_edge_v1_GetRefundRequest__Output } from '../../../qiantai/edge/v1/GetRefundRequest.ts';
import type { GetTillRequest as _qiantai_edge_v1_GetTillRequest, GetTillRequest__Output as _qiantai_edge_v1_GetTillRequest__Output } from '../../../qiantai/edge/v1/GetTillRequest.ts';
import type { ListOpenReply as _qiantai_edge_v1_ListOpenReply, ListOpenReply__Output as _qiantai_edge_v1_ListOpenReply__Output } from '../../../qiantai/edge/v1/ListOpenReply.ts';
import type { ListOpenRequest as _qiantai_edge_v1_ListOpenRequest, ListOpenRequest__Output as _qiantai_edge_v1_ListOpenRequest__Output } from '../../../qiantai/edge/v1/ListOpenRequest.ts';
import type { ListSalesReply as _qiantai_edge_v1_ListSalesReply, ListSalesReply__Output as _qiantai_edge_v1_ListSalesReply__Output } from '../../../qiantai/edge/v1/ListSalesReply.ts';
import type { ListSalesRequest as _qiantai_edge_v1_ListSalesRequest, ListSalesRequest__Output as _qiantai_edge_v1_ListSalesRequest__Output } from '../../../qiantai/edge/v1/ListSalesRequest.ts';
import type { PriceCartRequest as _qiantai_edge_v1_PriceCartRequest, PriceCartRequest__Output as _qiantai_edge_v1_PriceCartRequest__Output } from '../../../qiantai/edge/v1/PriceCartRequest.ts';
import type { PricedCart as _qiantai_edge_v1_PricedCart, PricedCart__Output as _qiantai_edge_v1_PricedCart__Output } from '../../../qiantai/edge/v1/PricedCart.ts';
import type { RecordDeedReply as _qiantai_edge_v1_RecordDeedReply, RecordDeedReply__Output as _qiantai_edge_v1_RecordDeedReply__Output } from '../../../qiantai/edge/v1/RecordDeedReply.ts';
import type { RecordDeedRequest as _qiantai_edge_v1_RecordDeedRequest, RecordDeedRequest__Output as _qiantai_edge_v1_RecordDeedRequest__Output } from '../../../qiantai/edge/v1/RecordDeedRequest.ts';
import type { ReturnCashRequest as _qiantai_edge_v1_ReturnCashRequest, ReturnCashRequest__Output as _qiantai_edge_v1_ReturnCashRequest__Output } from '../../../qiantai/edge/v1/ReturnCashRequest.ts';
import type { SearchArticlesReply as _qiantai_edge_v1_SearchArticlesReply, SearchArticlesReply__Output as _qiantai_edge_v1_SearchArticlesReply__Output } from '../../../qiantai/edge/v1/SearchArticlesReply.ts';
import type { SearchArticlesRequest as _qiantai_edge_v1_SearchArticlesRequest, SearchArticlesRequest__Output as _qiantai_edge_v1_SearchArticlesRequest__Output } from '../../../qiantai/edge/v1/SearchArticlesRequest.ts';
import type { SetOfflineModeRequest as _qiantai_edge_v1_SetOfflineModeRequest, SetOfflineModeRequest__Output as _qiantai_edge_v1_SetOfflineModeRequest__Output } from '../../../qiantai/edge/v1/SetOfflineModeRequest.ts';
import type { SignInReply as _qiantai_edge_v1_SignInReply, SignInReply__Output as _qiantai_edge_v1_SignInReply__Output } from '../../../qiantai/edge/v1/SignInReply.ts';
import type { SignInRequest as _qiantai_edge_v1_SignInRequest, SignInRequest__Output as _qiantai_edge_v1_SignInRequest__Output } from '../../../qiantai/edge/v1/SignInRequest.ts';
import type { SignOutReply as _qiantai_edge_v1_SignOutReply, SignOutReply__Output as _qiantai_edge_v1_SignOutReply__Output } from '../../../qiantai/edge/v1/SignOutReply.ts';
import type { SignOutRequest as _qiantai_edge_v1_SignOutRequest, SignOutRequest__Output as _qiantai_edge_v1_SignOutRequest__Output } from '../../../qiantai/edge/v1/SignOutRequest.ts';
import type { StartPaymentRequest as _qiantai_edge_v1_StartPaymentRequest, StartPaymentRequest__Output as _qiantai_edge_v1_StartPaymentRequest__Output } from '../../../qiantai/edge/v1/StartPaymentRequest.ts';
import type { StartRefundRequest as _qiantai_edge_v1_StartRefundRequest, StartRefundRequest__Output as _qiantai_edge_v1_StartRefundRequest__Output } from '../../../qiantai/edge/v1/StartRefundRequest.ts';
import type { SyncNowRequest as _qiantai_edge_v1_SyncNowRequest, SyncNowRequest__Output as _qiantai_edge_v1_SyncNowRequest__Output } from '../../../qiantai/edge/v1/SyncNowRequest.ts';
import type { TakeCashRequest as _qiantai_edge_v1_TakeCashRequest, TakeCashRequest__Output as _qiantai_edge_v1_TakeCashRequest__Output } from '../../../qiantai/edge/v1/TakeCashRequest.ts';
import type { Till as _qiantai_edge_v1_Till, Till__Output as _qiantai_edge_v1_Till__Output } from '../../../qiantai/edge/v1/Till.ts';
import type { WatchStatusRequest as _qiantai_edge_v1_WatchStatusRequest, WatchStatusRequest__Output as _qiantai_edge_v1_WatchStatusRequest__Output } from '../../../qiantai/edge/v1/WatchStatusRequest.ts';

export interface TillServiceClient extends grpc.Client {
  AbandonSale(argument: _qiantai_edge_v1_AbandonSaleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_AbandonSaleReply__Output>): grpc.ClientUnaryCall;
  AbandonSale(argument: _qiantai_edge_v1_AbandonSaleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_AbandonSaleReply__Output>): grpc.ClientUnaryCall;
  AbandonSale(argument: _qiantai_edge_v1_AbandonSaleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_AbandonSaleReply__Output>): grpc.ClientUnaryCall;
  AbandonSale(argument: _qiantai_edge_v1_AbandonSaleRequest, callback: grpc.requestCallback<_qiantai_edge_v1_AbandonSaleReply__Output>): grpc.ClientUnaryCall;
  abandonSale(argument: _qiantai_edge_v1_AbandonSaleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_AbandonSaleReply__Output>): grpc.ClientUnaryCall;
  abandonSale(argument: _qiantai_edge_v1_AbandonSaleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_AbandonSaleReply__Output>): grpc.ClientUnaryCall;
  abandonSale(argument: _qiantai_edge_v1_AbandonSaleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_AbandonSaleReply__Output>): grpc.ClientUnaryCall;
  abandonSale(argument: _qiantai_edge_v1_AbandonSaleRequest, callback: grpc.requestCallback<_qiantai_edge_v1_AbandonSaleReply__Output>): grpc.ClientUnaryCall;
  
  Approve(argument: _qiantai_edge_v1_ApproveRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Approved__Output>): grpc.ClientUnaryCall;
  Approve(argument: _qiantai_edge_v1_ApproveRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_Approved__Output>): grpc.ClientUnaryCall;
  Approve(argument: _qiantai_edge_v1_ApproveRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Approved__Output>): grpc.ClientUnaryCall;
  Approve(argument: _qiantai_edge_v1_ApproveRequest, callback: grpc.requestCallback<_qiantai_edge_v1_Approved__Output>): grpc.ClientUnaryCall;
  approve(argument: _qiantai_edge_v1_ApproveRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Approved__Output>): grpc.ClientUnaryCall;
  approve(argument: _qiantai_edge_v1_ApproveRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_Approved__Output>): grpc.ClientUnaryCall;
  approve(argument: _qiantai_edge_v1_ApproveRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Approved__Output>): grpc.ClientUnaryCall;
  approve(argument: _qiantai_edge_v1_ApproveRequest, callback: grpc.requestCallback<_qiantai_edge_v1_Approved__Output>): grpc.ClientUnaryCall;
  
  CancelPayment(argument: _qiantai_edge_v1_CancelPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  CancelPayment(argument: _qiantai_edge_v1_CancelPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  CancelPayment(argument: _qiantai_edge_v1_CancelPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  CancelPayment(argument: _qiantai_edge_v1_CancelPaymentRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  cancelPayment(argument: _qiantai_edge_v1_CancelPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  cancelPayment(argument: _qiantai_edge_v1_CancelPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  cancelPayment(argument: _qiantai_edge_v1_CancelPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  cancelPayment(argument: _qiantai_edge_v1_CancelPaymentRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  
  CompleteSale(argument: _qiantai_edge_v1_CompleteSaleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CompleteSaleReply__Output>): grpc.ClientUnaryCall;
  CompleteSale(argument: _qiantai_edge_v1_CompleteSaleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_CompleteSaleReply__Output>): grpc.ClientUnaryCall;
  CompleteSale(argument: _qiantai_edge_v1_CompleteSaleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CompleteSaleReply__Output>): grpc.ClientUnaryCall;
  CompleteSale(argument: _qiantai_edge_v1_CompleteSaleRequest, callback: grpc.requestCallback<_qiantai_edge_v1_CompleteSaleReply__Output>): grpc.ClientUnaryCall;
  completeSale(argument: _qiantai_edge_v1_CompleteSaleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CompleteSaleReply__Output>): grpc.ClientUnaryCall;
  completeSale(argument: _qiantai_edge_v1_CompleteSaleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_CompleteSaleReply__Output>): grpc.ClientUnaryCall;
  completeSale(argument: _qiantai_edge_v1_CompleteSaleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CompleteSaleReply__Output>): grpc.ClientUnaryCall;
  completeSale(argument: _qiantai_edge_v1_CompleteSaleRequest, callback: grpc.requestCallback<_qiantai_edge_v1_CompleteSaleReply__Output>): grpc.ClientUnaryCall;
  
  FindArticle(argument: _qiantai_edge_v1_FindArticleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Article__Output>): grpc.ClientUnaryCall;
  FindArticle(argument: _qiantai_edge_v1_FindArticleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_Article__Output>): grpc.ClientUnaryCall;
  FindArticle(argument: _qiantai_edge_v1_FindArticleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Article__Output>): grpc.ClientUnaryCall;
  FindArticle(argument: _qiantai_edge_v1_FindArticleRequest, callback: grpc.requestCallback<_qiantai_edge_v1_Article__Output>): grpc.ClientUnaryCall;
  findArticle(argument: _qiantai_edge_v1_FindArticleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Article__Output>): grpc.ClientUnaryCall;
  findArticle(argument: _qiantai_edge_v1_FindArticleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_Article__Output>): grpc.ClientUnaryCall;
  findArticle(argument: _qiantai_edge_v1_FindArticleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Article__Output>): grpc.ClientUnaryCall;
  findArticle(argument: _qiantai_edge_v1_FindArticleRequest, callback: grpc.requestCallback<_qiantai_edge_v1_Article__Output>): grpc.ClientUnaryCall;
  
  FindPayment(argument: _qiantai_edge_v1_FindPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  FindPayment(argument: _qiantai_edge_v1_FindPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  FindPayment(argument: _qiantai_edge_v1_FindPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  FindPayment(argument: _qiantai_edge_v1_FindPaymentRequest, callback: grpc.requestCallback<_qiantai_edge_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  findPayment(argument: _qiantai_edge_v1_FindPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  findPayment(argument: _qiantai_edge_v1_FindPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  findPayment(argument: _qiantai_edge_v1_FindPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  findPayment(argument: _qiantai_edge_v1_FindPaymentRequest, callback: grpc.requestCallback<_qiantai_edge_v1_FindPaymentReply__Output>): grpc.ClientUnaryCall;
  
  FindSale(argument: _qiantai_edge_v1_FindSaleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  FindSale(argument: _qiantai_edge_v1_FindSaleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  FindSale(argument: _qiantai_edge_v1_FindSaleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  FindSale(argument: _qiantai_edge_v1_FindSaleRequest, callback: grpc.requestCallback<_qiantai_edge_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  findSale(argument: _qiantai_edge_v1_FindSaleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  findSale(argument: _qiantai_edge_v1_FindSaleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  findSale(argument: _qiantai_edge_v1_FindSaleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  findSale(argument: _qiantai_edge_v1_FindSaleRequest, callback: grpc.requestCallback<_qiantai_edge_v1_FindSaleReply__Output>): grpc.ClientUnaryCall;
  
  GetPayment(argument: _qiantai_edge_v1_GetPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  GetPayment(argument: _qiantai_edge_v1_GetPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  GetPayment(argument: _qiantai_edge_v1_GetPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  GetPayment(argument: _qiantai_edge_v1_GetPaymentRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  getPayment(argument: _qiantai_edge_v1_GetPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  getPayment(argument: _qiantai_edge_v1_GetPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  getPayment(argument: _qiantai_edge_v1_GetPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  getPayment(argument: _qiantai_edge_v1_GetPaymentRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  
  GetRefund(argument: _qiantai_edge_v1_GetRefundRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  GetRefund(argument: _qiantai_edge_v1_GetRefundRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  GetRefund(argument: _qiantai_edge_v1_GetRefundRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  GetRefund(argument: _qiantai_edge_v1_GetRefundRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  getRefund(argument: _qiantai_edge_v1_GetRefundRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  getRefund(argument: _qiantai_edge_v1_GetRefundRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  getRefund(argument: _qiantai_edge_v1_GetRefundRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  getRefund(argument: _qiantai_edge_v1_GetRefundRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  
  GetTill(argument: _qiantai_edge_v1_GetTillRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Till__Output>): grpc.ClientUnaryCall;
  GetTill(argument: _qiantai_edge_v1_GetTillRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_Till__Output>): grpc.ClientUnaryCall;
  GetTill(argument: _qiantai_edge_v1_GetTillRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Till__Output>): grpc.ClientUnaryCall;
  GetTill(argument: _qiantai_edge_v1_GetTillRequest, callback: grpc.requestCallback<_qiantai_edge_v1_Till__Output>): grpc.ClientUnaryCall;
  getTill(argument: _qiantai_edge_v1_GetTillRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Till__Output>): grpc.ClientUnaryCall;
  getTill(argument: _qiantai_edge_v1_GetTillRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_Till__Output>): grpc.ClientUnaryCall;
  getTill(argument: _qiantai_edge_v1_GetTillRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Till__Output>): grpc.ClientUnaryCall;
  getTill(argument: _qiantai_edge_v1_GetTillRequest, callback: grpc.requestCallback<_qiantai_edge_v1_Till__Output>): grpc.ClientUnaryCall;
  
  ListOpen(argument: _qiantai_edge_v1_ListOpenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListOpenReply__Output>): grpc.ClientUnaryCall;
  ListOpen(argument: _qiantai_edge_v1_ListOpenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListOpenReply__Output>): grpc.ClientUnaryCall;
  ListOpen(argument: _qiantai_edge_v1_ListOpenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListOpenReply__Output>): grpc.ClientUnaryCall;
  ListOpen(argument: _qiantai_edge_v1_ListOpenRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListOpenReply__Output>): grpc.ClientUnaryCall;
  listOpen(argument: _qiantai_edge_v1_ListOpenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListOpenReply__Output>): grpc.ClientUnaryCall;
  listOpen(argument: _qiantai_edge_v1_ListOpenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListOpenReply__Output>): grpc.ClientUnaryCall;
  listOpen(argument: _qiantai_edge_v1_ListOpenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListOpenReply__Output>): grpc.ClientUnaryCall;
  listOpen(argument: _qiantai_edge_v1_ListOpenRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListOpenReply__Output>): grpc.ClientUnaryCall;
  
  ListSales(argument: _qiantai_edge_v1_ListSalesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListSalesReply__Output>): grpc.ClientUnaryCall;
  ListSales(argument: _qiantai_edge_v1_ListSalesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListSalesReply__Output>): grpc.ClientUnaryCall;
  ListSales(argument: _qiantai_edge_v1_ListSalesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListSalesReply__Output>): grpc.ClientUnaryCall;
  ListSales(argument: _qiantai_edge_v1_ListSalesRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListSalesReply__Output>): grpc.ClientUnaryCall;
  listSales(argument: _qiantai_edge_v1_ListSalesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListSalesReply__Output>): grpc.ClientUnaryCall;
  listSales(argument: _qiantai_edge_v1_ListSalesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListSalesReply__Output>): grpc.ClientUnaryCall;
  listSales(argument: _qiantai_edge_v1_ListSalesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListSalesReply__Output>): grpc.ClientUnaryCall;
  listSales(argument: _qiantai_edge_v1_ListSalesRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListSalesReply__Output>): grpc.ClientUnaryCall;
  
  PriceCart(argument: _qiantai_edge_v1_PriceCartRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_PricedCart__Output>): grpc.ClientUnaryCall;
  PriceCart(argument: _qiantai_edge_v1_PriceCartRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_PricedCart__Output>): grpc.ClientUnaryCall;
  PriceCart(argument: _qiantai_edge_v1_PriceCartRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_PricedCart__Output>): grpc.ClientUnaryCall;
  PriceCart(argument: _qiantai_edge_v1_PriceCartRequest, callback: grpc.requestCallback<_qiantai_edge_v1_PricedCart__Output>): grpc.ClientUnaryCall;
  priceCart(argument: _qiantai_edge_v1_PriceCartRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_PricedCart__Output>): grpc.ClientUnaryCall;
  priceCart(argument: _qiantai_edge_v1_PriceCartRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_PricedCart__Output>): grpc.ClientUnaryCall;
  priceCart(argument: _qiantai_edge_v1_PriceCartRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_PricedCart__Output>): grpc.ClientUnaryCall;
  priceCart(argument: _qiantai_edge_v1_PriceCartRequest, callback: grpc.requestCallback<_qiantai_edge_v1_PricedCart__Output>): grpc.ClientUnaryCall;
  
  RecordDeed(argument: _qiantai_edge_v1_RecordDeedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_RecordDeedReply__Output>): grpc.ClientUnaryCall;
  RecordDeed(argument: _qiantai_edge_v1_RecordDeedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_RecordDeedReply__Output>): grpc.ClientUnaryCall;
  RecordDeed(argument: _qiantai_edge_v1_RecordDeedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_RecordDeedReply__Output>): grpc.ClientUnaryCall;
  RecordDeed(argument: _qiantai_edge_v1_RecordDeedRequest, callback: grpc.requestCallback<_qiantai_edge_v1_RecordDeedReply__Output>): grpc.ClientUnaryCall;
  recordDeed(argument: _qiantai_edge_v1_RecordDeedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_RecordDeedReply__Output>): grpc.ClientUnaryCall;
  recordDeed(argument: _qiantai_edge_v1_RecordDeedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_RecordDeedReply__Output>): grpc.ClientUnaryCall;
  recordDeed(argument: _qiantai_edge_v1_RecordDeedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_RecordDeedReply__Output>): grpc.ClientUnaryCall;
  recordDeed(argument: _qiantai_edge_v1_RecordDeedRequest, callback: grpc.requestCallback<_qiantai_edge_v1_RecordDeedReply__Output>): grpc.ClientUnaryCall;
  
  ReturnCash(argument: _qiantai_edge_v1_ReturnCashRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  ReturnCash(argument: _qiantai_edge_v1_ReturnCashRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  ReturnCash(argument: _qiantai_edge_v1_ReturnCashRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  ReturnCash(argument: _qiantai_edge_v1_ReturnCashRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  returnCash(argument: _qiantai_edge_v1_ReturnCashRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  returnCash(argument: _qiantai_edge_v1_ReturnCashRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  returnCash(argument: _qiantai_edge_v1_ReturnCashRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  returnCash(argument: _qiantai_edge_v1_ReturnCashRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  
  SearchArticles(argument: _qiantai_edge_v1_SearchArticlesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SearchArticlesReply__Output>): grpc.ClientUnaryCall;
  SearchArticles(argument: _qiantai_edge_v1_SearchArticlesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_SearchArticlesReply__Output>): grpc.ClientUnaryCall;
  SearchArticles(argument: _qiantai_edge_v1_SearchArticlesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SearchArticlesReply__Output>): grpc.ClientUnaryCall;
  SearchArticles(argument: _qiantai_edge_v1_SearchArticlesRequest, callback: grpc.requestCallback<_qiantai_edge_v1_SearchArticlesReply__Output>): grpc.ClientUnaryCall;
  searchArticles(argument: _qiantai_edge_v1_SearchArticlesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SearchArticlesReply__Output>): grpc.ClientUnaryCall;
  searchArticles(argument: _qiantai_edge_v1_SearchArticlesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_SearchArticlesReply__Output>): grpc.ClientUnaryCall;
  searchArticles(argument: _qiantai_edge_v1_SearchArticlesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SearchArticlesReply__Output>): grpc.ClientUnaryCall;
  searchArticles(argument: _qiantai_edge_v1_SearchArticlesRequest, callback: grpc.requestCallback<_qiantai_edge_v1_SearchArticlesReply__Output>): grpc.ClientUnaryCall;
  
  SetOfflineMode(argument: _qiantai_edge_v1_SetOfflineModeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  SetOfflineMode(argument: _qiantai_edge_v1_SetOfflineModeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  SetOfflineMode(argument: _qiantai_edge_v1_SetOfflineModeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  SetOfflineMode(argument: _qiantai_edge_v1_SetOfflineModeRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  setOfflineMode(argument: _qiantai_edge_v1_SetOfflineModeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  setOfflineMode(argument: _qiantai_edge_v1_SetOfflineModeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  setOfflineMode(argument: _qiantai_edge_v1_SetOfflineModeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  setOfflineMode(argument: _qiantai_edge_v1_SetOfflineModeRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  
  SignIn(argument: _qiantai_edge_v1_SignInRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  SignIn(argument: _qiantai_edge_v1_SignInRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  SignIn(argument: _qiantai_edge_v1_SignInRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  SignIn(argument: _qiantai_edge_v1_SignInRequest, callback: grpc.requestCallback<_qiantai_edge_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  signIn(argument: _qiantai_edge_v1_SignInRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  signIn(argument: _qiantai_edge_v1_SignInRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  signIn(argument: _qiantai_edge_v1_SignInRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  signIn(argument: _qiantai_edge_v1_SignInRequest, callback: grpc.requestCallback<_qiantai_edge_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  
  SignOut(argument: _qiantai_edge_v1_SignOutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  SignOut(argument: _qiantai_edge_v1_SignOutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  SignOut(argument: _qiantai_edge_v1_SignOutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  SignOut(argument: _qiantai_edge_v1_SignOutRequest, callback: grpc.requestCallback<_qiantai_edge_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  signOut(argument: _qiantai_edge_v1_SignOutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  signOut(argument: _qiantai_edge_v1_SignOutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  signOut(argument: _qiantai_edge_v1_SignOutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  signOut(argument: _qiantai_edge_v1_SignOutRequest, callback: grpc.requestCallback<_qiantai_edge_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  
  StartPayment(argument: _qiantai_edge_v1_StartPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  StartPayment(argument: _qiantai_edge_v1_StartPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  StartPayment(argument: _qiantai_edge_v1_StartPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  StartPayment(argument: _qiantai_edge_v1_StartPaymentRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  startPayment(argument: _qiantai_edge_v1_StartPaymentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  startPayment(argument: _qiantai_edge_v1_StartPaymentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  startPayment(argument: _qiantai_edge_v1_StartPaymentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  startPayment(argument: _qiantai_edge_v1_StartPaymentRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  
  StartRefund(argument: _qiantai_edge_v1_StartRefundRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  StartRefund(argument: _qiantai_edge_v1_StartRefundRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  StartRefund(argument: _qiantai_edge_v1_StartRefundRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  StartRefund(argument: _qiantai_edge_v1_StartRefundRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  startRefund(argument: _qiantai_edge_v1_StartRefundRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  startRefund(argument: _qiantai_edge_v1_StartRefundRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  startRefund(argument: _qiantai_edge_v1_StartRefundRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  startRefund(argument: _qiantai_edge_v1_StartRefundRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeRefund__Output>): grpc.ClientUnaryCall;
  
  SyncNow(argument: _qiantai_edge_v1_SyncNowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  SyncNow(argument: _qiantai_edge_v1_SyncNowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  SyncNow(argument: _qiantai_edge_v1_SyncNowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  SyncNow(argument: _qiantai_edge_v1_SyncNowRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  syncNow(argument: _qiantai_edge_v1_SyncNowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  syncNow(argument: _qiantai_edge_v1_SyncNowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  syncNow(argument: _qiantai_edge_v1_SyncNowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  syncNow(argument: _qiantai_edge_v1_SyncNowRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgeStatus__Output>): grpc.ClientUnaryCall;
  
  TakeCash(argument: _qiantai_edge_v1_TakeCashRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  TakeCash(argument: _qiantai_edge_v1_TakeCashRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  TakeCash(argument: _qiantai_edge_v1_TakeCashRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  TakeCash(argument: _qiantai_edge_v1_TakeCashRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  takeCash(argument: _qiantai_edge_v1_TakeCashRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  takeCash(argument: _qiantai_edge_v1_TakeCashRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  takeCash(argument: _qiantai_edge_v1_TakeCashRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  takeCash(argument: _qiantai_edge_v1_TakeCashRequest, callback: grpc.requestCallback<_qiantai_edge_v1_EdgePayment__Output>): grpc.ClientUnaryCall;
  
  WatchStatus(argument: _qiantai_edge_v1_WatchStatusRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_edge_v1_EdgeStatus__Output>;
  WatchStatus(argument: _qiantai_edge_v1_WatchStatusRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_edge_v1_EdgeStatus__Output>;
  watchStatus(argument: _qiantai_edge_v1_WatchStatusRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_edge_v1_EdgeStatus__Output>;
  watchStatus(argument: _qiantai_edge_v1_WatchStatusRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_edge_v1_EdgeStatus__Output>;
  
}

export interface TillServiceHandlers extends grpc.UntypedServiceImplementation {
  AbandonSale: grpc.handleUnaryCall<_qiantai_edge_v1_AbandonSaleRequest__Output, _qiantai_edge_v1_AbandonSaleReply>;
  
  Approve: grpc.handleUnaryCall<_qiantai_edge_v1_ApproveRequest__Output, _qiantai_edge_v1_Approved>;
  
  CancelPayment: grpc.handleUnaryCall<_qiantai_edge_v1_CancelPaymentRequest__Output, _qiantai_edge_v1_EdgePayment>;
  
  CompleteSale: grpc.handleUnaryCall<_qiantai_edge_v1_CompleteSaleRequest__Output, _qiantai_edge_v1_CompleteSaleReply>;
  
  FindArticle: grpc.handleUnaryCall<_qiantai_edge_v1_FindArticleRequest__Output, _qiantai_edge_v1_Article>;
  
  FindPayment: grpc.handleUnaryCall<_qiantai_edge_v1_FindPaymentRequest__Output, _qiantai_edge_v1_FindPaymentReply>;
  
  FindSale: grpc.handleUnaryCall<_qiantai_edge_v1_FindSaleRequest__Output, _qiantai_edge_v1_FindSaleReply>;
  
  GetPayment: grpc.handleUnaryCall<_qiantai_edge_v1_GetPaymentRequest__Output, _qiantai_edge_v1_EdgePayment>;
  
  GetRefund: grpc.handleUnaryCall<_qiantai_edge_v1_GetRefundRequest__Output, _qiantai_edge_v1_EdgeRefund>;
  
  GetTill: grpc.handleUnaryCall<_qiantai_edge_v1_GetTillRequest__Output, _qiantai_edge_v1_Till>;
  
  ListOpen: grpc.handleUnaryCall<_qiantai_edge_v1_ListOpenRequest__Output, _qiantai_edge_v1_ListOpenReply>;
  
  ListSales: grpc.handleUnaryCall<_qiantai_edge_v1_ListSalesRequest__Output, _qiantai_edge_v1_ListSalesReply>;
  
  PriceCart: grpc.handleUnaryCall<_qiantai_edge_v1_PriceCartRequest__Output, _qiantai_edge_v1_PricedCart>;
  
  RecordDeed: grpc.handleUnaryCall<_qiantai_edge_v1_RecordDeedRequest__Output, _qiantai_edge_v1_RecordDeedReply>;
  
  ReturnCash: grpc.handleUnaryCall<_qiantai_edge_v1_ReturnCashRequest__Output, _qiantai_edge_v1_EdgeRefund>;
  
  SearchArticles: grpc.handleUnaryCall<_qiantai_edge_v1_SearchArticlesRequest__Output, _qiantai_edge_v1_SearchArticlesReply>;
  
  SetOfflineMode: grpc.handleUnaryCall<_qiantai_edge_v1_SetOfflineModeRequest__Output, _qiantai_edge_v1_EdgeStatus>;
  
  SignIn: grpc.handleUnaryCall<_qiantai_edge_v1_SignInRequest__Output, _qiantai_edge_v1_SignInReply>;
  
  SignOut: grpc.handleUnaryCall<_qiantai_edge_v1_SignOutRequest__Output, _qiantai_edge_v1_SignOutReply>;
  
  StartPayment: grpc.handleUnaryCall<_qiantai_edge_v1_StartPaymentRequest__Output, _qiantai_edge_v1_EdgePayment>;
  
  StartRefund: grpc.handleUnaryCall<_qiantai_edge_v1_StartRefundRequest__Output, _qiantai_edge_v1_EdgeRefund>;
  
  SyncNow: grpc.handleUnaryCall<_qiantai_edge_v1_SyncNowRequest__Output, _qiantai_edge_v1_EdgeStatus>;
  
  TakeCash: grpc.handleUnaryCall<_qiantai_edge_v1_TakeCashRequest__Output, _qiantai_edge_v1_EdgePayment>;
  
  WatchStatus: grpc.handleServerStreamingCall<_qiantai_edge_v1_WatchStatusRequest__Output, _qiantai_edge_v1_EdgeStatus>;
  
}

export interface TillServiceDefinition extends grpc.ServiceDefinition {
  AbandonSale: MethodDefinition<_qiantai_edge_v1_AbandonSaleRequest, _qiantai_edge_v1_AbandonSaleReply, _qiantai_edge_v1_AbandonSaleRequest__Output, _qiantai_edge_v1_AbandonSaleReply__Output>
  Approve: MethodDefinition<_qiantai_edge_v1_ApproveRequest, _qiantai_edge_v1_Approved, _qiantai_edge_v1_ApproveRequest__Output, _qiantai_edge_v1_Approved__Output>
  CancelPayment: MethodDefinition<_qiantai_edge_v1_CancelPaymentRequest, _qiantai_edge_v1_EdgePayment, _qiantai_edge_v1_CancelPaymentRequest__Output, _qiantai_edge_v1_EdgePayment__Output>
  CompleteSale: MethodDefinition<_qiantai_edge_v1_CompleteSaleRequest, _qiantai_edge_v1_CompleteSaleReply, _qiantai_edge_v1_CompleteSaleRequest__Output, _qiantai_edge_v1_CompleteSaleReply__Output>
  FindArticle: MethodDefinition<_qiantai_edge_v1_FindArticleRequest, _qiantai_edge_v1_Article, _qiantai_edge_v1_FindArticleRequest__Output, _qiantai_edge_v1_Article__Output>
  FindPayment: MethodDefinition<_qiantai_edge_v1_FindPaymentRequest, _qiantai_edge_v1_FindPaymentReply, _qiantai_edge_v1_FindPaymentRequest__Output, _qiantai_edge_v1_FindPaymentReply__Output>
  FindSale: MethodDefinition<_qiantai_edge_v1_FindSaleRequest, _qiantai_edge_v1_FindSaleReply, _qiantai_edge_v1_FindSaleRequest__Output, _qiantai_edge_v1_FindSaleReply__Output>
  GetPayment: MethodDefinition<_qiantai_edge_v1_GetPaymentRequest, _qiantai_edge_v1_EdgePayment, _qiantai_edge_v1_GetPaymentRequest__Output, _qiantai_edge_v1_EdgePayment__Output>
  GetRefund: MethodDefinition<_qiantai_edge_v1_GetRefundRequest, _qiantai_edge_v1_EdgeRefund, _qiantai_edge_v1_GetRefundRequest__Output, _qiantai_edge_v1_EdgeRefund__Output>
  GetTill: MethodDefinition<_qiantai_edge_v1_GetTillRequest, _qiantai_edge_v1_Till, _qiantai_edge_v1_GetTillRequest__Output, _qiantai_edge_v1_Till__Output>
  ListOpen: MethodDefinition<_qiantai_edge_v1_ListOpenRequest, _qiantai_edge_v1_ListOpenReply, _qiantai_edge_v1_ListOpenRequest__Output, _qiantai_edge_v1_ListOpenReply__Output>
  ListSales: MethodDefinition<_qiantai_edge_v1_ListSalesRequest, _qiantai_edge_v1_ListSalesReply, _qiantai_edge_v1_ListSalesRequest__Output, _qiantai_edge_v1_ListSalesReply__Output>
  PriceCart: MethodDefinition<_qiantai_edge_v1_PriceCartRequest, _qiantai_edge_v1_PricedCart, _qiantai_edge_v1_PriceCartRequest__Output, _qiantai_edge_v1_PricedCart__Output>
  RecordDeed: MethodDefinition<_qiantai_edge_v1_RecordDeedRequest, _qiantai_edge_v1_RecordDeedReply, _qiantai_edge_v1_RecordDeedRequest__Output, _qiantai_edge_v1_RecordDeedReply__Output>
  ReturnCash: MethodDefinition<_qiantai_edge_v1_ReturnCashRequest, _qiantai_edge_v1_EdgeRefund, _qiantai_edge_v1_ReturnCashRequest__Output, _qiantai_edge_v1_EdgeRefund__Output>
  SearchArticles: MethodDefinition<_qiantai_edge_v1_SearchArticlesRequest, _qiantai_edge_v1_SearchArticlesReply, _qiantai_edge_v1_SearchArticlesRequest__Output, _qiantai_edge_v1_SearchArticlesReply__Output>
  SetOfflineMode: MethodDefinition<_qiantai_edge_v1_SetOfflineModeRequest, _qiantai_edge_v1_EdgeStatus, _qiantai_edge_v1_SetOfflineModeRequest__Output, _qiantai_edge_v1_EdgeStatus__Output>
  SignIn: MethodDefinition<_qiantai_edge_v1_SignInRequest, _qiantai_edge_v1_SignInReply, _qiantai_edge_v1_SignInRequest__Output, _qiantai_edge_v1_SignInReply__Output>
  SignOut: MethodDefinition<_qiantai_edge_v1_SignOutRequest, _qiantai_edge_v1_SignOutReply, _qiantai_edge_v1_SignOutRequest__Output, _qiantai_edge_v1_SignOutReply__Output>
  StartPayment: MethodDefinition<_qiantai_edge_v1_StartPaymentRequest, _qiantai_edge_v1_EdgePayment, _qiantai_edge_v1_StartPaymentRequest__Output, _qiantai_edge_v1_EdgePayment__Output>
  StartRefund: MethodDefinition<_qiantai_edge_v1_StartRefundRequest, _qiantai_edge_v1_EdgeRefund, _qiantai_edge_v1_StartRefundRequest__Output, _qiantai_edge_v1_EdgeRefund__Output>
  SyncNow: MethodDefinition<_qiantai_edge_v1_SyncNowRequest, _qiantai_edge_v1_EdgeStatus, _qiantai_edge_v1_SyncNowRequest__Output, _qiantai_edge_v1_EdgeStatus__Output>
  TakeCash: MethodDefinition<_qiantai_edge_v1_TakeCashRequest, _qiantai_edge_v1_EdgePayment, _qiantai_edge_v1_TakeCashRequest__Output, _qiantai_edge_v1_EdgePayment__Output>
  WatchStatus: MethodDefinition<_qiantai_edge_v1_WatchStatusRequest, _qiantai_edge_v1_EdgeStatus, _qiantai_edge_v1_WatchStatusRequest__Output, _qiantai_edge_v1_EdgeStatus__Output>
}
