import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from './google/protobuf/FieldMask.ts';
import type { CaptureHoldRequest as _qiantai_acquiring_v1_CaptureHoldRequest, CaptureHoldRequest__Output as _qiantai_acquiring_v1_CaptureHoldRequest__Output } from './qiantai/acquiring/v1/CaptureHoldRequest.ts';
import type { ClosePeriodRequest as _qiantai_acquiring_v1_ClosePeriodRequest, ClosePeriodRequest__Output as _qiantai_acquiring_v1_ClosePeriodRequest__Output } from './qiantai/acquiring/v1/ClosePeriodRequest.ts';
import type { CsvChunk as _qiantai_acquiring_v1_CsvChunk, CsvChunk__Output as _qiantai_acquiring_v1_CsvChunk__Output } from './qiantai/acquiring/v1/CsvChunk.ts';
import type { ExportJournalsRequest as _qiantai_acquiring_v1_ExportJournalsRequest, ExportJournalsRequest__Output as _qiantai_acquiring_v1_ExportJournalsRequest__Output } from './qiantai/acquiring/v1/ExportJournalsRequest.ts';
import type { ExportStatementRequest as _qiantai_acquiring_v1_ExportStatementRequest, ExportStatementRequest__Output as _qiantai_acquiring_v1_ExportStatementRequest__Output } from './qiantai/acquiring/v1/ExportStatementRequest.ts';
import type { GetHoldRequest as _qiantai_acquiring_v1_GetHoldRequest, GetHoldRequest__Output as _qiantai_acquiring_v1_GetHoldRequest__Output } from './qiantai/acquiring/v1/GetHoldRequest.ts';
import type { GetJournalRequest as _qiantai_acquiring_v1_GetJournalRequest, GetJournalRequest__Output as _qiantai_acquiring_v1_GetJournalRequest__Output } from './qiantai/acquiring/v1/GetJournalRequest.ts';
import type { GetLedgerAccountRequest as _qiantai_acquiring_v1_GetLedgerAccountRequest, GetLedgerAccountRequest__Output as _qiantai_acquiring_v1_GetLedgerAccountRequest__Output } from './qiantai/acquiring/v1/GetLedgerAccountRequest.ts';
import type { GetPostingRulesRequest as _qiantai_acquiring_v1_GetPostingRulesRequest, GetPostingRulesRequest__Output as _qiantai_acquiring_v1_GetPostingRulesRequest__Output } from './qiantai/acquiring/v1/GetPostingRulesRequest.ts';
import type { LedgerAccount as _qiantai_acquiring_v1_LedgerAccount, LedgerAccount__Output as _qiantai_acquiring_v1_LedgerAccount__Output } from './qiantai/acquiring/v1/LedgerAccount.ts';
import type { LedgerAccountRef as _qiantai_acquiring_v1_LedgerAccountRef, LedgerAccountRef__Output as _qiantai_acquiring_v1_LedgerAccountRef__Output } from './qiantai/acquiring/v1/LedgerAccountRef.ts';
import type { LedgerCause as _qiantai_acquiring_v1_LedgerCause, LedgerCause__Output as _qiantai_acquiring_v1_LedgerCause__Output } from './qiantai/acquiring/v1/LedgerCause.ts';
import type { LedgerEntry as _qiantai_acquiring_v1_LedgerEntry, LedgerEntry__Output as _qiantai_acquiring_v1_LedgerEntry__Output } from './qiantai/acquiring/v1/LedgerEntry.ts';
import type { LedgerEvent as _qiantai_acquiring_v1_LedgerEvent, LedgerEvent__Output as _qiantai_acquiring_v1_LedgerEvent__Output } from './qiantai/acquiring/v1/LedgerEvent.ts';
import type { LedgerHold as _qiantai_acquiring_v1_LedgerHold, LedgerHold__Output as _qiantai_acquiring_v1_LedgerHold__Output } from './qiantai/acquiring/v1/LedgerHold.ts';
import type { LedgerHoldReply as _qiantai_acquiring_v1_LedgerHoldReply, LedgerHoldReply__Output as _qiantai_acquiring_v1_LedgerHoldReply__Output } from './qiantai/acquiring/v1/LedgerHoldReply.ts';
import type { LedgerHoldStep as _qiantai_acquiring_v1_LedgerHoldStep, LedgerHoldStep__Output as _qiantai_acquiring_v1_LedgerHoldStep__Output } from './qiantai/acquiring/v1/LedgerHoldStep.ts';
import type { LedgerHoldTaken as _qiantai_acquiring_v1_LedgerHoldTaken, LedgerHoldTaken__Output as _qiantai_acquiring_v1_LedgerHoldTaken__Output } from './qiantai/acquiring/v1/LedgerHoldTaken.ts';
import type { LedgerJournal as _qiantai_acquiring_v1_LedgerJournal, LedgerJournal__Output as _qiantai_acquiring_v1_LedgerJournal__Output } from './qiantai/acquiring/v1/LedgerJournal.ts';
import type { LedgerJournalName as _qiantai_acquiring_v1_LedgerJournalName, LedgerJournalName__Output as _qiantai_acquiring_v1_LedgerJournalName__Output } from './qiantai/acquiring/v1/LedgerJournalName.ts';
import type { LedgerJournalToPost as _qiantai_acquiring_v1_LedgerJournalToPost, LedgerJournalToPost__Output as _qiantai_acquiring_v1_LedgerJournalToPost__Output } from './qiantai/acquiring/v1/LedgerJournalToPost.ts';
import type { LedgerLeg as _qiantai_acquiring_v1_LedgerLeg, LedgerLeg__Output as _qiantai_acquiring_v1_LedgerLeg__Output } from './qiantai/acquiring/v1/LedgerLeg.ts';
import type { LedgerPeriod as _qiantai_acquiring_v1_LedgerPeriod, LedgerPeriod__Output as _qiantai_acquiring_v1_LedgerPeriod__Output } from './qiantai/acquiring/v1/LedgerPeriod.ts';
import type { LedgerServiceClient as _qiantai_acquiring_v1_LedgerServiceClient, LedgerServiceDefinition as _qiantai_acquiring_v1_LedgerServiceDefinition } from './qiantai/acquiring/v1/LedgerService.ts';
import type { ListEntriesReply as _qiantai_acquiring_v1_ListEntriesReply, ListEntriesReply__Output as _qiantai_acquiring_v1_ListEntriesReply__Output } from './qiantai/acquiring/v1/ListEntriesReply.ts';
import type { ListEntriesRequest as _qiantai_acquiring_v1_ListEntriesRequest, ListEntriesRequest__Output as _qiantai_acquiring_v1_ListEntriesRequest__Output } from './qiantai/acquiring/v1/ListEntriesRequest.ts';
import type { ListHoldsReply as _qiantai_acquiring_v1_ListHoldsReply, ListHoldsReply__Output as _qiantai_acquiring_v1_ListHoldsReply__Output } from './qiantai/acquiring/v1/ListHoldsReply.ts';
import type { ListHoldsRequest as _qiantai_acquiring_v1_ListHoldsRequest, ListHoldsRequest__Output as _qiantai_acquiring_v1_ListHoldsRequest__Output } from './qiantai/acquiring/v1/ListHoldsRequest.ts';
import type { ListJournalsReply as _qiantai_acquiring_v1_ListJournalsReply, ListJournalsReply__Output as _qiantai_acquiring_v1_ListJournalsReply__Output } from './qiantai/acquiring/v1/ListJournalsReply.ts';
import type { ListJournalsRequest as _qiantai_acquiring_v1_ListJournalsRequest, ListJournalsRequest__Output as _qiantai_acquiring_v1_ListJournalsRequest__Output } from './qiantai/acquiring/v1/ListJournalsRequest.ts';
import type { ListLedgerAccountsReply as _qiantai_acquiring_v1_ListLedgerAccountsReply, ListLedgerAccountsReply__Output as _qiantai_acquiring_v1_ListLedgerAccountsReply__Output } from './qiantai/acquiring/v1/ListLedgerAccountsReply.ts';
import type { ListLedgerAccountsRequest as _qiantai_acquiring_v1_ListLedgerAccountsRequest, ListLedgerAccountsRequest__Output as _qiantai_acquiring_v1_ListLedgerAccountsRequest__Output } from './qiantai/acquiring/v1/ListLedgerAccountsRequest.ts';
import type { ListPeriodsReply as _qiantai_acquiring_v1_ListPeriodsReply, ListPeriodsReply__Output as _qiantai_acquiring_v1_ListPeriodsReply__Output } from './qiantai/acquiring/v1/ListPeriodsReply.ts';
import type { ListPeriodsRequest as _qiantai_acquiring_v1_ListPeriodsRequest, ListPeriodsRequest__Output as _qiantai_acquiring_v1_ListPeriodsRequest__Output } from './qiantai/acquiring/v1/ListPeriodsRequest.ts';
import type { OpenLedgerAccountRequest as _qiantai_acquiring_v1_OpenLedgerAccountRequest, OpenLedgerAccountRequest__Output as _qiantai_acquiring_v1_OpenLedgerAccountRequest__Output } from './qiantai/acquiring/v1/OpenLedgerAccountRequest.ts';
import type { PlaceHoldRequest as _qiantai_acquiring_v1_PlaceHoldRequest, PlaceHoldRequest__Output as _qiantai_acquiring_v1_PlaceHoldRequest__Output } from './qiantai/acquiring/v1/PlaceHoldRequest.ts';
import type { PostEventsReply as _qiantai_acquiring_v1_PostEventsReply, PostEventsReply__Output as _qiantai_acquiring_v1_PostEventsReply__Output } from './qiantai/acquiring/v1/PostEventsReply.ts';
import type { PostEventsRequest as _qiantai_acquiring_v1_PostEventsRequest, PostEventsRequest__Output as _qiantai_acquiring_v1_PostEventsRequest__Output } from './qiantai/acquiring/v1/PostEventsRequest.ts';
import type { PostJournalsReply as _qiantai_acquiring_v1_PostJournalsReply, PostJournalsReply__Output as _qiantai_acquiring_v1_PostJournalsReply__Output } from './qiantai/acquiring/v1/PostJournalsReply.ts';
import type { PostJournalsRequest as _qiantai_acquiring_v1_PostJournalsRequest, PostJournalsRequest__Output as _qiantai_acquiring_v1_PostJournalsRequest__Output } from './qiantai/acquiring/v1/PostJournalsRequest.ts';
import type { PostingRules as _qiantai_acquiring_v1_PostingRules, PostingRules__Output as _qiantai_acquiring_v1_PostingRules__Output } from './qiantai/acquiring/v1/PostingRules.ts';
import type { ReleaseHoldRequest as _qiantai_acquiring_v1_ReleaseHoldRequest, ReleaseHoldRequest__Output as _qiantai_acquiring_v1_ReleaseHoldRequest__Output } from './qiantai/acquiring/v1/ReleaseHoldRequest.ts';
import type { ReverseJournalRequest as _qiantai_acquiring_v1_ReverseJournalRequest, ReverseJournalRequest__Output as _qiantai_acquiring_v1_ReverseJournalRequest__Output } from './qiantai/acquiring/v1/ReverseJournalRequest.ts';
import type { Statement as _qiantai_acquiring_v1_Statement, Statement__Output as _qiantai_acquiring_v1_Statement__Output } from './qiantai/acquiring/v1/Statement.ts';
import type { StatementRequest as _qiantai_acquiring_v1_StatementRequest, StatementRequest__Output as _qiantai_acquiring_v1_StatementRequest__Output } from './qiantai/acquiring/v1/StatementRequest.ts';
import type { TrialBalance as _qiantai_acquiring_v1_TrialBalance, TrialBalance__Output as _qiantai_acquiring_v1_TrialBalance__Output } from './qiantai/acquiring/v1/TrialBalance.ts';
import type { TrialBalanceRequest as _qiantai_acquiring_v1_TrialBalanceRequest, TrialBalanceRequest__Output as _qiantai_acquiring_v1_TrialBalanceRequest__Output } from './qiantai/acquiring/v1/TrialBalanceRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      FieldMask: MessageTypeDefinition<_google_protobuf_FieldMask, _google_protobuf_FieldMask__Output>
    }
  }
  qiantai: {
    acquiring: {
      v1: {
        CaptureHoldRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CaptureHoldRequest, _qiantai_acquiring_v1_CaptureHoldRequest__Output>
        ClosePeriodRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ClosePeriodRequest, _qiantai_acquiring_v1_ClosePeriodRequest__Output>
        CsvChunk: MessageTypeDefinition<_qiantai_acquiring_v1_CsvChunk, _qiantai_acquiring_v1_CsvChunk__Output>
        ExportJournalsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ExportJournalsRequest, _qiantai_acquiring_v1_ExportJournalsRequest__Output>
        ExportStatementRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ExportStatementRequest, _qiantai_acquiring_v1_ExportStatementRequest__Output>
        GetHoldRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetHoldRequest, _qiantai_acquiring_v1_GetHoldRequest__Output>
        GetJournalRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetJournalRequest, _qiantai_acquiring_v1_GetJournalRequest__Output>
        GetLedgerAccountRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetLedgerAccountRequest, _qiantai_acquiring_v1_GetLedgerAccountRequest__Output>
        GetPostingRulesRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetPostingRulesRequest, _qiantai_acquiring_v1_GetPostingRulesRequest__Output>
        LedgerAccount: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerAccount, _qiantai_acquiring_v1_LedgerAccount__Output>
        LedgerAccountRef: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerAccountRef, _qiantai_acquiring_v1_LedgerAccountRef__Output>
        LedgerCause: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerCause, _qiantai_acquiring_v1_LedgerCause__Output>
        LedgerEntry: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerEntry, _qiantai_acquiring_v1_LedgerEntry__Output>
        LedgerEvent: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerEvent, _qiantai_acquiring_v1_LedgerEvent__Output>
        LedgerFreeze: EnumTypeDefinition
        LedgerHold: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerHold, _qiantai_acquiring_v1_LedgerHold__Output>
        LedgerHoldReply: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerHoldReply, _qiantai_acquiring_v1_LedgerHoldReply__Output>
        LedgerHoldStep: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerHoldStep, _qiantai_acquiring_v1_LedgerHoldStep__Output>
        LedgerHoldTaken: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerHoldTaken, _qiantai_acquiring_v1_LedgerHoldTaken__Output>
        LedgerJournal: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerJournal, _qiantai_acquiring_v1_LedgerJournal__Output>
        LedgerJournalName: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerJournalName, _qiantai_acquiring_v1_LedgerJournalName__Output>
        LedgerJournalToPost: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerJournalToPost, _qiantai_acquiring_v1_LedgerJournalToPost__Output>
        LedgerLeg: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerLeg, _qiantai_acquiring_v1_LedgerLeg__Output>
        LedgerPeriod: MessageTypeDefinition<_qiantai_acquiring_v1_LedgerPeriod, _qiantai_acquiring_v1_LedgerPeriod__Output>
        LedgerService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_LedgerServiceClient> & { service: _qiantai_acquiring_v1_LedgerServiceDefinition }
        ListEntriesReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListEntriesReply, _qiantai_acquiring_v1_ListEntriesReply__Output>
        ListEntriesRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListEntriesRequest, _qiantai_acquiring_v1_ListEntriesRequest__Output>
        ListHoldsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListHoldsReply, _qiantai_acquiring_v1_ListHoldsReply__Output>
        ListHoldsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListHoldsRequest, _qiantai_acquiring_v1_ListHoldsRequest__Output>
        ListJournalsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListJournalsReply, _qiantai_acquiring_v1_ListJournalsReply__Output>
        ListJournalsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListJournalsRequest, _qiantai_acquiring_v1_ListJournalsRequest__Output>
        ListLedgerAccountsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListLedgerAccountsReply, _qiantai_acquiring_v1_ListLedgerAccountsReply__Output>
        ListLedgerAccountsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListLedgerAccountsRequest, _qiantai_acquiring_v1_ListLedgerAccountsRequest__Output>
        ListPeriodsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListPeriodsReply, _qiantai_acquiring_v1_ListPeriodsReply__Output>
        ListPeriodsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListPeriodsRequest, _qiantai_acquiring_v1_ListPeriodsRequest__Output>
        OpenLedgerAccountRequest: MessageTypeDefinition<_qiantai_acquiring_v1_OpenLedgerAccountRequest, _qiantai_acquiring_v1_OpenLedgerAccountRequest__Output>
        PlaceHoldRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PlaceHoldRequest, _qiantai_acquiring_v1_PlaceHoldRequest__Output>
        PostEventsReply: MessageTypeDefinition<_qiantai_acquiring_v1_PostEventsReply, _qiantai_acquiring_v1_PostEventsReply__Output>
        PostEventsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PostEventsRequest, _qiantai_acquiring_v1_PostEventsRequest__Output>
        PostJournalsReply: MessageTypeDefinition<_qiantai_acquiring_v1_PostJournalsReply, _qiantai_acquiring_v1_PostJournalsReply__Output>
        PostJournalsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PostJournalsRequest, _qiantai_acquiring_v1_PostJournalsRequest__Output>
        PostingRules: MessageTypeDefinition<_qiantai_acquiring_v1_PostingRules, _qiantai_acquiring_v1_PostingRules__Output>
        ReleaseHoldRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ReleaseHoldRequest, _qiantai_acquiring_v1_ReleaseHoldRequest__Output>
        ReverseJournalRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ReverseJournalRequest, _qiantai_acquiring_v1_ReverseJournalRequest__Output>
        Statement: MessageTypeDefinition<_qiantai_acquiring_v1_Statement, _qiantai_acquiring_v1_Statement__Output>
        StatementRequest: MessageTypeDefinition<_qiantai_acquiring_v1_StatementRequest, _qiantai_acquiring_v1_StatementRequest__Output>
        TrialBalance: MessageTypeDefinition<_qiantai_acquiring_v1_TrialBalance, _qiantai_acquiring_v1_TrialBalance__Output>
        TrialBalanceRequest: MessageTypeDefinition<_qiantai_acquiring_v1_TrialBalanceRequest, _qiantai_acquiring_v1_TrialBalanceRequest__Output>
      }
    }
  }
}

