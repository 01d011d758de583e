import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from './qiantai/common/v1/CardData.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from './qiantai/common/v1/Money.ts';
import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from './qiantai/common/v1/Payment.ts';
import type { Refund as _qiantai_common_v1_Refund, Refund__Output as _qiantai_common_v1_Refund__Output } from './qiantai/common/v1/Refund.ts';
import type { AbandonSaleReply as _qiantai_edge_v1_AbandonSaleReply, AbandonSaleReply__Output as _qiantai_edge_v1_AbandonSaleReply__Output } from './qiantai/edge/v1/AbandonSaleReply.ts';
import type { AbandonSaleRequest as _qiantai_edge_v1_AbandonSaleRequest, AbandonSaleRequest__Output as _qiantai_edge_v1_AbandonSaleRequest__Output } from './qiantai/edge/v1/AbandonSaleRequest.ts';
import type { Advert as _qiantai_edge_v1_Advert, Advert__Output as _qiantai_edge_v1_Advert__Output } from './qiantai/edge/v1/Advert.ts';
import type { ApproveRequest as _qiantai_edge_v1_ApproveRequest, ApproveRequest__Output as _qiantai_edge_v1_ApproveRequest__Output } from './qiantai/edge/v1/ApproveRequest.ts';
import type { Approved as _qiantai_edge_v1_Approved, Approved__Output as _qiantai_edge_v1_Approved__Output } from './qiantai/edge/v1/Approved.ts';
import type { Article as _qiantai_edge_v1_Article, Article__Output as _qiantai_edge_v1_Article__Output } from './qiantai/edge/v1/Article.ts';
import type { CancelPaymentRequest as _qiantai_edge_v1_CancelPaymentRequest, CancelPaymentRequest__Output as _qiantai_edge_v1_CancelPaymentRequest__Output } from './qiantai/edge/v1/CancelPaymentRequest.ts';
import type { CartDiscount as _qiantai_edge_v1_CartDiscount, CartDiscount__Output as _qiantai_edge_v1_CartDiscount__Output } from './qiantai/edge/v1/CartDiscount.ts';
import type { CartLine as _qiantai_edge_v1_CartLine, CartLine__Output as _qiantai_edge_v1_CartLine__Output } from './qiantai/edge/v1/CartLine.ts';
import type { CompleteSaleReply as _qiantai_edge_v1_CompleteSaleReply, CompleteSaleReply__Output as _qiantai_edge_v1_CompleteSaleReply__Output } from './qiantai/edge/v1/CompleteSaleReply.ts';
import type { CompleteSaleRequest as _qiantai_edge_v1_CompleteSaleRequest, CompleteSaleRequest__Output as _qiantai_edge_v1_CompleteSaleRequest__Output } from './qiantai/edge/v1/CompleteSaleRequest.ts';
import type { EdgePayment as _qiantai_edge_v1_EdgePayment, EdgePayment__Output as _qiantai_edge_v1_EdgePayment__Output } from './qiantai/edge/v1/EdgePayment.ts';
import type { EdgeRefund as _qiantai_edge_v1_EdgeRefund, EdgeRefund__Output as _qiantai_edge_v1_EdgeRefund__Output } from './qiantai/edge/v1/EdgeRefund.ts';
import type { EdgeStatus as _qiantai_edge_v1_EdgeStatus, EdgeStatus__Output as _qiantai_edge_v1_EdgeStatus__Output } from './qiantai/edge/v1/EdgeStatus.ts';
import type { FindArticleRequest as _qiantai_edge_v1_FindArticleRequest, FindArticleRequest__Output as _qiantai_edge_v1_FindArticleRequest__Output } from './qiantai/edge/v1/FindArticleRequest.ts';
import type { FindPaymentReply as _qiantai_edge_v1_FindPaymentReply, FindPaymentReply__Output as _qiantai_edge_v1_FindPaymentReply__Output } from './qiantai/edge/v1/FindPaymentReply.ts';
import type { FindPaymentRequest as _qiantai_edge_v1_FindPaymentRequest, FindPaymentRequest__Output as _qiantai_edge_v1_FindPaymentRequest__Output } from './qiantai/edge/v1/FindPaymentRequest.ts';
import type { FindSaleReply as _qiantai_edge_v1_FindSaleReply, FindSaleReply__Output as _qiantai_edge_v1_FindSaleReply__Output } from './qiantai/edge/v1/FindSaleReply.ts';
import type { FindSaleRequest as _qiantai_edge_v1_FindSaleRequest, FindSaleRequest__Output as _qiantai_edge_v1_FindSaleRequest__Output } from './qiantai/edge/v1/FindSaleRequest.ts';
import type { GetPaymentRequest as _qiantai_edge_v1_GetPaymentRequest, GetPaymentRequest__Output as _qiantai_edge_v1_GetPaymentRequest__Output } from './qiantai/edge/v1/GetPaymentRequest.ts';
import type { GetRefundRequest as _qiantai_edge_v1_GetRefundRequest, GetRefundRequest__Output as _qiantai_edge_v1_GetRefundRequest__Output } from './qiantai/edge/v1/GetRefundRequest.ts';
import type { GetTillRequest as _qiantai_edge_v1_GetTillRequest, GetTillRequest__Output as _qiantai_edge_v1_GetTillRequest__Output } from './qiantai/edge/v1/GetTillRequest.ts';
import type { ListOpenReply as _qiantai_edge_v1_ListOpenReply, ListOpenReply__Output as _qiantai_edge_v1_ListOpenReply__Output } from './qiantai/edge/v1/ListOpenReply.ts';
import type { ListOpenRequest as _qiantai_edge_v1_ListOpenRequest, ListOpenRequest__Output as _qiantai_edge_v1_ListOpenRequest__Output } from './qiantai/edge/v1/ListOpenRequest.ts';
import type { ListSalesReply as _qiantai_edge_v1_ListSalesReply, ListSalesReply__Output as _qiantai_edge_v1_ListSalesReply__Output } from './qiantai/edge/v1/ListSalesReply.ts';
import type { ListSalesRequest as _qiantai_edge_v1_ListSalesRequest, ListSalesRequest__Output as _qiantai_edge_v1_ListSalesRequest__Output } from './qiantai/edge/v1/ListSalesRequest.ts';
import type { ListedSale as _qiantai_edge_v1_ListedSale, ListedSale__Output as _qiantai_edge_v1_ListedSale__Output } from './qiantai/edge/v1/ListedSale.ts';
import type { OfflineOffer as _qiantai_edge_v1_OfflineOffer, OfflineOffer__Output as _qiantai_edge_v1_OfflineOffer__Output } from './qiantai/edge/v1/OfflineOffer.ts';
import type { Operator as _qiantai_edge_v1_Operator, Operator__Output as _qiantai_edge_v1_Operator__Output } from './qiantai/edge/v1/Operator.ts';
import type { PriceCartRequest as _qiantai_edge_v1_PriceCartRequest, PriceCartRequest__Output as _qiantai_edge_v1_PriceCartRequest__Output } from './qiantai/edge/v1/PriceCartRequest.ts';
import type { PricedCart as _qiantai_edge_v1_PricedCart, PricedCart__Output as _qiantai_edge_v1_PricedCart__Output } from './qiantai/edge/v1/PricedCart.ts';
import type { PricedLine as _qiantai_edge_v1_PricedLine, PricedLine__Output as _qiantai_edge_v1_PricedLine__Output } from './qiantai/edge/v1/PricedLine.ts';
import type { RecordDeedReply as _qiantai_edge_v1_RecordDeedReply, RecordDeedReply__Output as _qiantai_edge_v1_RecordDeedReply__Output } from './qiantai/edge/v1/RecordDeedReply.ts';
import type { RecordDeedRequest as _qiantai_edge_v1_RecordDeedRequest, RecordDeedRequest__Output as _qiantai_edge_v1_RecordDeedRequest__Output } from './qiantai/edge/v1/RecordDeedRequest.ts';
import type { ReturnCashRequest as _qiantai_edge_v1_ReturnCashRequest, ReturnCashRequest__Output as _qiantai_edge_v1_ReturnCashRequest__Output } from './qiantai/edge/v1/ReturnCashRequest.ts';
import type { SearchArticlesReply as _qiantai_edge_v1_SearchArticlesReply, SearchArticlesReply__Output as _qiantai_edge_v1_SearchArticlesReply__Output } from './qiantai/edge/v1/SearchArticlesReply.ts';
import type { SearchArticlesRequest as _qiantai_edge_v1_SearchArticlesRequest, SearchArticlesRequest__Output as _qiantai_edge_v1_SearchArticlesRequest__Output } from './qiantai/edge/v1/SearchArticlesRequest.ts';
import type { SetOfflineModeRequest as _qiantai_edge_v1_SetOfflineModeRequest, SetOfflineModeRequest__Output as _qiantai_edge_v1_SetOfflineModeRequest__Output } from './qiantai/edge/v1/SetOfflineModeRequest.ts';
import type { SignInReply as _qiantai_edge_v1_SignInReply, SignInReply__Output as _qiantai_edge_v1_SignInReply__Output } from './qiantai/edge/v1/SignInReply.ts';
import type { SignInRequest as _qiantai_edge_v1_SignInRequest, SignInRequest__Output as _qiantai_edge_v1_SignInRequest__Output } from './qiantai/edge/v1/SignInRequest.ts';
import type { SignOutReply as _qiantai_edge_v1_SignOutReply, SignOutReply__Output as _qiantai_edge_v1_SignOutReply__Output } from './qiantai/edge/v1/SignOutReply.ts';
import type { SignOutRequest as _qiantai_edge_v1_SignOutRequest, SignOutRequest__Output as _qiantai_edge_v1_SignOutRequest__Output } from './qiantai/edge/v1/SignOutRequest.ts';
import type { StartPaymentRequest as _qiantai_edge_v1_StartPaymentRequest, StartPaymentRequest__Output as _qiantai_edge_v1_StartPaymentRequest__Output } from './qiantai/edge/v1/StartPaymentRequest.ts';
import type { StartRefundRequest as _qiantai_edge_v1_StartRefundRequest, StartRefundRequest__Output as _qiantai_edge_v1_StartRefundRequest__Output } from './qiantai/edge/v1/StartRefundRequest.ts';
import type { SyncNowRequest as _qiantai_edge_v1_SyncNowRequest, SyncNowRequest__Output as _qiantai_edge_v1_SyncNowRequest__Output } from './qiantai/edge/v1/SyncNowRequest.ts';
import type { TakeCashRequest as _qiantai_edge_v1_TakeCashRequest, TakeCashRequest__Output as _qiantai_edge_v1_TakeCashRequest__Output } from './qiantai/edge/v1/TakeCashRequest.ts';
import type { TaxText as _qiantai_edge_v1_TaxText, TaxText__Output as _qiantai_edge_v1_TaxText__Output } from './qiantai/edge/v1/TaxText.ts';
import type { Till as _qiantai_edge_v1_Till, Till__Output as _qiantai_edge_v1_Till__Output } from './qiantai/edge/v1/Till.ts';
import type { TillRules as _qiantai_edge_v1_TillRules, TillRules__Output as _qiantai_edge_v1_TillRules__Output } from './qiantai/edge/v1/TillRules.ts';
import type { TillServiceClient as _qiantai_edge_v1_TillServiceClient, TillServiceDefinition as _qiantai_edge_v1_TillServiceDefinition } from './qiantai/edge/v1/TillService.ts';
import type { WatchStatusRequest as _qiantai_edge_v1_WatchStatusRequest, WatchStatusRequest__Output as _qiantai_edge_v1_WatchStatusRequest__Output } from './qiantai/edge/v1/WatchStatusRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    common: {
      v1: {
        CardData: MessageTypeDefinition<_qiantai_common_v1_CardData, _qiantai_common_v1_CardData__Output>
        Channel: EnumTypeDefinition
        Money: MessageTypeDefinition<_qiantai_common_v1_Money, _qiantai_common_v1_Money__Output>
        Payment: MessageTypeDefinition<_qiantai_common_v1_Payment, _qiantai_common_v1_Payment__Output>
        PaymentStatus: EnumTypeDefinition
        Refund: MessageTypeDefinition<_qiantai_common_v1_Refund, _qiantai_common_v1_Refund__Output>
        RefundStatus: EnumTypeDefinition
        Tender: EnumTypeDefinition
      }
    }
    edge: {
      v1: {
        AbandonSaleReply: MessageTypeDefinition<_qiantai_edge_v1_AbandonSaleReply, _qiantai_edge_v1_AbandonSaleReply__Output>
        AbandonSaleRequest: MessageTypeDefinition<_qiantai_edge_v1_AbandonSaleRequest, _qiantai_edge_v1_AbandonSaleRequest__Output>
        Advert: MessageTypeDefinition<_qiantai_edge_v1_Advert, _qiantai_edge_v1_Advert__Output>
        ApproveRequest: MessageTypeDefinition<_qiantai_edge_v1_ApproveRequest, _qiantai_edge_v1_ApproveRequest__Output>
        Approved: MessageTypeDefinition<_qiantai_edge_v1_Approved, _qiantai_edge_v1_Approved__Output>
        Article: MessageTypeDefinition<_qiantai_edge_v1_Article, _qiantai_edge_v1_Article__Output>
        CancelPaymentRequest: MessageTypeDefinition<_qiantai_edge_v1_CancelPaymentRequest, _qiantai_edge_v1_CancelPaymentRequest__Output>
        CartDiscount: MessageTypeDefinition<_qiantai_edge_v1_CartDiscount, _qiantai_edge_v1_CartDiscount__Output>
        CartLine: MessageTypeDefinition<_qiantai_edge_v1_CartLine, _qiantai_edge_v1_CartLine__Output>
        CompleteSaleReply: MessageTypeDefinition<_qiantai_edge_v1_CompleteSaleReply, _qiantai_edge_v1_CompleteSaleReply__Output>
        CompleteSaleRequest: MessageTypeDefinition<_qiantai_edge_v1_CompleteSaleRequest, _qiantai_edge_v1_CompleteSaleRequest__Output>
        EdgePayment: MessageTypeDefinition<_qiantai_edge_v1_EdgePayment, _qiantai_edge_v1_EdgePayment__Output>
        EdgeRefund: MessageTypeDefinition<_qiantai_edge_v1_EdgeRefund, _qiantai_edge_v1_EdgeRefund__Output>
        EdgeState: EnumTypeDefinition
        EdgeStatus: MessageTypeDefinition<_qiantai_edge_v1_EdgeStatus, _qiantai_edge_v1_EdgeStatus__Output>
        FindArticleRequest: MessageTypeDefinition<_qiantai_edge_v1_FindArticleRequest, _qiantai_edge_v1_FindArticleRequest__Output>
        FindPaymentReply: MessageTypeDefinition<_qiantai_edge_v1_FindPaymentReply, _qiantai_edge_v1_FindPaymentReply__Output>
        FindPaymentRequest: MessageTypeDefinition<_qiantai_edge_v1_FindPaymentRequest, _qiantai_edge_v1_FindPaymentRequest__Output>
        FindSaleReply: MessageTypeDefinition<_qiantai_edge_v1_FindSaleReply, _qiantai_edge_v1_FindSaleReply__Output>
        FindSaleRequest: MessageTypeDefinition<_qiantai_edge_v1_FindSaleRequest, _qiantai_edge_v1_FindSaleRequest__Output>
        GetPaymentRequest: MessageTypeDefinition<_qiantai_edge_v1_GetPaymentRequest, _qiantai_edge_v1_GetPaymentRequest__Output>
        GetRefundRequest: MessageTypeDefinition<_qiantai_edge_v1_GetRefundRequest, _qiantai_edge_v1_GetRefundRequest__Output>
        GetTillRequest: MessageTypeDefinition<_qiantai_edge_v1_GetTillRequest, _qiantai_edge_v1_GetTillRequest__Output>
        ListOpenReply: MessageTypeDefinition<_qiantai_edge_v1_ListOpenReply, _qiantai_edge_v1_ListOpenReply__Output>
        ListOpenRequest: MessageTypeDefinition<_qiantai_edge_v1_ListOpenRequest, _qiantai_edge_v1_ListOpenRequest__Output>
        ListSalesReply: MessageTypeDefinition<_qiantai_edge_v1_ListSalesReply, _qiantai_edge_v1_ListSalesReply__Output>
        ListSalesRequest: MessageTypeDefinition<_qiantai_edge_v1_ListSalesRequest, _qiantai_edge_v1_ListSalesRequest__Output>
        ListedSale: MessageTypeDefinition<_qiantai_edge_v1_ListedSale, _qiantai_edge_v1_ListedSale__Output>
        OfflineOffer: MessageTypeDefinition<_qiantai_edge_v1_OfflineOffer, _qiantai_edge_v1_OfflineOffer__Output>
        Operator: MessageTypeDefinition<_qiantai_edge_v1_Operator, _qiantai_edge_v1_Operator__Output>
        PriceCartRequest: MessageTypeDefinition<_qiantai_edge_v1_PriceCartRequest, _qiantai_edge_v1_PriceCartRequest__Output>
        PricedCart: MessageTypeDefinition<_qiantai_edge_v1_PricedCart, _qiantai_edge_v1_PricedCart__Output>
        PricedLine: MessageTypeDefinition<_qiantai_edge_v1_PricedLine, _qiantai_edge_v1_PricedLine__Output>
        RecordDeedReply: MessageTypeDefinition<_qiantai_edge_v1_RecordDeedReply, _qiantai_edge_v1_RecordDeedReply__Output>
        RecordDeedRequest: MessageTypeDefinition<_qiantai_edge_v1_RecordDeedRequest, _qiantai_edge_v1_RecordDeedRequest__Output>
        ReturnCashRequest: MessageTypeDefinition<_qiantai_edge_v1_ReturnCashRequest, _qiantai_edge_v1_ReturnCashRequest__Output>
        SearchArticlesReply: MessageTypeDefinition<_qiantai_edge_v1_SearchArticlesReply, _qiantai_edge_v1_SearchArticlesReply__Output>
        SearchArticlesRequest: MessageTypeDefinition<_qiantai_edge_v1_SearchArticlesRequest, _qiantai_edge_v1_SearchArticlesRequest__Output>
        SetOfflineModeRequest: MessageTypeDefinition<_qiantai_edge_v1_SetOfflineModeRequest, _qiantai_edge_v1_SetOfflineModeRequest__Output>
        SignInReply: MessageTypeDefinition<_qiantai_edge_v1_SignInReply, _qiantai_edge_v1_SignInReply__Output>
        SignInRequest: MessageTypeDefinition<_qiantai_edge_v1_SignInRequest, _qiantai_edge_v1_SignInRequest__Output>
        SignOutReply: MessageTypeDefinition<_qiantai_edge_v1_SignOutReply, _qiantai_edge_v1_SignOutReply__Output>
        SignOutRequest: MessageTypeDefinition<_qiantai_edge_v1_SignOutRequest, _qiantai_edge_v1_SignOutRequest__Output>
        StartPaymentRequest: MessageTypeDefinition<_qiantai_edge_v1_StartPaymentRequest, _qiantai_edge_v1_StartPaymentRequest__Output>
        StartRefundRequest: MessageTypeDefinition<_qiantai_edge_v1_StartRefundRequest, _qiantai_edge_v1_StartRefundRequest__Output>
        SyncNowRequest: MessageTypeDefinition<_qiantai_edge_v1_SyncNowRequest, _qiantai_edge_v1_SyncNowRequest__Output>
        TakeCashRequest: MessageTypeDefinition<_qiantai_edge_v1_TakeCashRequest, _qiantai_edge_v1_TakeCashRequest__Output>
        TaxText: MessageTypeDefinition<_qiantai_edge_v1_TaxText, _qiantai_edge_v1_TaxText__Output>
        Till: MessageTypeDefinition<_qiantai_edge_v1_Till, _qiantai_edge_v1_Till__Output>
        TillRules: MessageTypeDefinition<_qiantai_edge_v1_TillRules, _qiantai_edge_v1_TillRules__Output>
        TillService: SubtypeConstructor<typeof grpc.Client, _qiantai_edge_v1_TillServiceClient> & { service: _qiantai_edge_v1_TillServiceDefinition }
        WatchStatusRequest: MessageTypeDefinition<_qiantai_edge_v1_WatchStatusRequest, _qiantai_edge_v1_WatchStatusRequest__Output>
      }
    }
  }
}

