// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CaptureHoldRequest as _qiantai_acquiring_v1_CaptureHoldRequest, CaptureHoldRequest__Output as _qiantai_acquiring_v1_CaptureHoldRequest__Output } from '../../../qiantai/acquiring/v1/CaptureHoldRequest.ts';
import type { ClosePeriodRequest as _qiantai_acquiring_v1_ClosePeriodRequest, ClosePeriodRequest__Output as _qiantai_acquiring_v1_ClosePeriodRequest__Output } from '../../../qiantai/acquiring/v1/ClosePeriodRequest.ts';
import type { CsvChunk as _qiantai_acquiring_v1_CsvChunk, CsvChunk__Output as _qiantai_acquiring_v1_CsvChunk__Output } from '../../../qiantai/acquiring/v1/CsvChunk.ts';
import type { ExportJournalsRequest as _qiantai_acquiring_v1_ExportJournalsRequest, ExportJournalsRequest__Output as _qiantai_acquiring_v1_ExportJournalsRequest__Output } from '../../../qiantai/acquiring/v1/ExportJournalsRequest.ts';
import type { ExportStatementRequest as _qiantai_acquiring_v1_ExportStatementRequest, ExportStatementRequest__Output as _qiantai_acquiring_v1_ExportStatementRequest__Output } from '../../../qiantai/acquiring/v1/ExportStatementRequest.ts';
import type { GetHoldRequest as _qiantai_acquiring_v1_GetHoldRequest, GetHoldRequest__Output as _qiantai_acquiring_v1_GetHoldRequest__Output } from '../../../qiantai/acquiring/v1/GetHoldRequest.ts';
import type { GetJournalRequest as _qiantai_acquiring_v1_GetJournalRequest, GetJournalRequest__Output as _qiantai_acquiring_v1_GetJournalRequest__Output } from '../../../qiantai/acquiring/v1/GetJournalRequest.ts';
import type { GetLedgerAccountRequest as _qiantai_acquiring_v1_GetLedgerAccountRequest, GetLedgerAccountRequest__Output as _qiantai_acquiring_v1_GetLedgerAccountRequest__Output } from '../../../qiantai/acquiring/v1/GetLedgerAccountRequest.ts';
import type { GetPostingRulesRequest as _qiantai_acquiring_v1_GetPostingRulesRequest, GetPostingRulesRequest__Output as _qiantai_acquiring_v1_GetPostingRulesRequest__Output } from '../../../qiantai/acquiring/v1/GetPostingRulesRequest.ts';
import type { LedgerAccount as _qiantai_acquiring_v1_LedgerAccount, LedgerAccount__Output as _qiantai_acquiring_v1_LedgerAccount__Output } from '../../../qiantai/acquiring/v1/LedgerAccount.ts';
import type { LedgerHold as _qiantai_acquiring_v1_LedgerHold, LedgerHold__Output as _qiantai_acquiring_v1_LedgerHold__Output } from '../../../qiantai/acquiring/v1/LedgerHold.ts';
import type { LedgerHoldReply as _qiantai_acquiring_v1_LedgerHoldReply, LedgerHoldReply__Output as _qiantai_acquiring_v1_LedgerHoldReply__Output } from '../../../qiantai/acquiring/v1/LedgerHoldReply.ts';
import type { LedgerJournal as _qiantai_acquiring_v1_LedgerJournal, LedgerJournal__Output as _qiantai_acquiring_v1_LedgerJournal__Output } from '../../../qiantai/acquiring/v1/LedgerJournal.ts';
import type { LedgerPeriod as _qiantai_acquiring_v1_LedgerPeriod, LedgerPeriod__Output as _qiantai_acquiring_v1_LedgerPeriod__Output } from '../../../qiantai/acquiring/v1/LedgerPeriod.ts';
import type { ListEntriesReply as _qiantai_acquiring_v1_ListEntriesReply, ListEntriesReply__Output as _qiantai_acquiring_v1_ListEntriesReply__Output } from '../../../qiantai/acquiring/v1/ListEntriesReply.ts';
import type { ListEntriesRequest as _qiantai_acquiring_v1_ListEntriesRequest, ListEntriesRequest__Output as _qiantai_acquiring_v1_ListEntriesRequest__Output } from '../../../qiantai/acquiring/v1/ListEntriesRequest.ts';
import type { ListHoldsReply as _qiantai_acquiring_v1_ListHoldsReply, ListHoldsReply__Output as _qiantai_acquiring_v1_ListHoldsReply__Output } from '../../../qiantai/acquiring/v1/ListHoldsReply.ts';
import type { ListHoldsRequest as _qiantai_acquiring_v1_ListHoldsRequest, ListHoldsRequest__Output as _qiantai_acquiring_v1_ListHoldsRequest__Output } from '../../../qiantai/acquiring/v1/ListHoldsRequest.ts';
import type { ListJournalsReply as _qiantai_acquiring_v1_ListJournalsReply, ListJournalsReply__Output as _qiantai_acquiring_v1_ListJournalsReply__Output } from '../../../qiantai/acquiring/v1/ListJournalsReply.ts';
import type { ListJournalsRequest as _qiantai_acquiring_v1_ListJournalsRequest, ListJournalsRequest__Output as _qiantai_acquiring_v1_ListJournalsRequest__Output } from '../../../qiantai/acquiring/v1/ListJournalsRequest.ts';
import type { ListLedgerAccountsReply as _qiantai_acquiring_v1_ListLedgerAccountsReply, ListLedgerAccountsReply__Output as _qiantai_acquiring_v1_ListLedgerAccountsReply__Output } from '../../../qiantai/acquiring/v1/ListLedgerAccountsReply.ts';
import type { ListLedgerAccountsRequest as _qiantai_acquiring_v1_ListLedgerAccountsRequest, ListLedgerAccountsRequest__Output as _qiantai_acquiring_v1_ListLedgerAccountsRequest__Output } from '../../../qiantai/acquiring/v1/ListLedgerAccountsRequest.ts';
import type { ListPeriodsReply as _qiantai_acquiring_v1_ListPeriodsReply, ListPeriodsReply__Output as _qiantai_acquiring_v1_ListPeriodsReply__Output } from '../../../qiantai/acquiring/v1/ListPeriodsReply.ts';
import type { ListPeriodsRequest as _qiantai_acquiring_v1_ListPeriodsRequest, ListPeriodsRequest__Output as _qiantai_acquiring_v1_ListPeriodsRequest__Output } from '../../../qiantai/acquiring/v1/ListPeriodsRequest.ts';
import type { OpenLedgerAccountRequest as _qiantai_acquiring_v1_OpenLedgerAccountRequest, OpenLedgerAccountRequest__Output as _qiantai_acquiring_v1_OpenLedgerAccountRequest__Output } from '../../../qiantai/acquiring/v1/OpenLedgerAccountRequest.ts';
import type { PlaceHoldRequest as _qiantai_acquiring_v1_PlaceHoldRequest, PlaceHoldRequest__Output as _qiantai_acquiring_v1_PlaceHoldRequest__Output } from '../../../qiantai/acquiring/v1/PlaceHoldRequest.ts';
import type { PostEventsReply as _qiantai_acquiring_v1_PostEventsReply, PostEventsReply__Output as _qiantai_acquiring_v1_PostEventsReply__Output } from '../../../qiantai/acquiring/v1/PostEventsReply.ts';
import type { PostEventsRequest as _qiantai_acquiring_v1_PostEventsRequest, PostEventsRequest__Output as _qiantai_acquiring_v1_PostEventsRequest__Output } from '../../../qiantai/acquiring/v1/PostEventsRequest.ts';
import type { PostJournalsReply as _qiantai_acquiring_v1_PostJournalsReply, PostJournalsReply__Output as _qiantai_acquiring_v1_PostJournalsReply__Output } from '../../../qiantai/acquiring/v1/PostJournalsReply.ts';
import type { PostJournalsRequest as _qiantai_acquiring_v1_PostJournalsRequest, PostJournalsRequest__Output as _qiantai_acquiring_v1_PostJournalsRequest__Output } from '../../../qiantai/acquiring/v1/PostJournalsRequest.ts';
import type { PostingRules as _qiantai_acquiring_v1_PostingRules, PostingRules__Output as _qiantai_acquiring_v1_PostingRules__Output } from '../../../qiantai/acquiring/v1/PostingRules.ts';
import type { ReleaseHoldRequest as _qiantai_acquiring_v1_ReleaseHoldRequest, ReleaseHoldRequest__Output as _qiantai_acquiring_v1_ReleaseHoldRequest__Output } from '../../../qiantai/acquiring/v1/ReleaseHoldRequest.ts';
import type { ReverseJournalRequest as _qiantai_acquiring_v1_ReverseJournalRequest, ReverseJournalRequest__Output as _qiantai_acquiring_v1_ReverseJournalRequest__Output } from '../../../qiantai/acquiring/v1/ReverseJournalRequest.ts';
import type { Statement as _qiantai_acquiring_v1_Statement, Statement__Output as _qiantai_acquiring_v1_Statement__Output } from '../../../qiantai/acquiring/v1/Statement.ts';
import type { StatementRequest as _qiantai_acquiring_v1_StatementRequest, StatementRequest__Output as _qiantai_acquiring_v1_StatementRequest__Output } from '../../../qiantai/acquiring/v1/StatementRequest.ts';
import type { TrialBalance as _qiantai_acquiring_v1_TrialBalance, TrialBalance__Output as _qiantai_acquiring_v1_TrialBalance__Output } from '../../../qiantai/acquiring/v1/TrialBalance.ts';
import type { TrialBalanceRequest as _qiantai_acquiring_v1_TrialBalanceRequest, TrialBalanceRequest__Output as _qiantai_acquiring_v1_TrialBalanceRequest__Output } from '../../../qiantai/acquiring/v1/TrialBalanceRequest.ts';

export interface LedgerServiceClient extends grpc.Client {
  CaptureHold(argument: _qiantai_acquiring_v1_CaptureHoldRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  CaptureHold(argument: _qiantai_acquiring_v1_CaptureHoldRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  CaptureHold(argument: _qiantai_acquiring_v1_CaptureHoldRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  CaptureHold(argument: _qiantai_acquiring_v1_CaptureHoldRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  captureHold(argument: _qiantai_acquiring_v1_CaptureHoldRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  captureHold(argument: _qiantai_acquiring_v1_CaptureHoldRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  captureHold(argument: _qiantai_acquiring_v1_CaptureHoldRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  captureHold(argument: _qiantai_acquiring_v1_CaptureHoldRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  
  ClosePeriod(argument: _qiantai_acquiring_v1_ClosePeriodRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerPeriod__Output>): grpc.ClientUnaryCall;
  ClosePeriod(argument: _qiantai_acquiring_v1_ClosePeriodRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerPeriod__Output>): grpc.ClientUnaryCall;
  ClosePeriod(argument: _qiantai_acquiring_v1_ClosePeriodRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerPeriod__Output>): grpc.ClientUnaryCall;
  ClosePeriod(argument: _qiantai_acquiring_v1_ClosePeriodRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerPeriod__Output>): grpc.ClientUnaryCall;
  closePeriod(argument: _qiantai_acquiring_v1_ClosePeriodRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerPeriod__Output>): grpc.ClientUnaryCall;
  closePeriod(argument: _qiantai_acquiring_v1_ClosePeriodRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerPeriod__Output>): grpc.ClientUnaryCall;
  closePeriod(argument: _qiantai_acquiring_v1_ClosePeriodRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerPeriod__Output>): grpc.ClientUnaryCall;
  closePeriod(argument: _qiantai_acquiring_v1_ClosePeriodRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerPeriod__Output>): grpc.ClientUnaryCall;
  
  ExportJournals(argument: _qiantai_acquiring_v1_ExportJournalsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  ExportJournals(argument: _qiantai_acquiring_v1_ExportJournalsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  exportJournals(argument: _qiantai_acquiring_v1_ExportJournalsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  exportJournals(argument: _qiantai_acquiring_v1_ExportJournalsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  
  ExportStatement(argument: _qiantai_acquiring_v1_ExportStatementRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  ExportStatement(argument: _qiantai_acquiring_v1_ExportStatementRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  exportStatement(argument: _qiantai_acquiring_v1_ExportStatementRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  exportStatement(argument: _qiantai_acquiring_v1_ExportStatementRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  
  ExportTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  ExportTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  exportTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  exportTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_qiantai_acquiring_v1_CsvChunk__Output>;
  
  GetAccount(argument: _qiantai_acquiring_v1_GetLedgerAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  GetAccount(argument: _qiantai_acquiring_v1_GetLedgerAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  GetAccount(argument: _qiantai_acquiring_v1_GetLedgerAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  GetAccount(argument: _qiantai_acquiring_v1_GetLedgerAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  getAccount(argument: _qiantai_acquiring_v1_GetLedgerAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  getAccount(argument: _qiantai_acquiring_v1_GetLedgerAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  getAccount(argument: _qiantai_acquiring_v1_GetLedgerAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  getAccount(argument: _qiantai_acquiring_v1_GetLedgerAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  
  GetHold(argument: _qiantai_acquiring_v1_GetHoldRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHold__Output>): grpc.ClientUnaryCall;
  GetHold(argument: _qiantai_acquiring_v1_GetHoldRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHold__Output>): grpc.ClientUnaryCall;
  GetHold(argument: _qiantai_acquiring_v1_GetHoldRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHold__Output>): grpc.ClientUnaryCall;
  GetHold(argument: _qiantai_acquiring_v1_GetHoldRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHold__Output>): grpc.ClientUnaryCall;
  getHold(argument: _qiantai_acquiring_v1_GetHoldRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHold__Output>): grpc.ClientUnaryCall;
  getHold(argument: _qiantai_acquiring_v1_GetHoldRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHold__Output>): grpc.ClientUnaryCall;
  getHold(argument: _qiantai_acquiring_v1_GetHoldRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHold__Output>): grpc.ClientUnaryCall;
  getHold(argument: _qiantai_acquiring_v1_GetHoldRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHold__Output>): grpc.ClientUnaryCall;
  
  GetJournal(argument: _qiantai_acquiring_v1_GetJournalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerJournal__Output>): grpc.ClientUnaryCall;
  GetJournal(argument: _qiantai_acquiring_v1_GetJournalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerJournal__Output>): grpc.ClientUnaryCall;
  GetJournal(argument: _qiantai_acquiring_v1_GetJournalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerJournal__Output>): grpc.ClientUnaryCall;
  GetJournal(argument: _qiantai_acquiring_v1_GetJournalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerJournal__Output>): grpc.ClientUnaryCall;
  getJournal(argument: _qiantai_acquiring_v1_GetJournalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerJournal__Output>): grpc.ClientUnaryCall;
  getJournal(argument: _qiantai_acquiring_v1_GetJournalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerJournal__Output>): grpc.ClientUnaryCall;
  getJournal(argument: _qiantai_acquiring_v1_GetJournalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerJournal__Output>): grpc.ClientUnaryCall;
  getJournal(argument: _qiantai_acquiring_v1_GetJournalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerJournal__Output>): grpc.ClientUnaryCall;
  
  GetPostingRules(argument: _qiantai_acquiring_v1_GetPostingRulesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostingRules__Output>): grpc.ClientUnaryCall;
  GetPostingRules(argument: _qiantai_acquiring_v1_GetPostingRulesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostingRules__Output>): grpc.ClientUnaryCall;
  GetPostingRules(argument: _qiantai_acquiring_v1_GetPostingRulesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostingRules__Output>): grpc.ClientUnaryCall;
  GetPostingRules(argument: _qiantai_acquiring_v1_GetPostingRulesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostingRules__Output>): grpc.ClientUnaryCall;
  getPostingRules(argument: _qiantai_acquiring_v1_GetPostingRulesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostingRules__Output>): grpc.ClientUnaryCall;
  getPostingRules(argument: _qiantai_acquiring_v1_GetPostingRulesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostingRules__Output>): grpc.ClientUnaryCall;
  getPostingRules(argument: _qiantai_acquiring_v1_GetPostingRulesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostingRules__Output>): grpc.ClientUnaryCall;
  getPostingRules(argument: _qiantai_acquiring_v1_GetPostingRulesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostingRules__Output>): grpc.ClientUnaryCall;
  
  GetStatement(argument: _qiantai_acquiring_v1_StatementRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Statement__Output>): grpc.ClientUnaryCall;
  GetStatement(argument: _qiantai_acquiring_v1_StatementRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Statement__Output>): grpc.ClientUnaryCall;
  GetStatement(argument: _qiantai_acquiring_v1_StatementRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Statement__Output>): grpc.ClientUnaryCall;
  GetStatement(argument: _qiantai_acquiring_v1_StatementRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Statement__Output>): grpc.ClientUnaryCall;
  getStatement(argument: _qiantai_acquiring_v1_StatementRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Statement__Output>): grpc.ClientUnaryCall;
  getStatement(argument: _qiantai_acquiring_v1_StatementRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Statement__Output>): grpc.ClientUnaryCall;
  getStatement(argument: _qiantai_acquiring_v1_StatementRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Statement__Output>): grpc.ClientUnaryCall;
  getStatement(argument: _qiantai_acquiring_v1_StatementRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Statement__Output>): grpc.ClientUnaryCall;
  
  GetTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TrialBalance__Output>): grpc.ClientUnaryCall;
  GetTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TrialBalance__Output>): grpc.ClientUnaryCall;
  GetTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TrialBalance__Output>): grpc.ClientUnaryCall;
  GetTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TrialBalance__Output>): grpc.ClientUnaryCall;
  getTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TrialBalance__Output>): grpc.ClientUnaryCall;
  getTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TrialBalance__Output>): grpc.ClientUnaryCall;
  getTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TrialBalance__Output>): grpc.ClientUnaryCall;
  getTrialBalance(argument: _qiantai_acquiring_v1_TrialBalanceRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TrialBalance__Output>): grpc.ClientUnaryCall;
  
  ListAccounts(argument: _qiantai_acquiring_v1_ListLedgerAccountsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListLedgerAccountsReply__Output>): grpc.ClientUnaryCall;
  ListAccounts(argument: _qiantai_acquiring_v1_ListLedgerAccountsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListLedgerAccountsReply__Output>): grpc.ClientUnaryCall;
  ListAccounts(argument: _qiantai_acquiring_v1_ListLedgerAccountsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListLedgerAccountsReply__Output>): grpc.ClientUnaryCall;
  ListAccounts(argument: _qiantai_acquiring_v1_ListLedgerAccountsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListLedgerAccountsReply__Output>): grpc.ClientUnaryCall;
  listAccounts(argument: _qiantai_acquiring_v1_ListLedgerAccountsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListLedgerAccountsReply__Output>): grpc.ClientUnaryCall;
  listAccounts(argument: _qiantai_acquiring_v1_ListLedgerAccountsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListLedgerAccountsReply__Output>): grpc.ClientUnaryCall;
  listAccounts(argument: _qiantai_acquiring_v1_ListLedgerAccountsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListLedgerAccountsReply__Output>): grpc.ClientUnaryCall;
  listAccounts(argument: _qiantai_acquiring_v1_ListLedgerAccountsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListLedgerAccountsReply__Output>): grpc.ClientUnaryCall;
  
  ListEntries(argument: _qiantai_acquiring_v1_ListEntriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListEntriesReply__Output>): grpc.ClientUnaryCall;
  ListEntries(argument: _qiantai_acquiring_v1_ListEntriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListEntriesReply__Output>): grpc.ClientUnaryCall;
  ListEntries(argument: _qiantai_acquiring_v1_ListEntriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListEntriesReply__Output>): grpc.ClientUnaryCall;
  ListEntries(argument: _qiantai_acquiring_v1_ListEntriesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListEntriesReply__Output>): grpc.ClientUnaryCall;
  listEntries(argument: _qiantai_acquiring_v1_ListEntriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListEntriesReply__Output>): grpc.ClientUnaryCall;
  listEntries(argument: _qiantai_acquiring_v1_ListEntriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListEntriesReply__Output>): grpc.ClientUnaryCall;
  listEntries(argument: _qiantai_acquiring_v1_ListEntriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListEntriesReply__Output>): grpc.ClientUnaryCall;
  listEntries(argument: _qiantai_acquiring_v1_ListEntriesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListEntriesReply__Output>): grpc.ClientUnaryCall;
  
  ListHolds(argument: _qiantai_acquiring_v1_ListHoldsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHoldsReply__Output>): grpc.ClientUnaryCall;
  ListHolds(argument: _qiantai_acquiring_v1_ListHoldsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHoldsReply__Output>): grpc.ClientUnaryCall;
  ListHolds(argument: _qiantai_acquiring_v1_ListHoldsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHoldsReply__Output>): grpc.ClientUnaryCall;
  ListHolds(argument: _qiantai_acquiring_v1_ListHoldsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHoldsReply__Output>): grpc.ClientUnaryCall;
  listHolds(argument: _qiantai_acquiring_v1_ListHoldsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHoldsReply__Output>): grpc.ClientUnaryCall;
  listHolds(argument: _qiantai_acquiring_v1_ListHoldsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHoldsReply__Output>): grpc.ClientUnaryCall;
  listHolds(argument: _qiantai_acquiring_v1_ListHoldsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHoldsReply__Output>): grpc.ClientUnaryCall;
  listHolds(argument: _qiantai_acquiring_v1_ListHoldsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHoldsReply__Output>): grpc.ClientUnaryCall;
  
  ListJournals(argument: _qiantai_acquiring_v1_ListJournalsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListJournalsReply__Output>): grpc.ClientUnaryCall;
  ListJournals(argument: _qiantai_acquiring_v1_ListJournalsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListJournalsReply__Output>): grpc.ClientUnaryCall;
  ListJournals(argument: _qiantai_acquiring_v1_ListJournalsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListJournalsReply__Output>): grpc.ClientUnaryCall;
  ListJournals(argument: _qiantai_acquiring_v1_ListJournalsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListJournalsReply__Output>): grpc.ClientUnaryCall;
  listJournals(argument: _qiantai_acquiring_v1_ListJournalsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListJournalsReply__Output>): grpc.ClientUnaryCall;
  listJournals(argument: _qiantai_acquiring_v1_ListJournalsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListJournalsReply__Output>): grpc.ClientUnaryCall;
  listJournals(argument: _qiantai_acquiring_v1_ListJournalsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListJournalsReply__Output>): grpc.ClientUnaryCall;
  listJournals(argument: _qiantai_acquiring_v1_ListJournalsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListJournalsReply__Output>): grpc.ClientUnaryCall;
  
  ListPeriods(argument: _qiantai_acquiring_v1_ListPeriodsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListPeriodsReply__Output>): grpc.ClientUnaryCall;
  ListPeriods(argument: _qiantai_acquiring_v1_ListPeriodsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListPeriodsReply__Output>): grpc.ClientUnaryCall;
  ListPeriods(argument: _qiantai_acquiring_v1_ListPeriodsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListPeriodsReply__Output>): grpc.ClientUnaryCall;
  ListPeriods(argument: _qiantai_acquiring_v1_ListPeriodsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListPeriodsReply__Output>): grpc.ClientUnaryCall;
  listPeriods(argument: _qiantai_acquiring_v1_ListPeriodsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListPeriodsReply__Output>): grpc.ClientUnaryCall;
  listPeriods(argument: _qiantai_acquiring_v1_ListPeriodsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListPeriodsReply__Output>): grpc.ClientUnaryCall;
  listPeriods(argument: _qiantai_acquiring_v1_ListPeriodsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListPeriodsReply__Output>): grpc.ClientUnaryCall;
  listPeriods(argument: _qiantai_acquiring_v1_ListPeriodsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListPeriodsReply__Output>): grpc.ClientUnaryCall;
  
  OpenAccount(argument: _qiantai_acquiring_v1_OpenLedgerAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  OpenAccount(argument: _qiantai_acquiring_v1_OpenLedgerAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  OpenAccount(argument: _qiantai_acquiring_v1_OpenLedgerAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  OpenAccount(argument: _qiantai_acquiring_v1_OpenLedgerAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  openAccount(argument: _qiantai_acquiring_v1_OpenLedgerAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  openAccount(argument: _qiantai_acquiring_v1_OpenLedgerAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  openAccount(argument: _qiantai_acquiring_v1_OpenLedgerAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  openAccount(argument: _qiantai_acquiring_v1_OpenLedgerAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerAccount__Output>): grpc.ClientUnaryCall;
  
  PlaceHold(argument: _qiantai_acquiring_v1_PlaceHoldRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  PlaceHold(argument: _qiantai_acquiring_v1_PlaceHoldRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  PlaceHold(argument: _qiantai_acquiring_v1_PlaceHoldRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  PlaceHold(argument: _qiantai_acquiring_v1_PlaceHoldRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  placeHold(argument: _qiantai_acquiring_v1_PlaceHoldRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  placeHold(argument: _qiantai_acquiring_v1_PlaceHoldRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  placeHold(argument: _qiantai_acquiring_v1_PlaceHoldRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  placeHold(argument: _qiantai_acquiring_v1_PlaceHoldRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  
  PostEvents(argument: _qiantai_acquiring_v1_PostEventsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostEventsReply__Output>): grpc.ClientUnaryCall;
  PostEvents(argument: _qiantai_acquiring_v1_PostEventsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostEventsReply__Output>): grpc.ClientUnaryCall;
  PostEvents(argument: _qiantai_acquiring_v1_PostEventsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostEventsReply__Output>): grpc.ClientUnaryCall;
  PostEvents(argument: _qiantai_acquiring_v1_PostEventsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostEventsReply__Output>): grpc.ClientUnaryCall;
  postEvents(argument: _qiantai_acquiring_v1_PostEventsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostEventsReply__Output>): grpc.ClientUnaryCall;
  postEvents(argument: _qiantai_acquiring_v1_PostEventsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostEventsReply__Output>): grpc.ClientUnaryCall;
  postEvents(argument: _qiantai_acquiring_v1_PostEventsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostEventsReply__Output>): grpc.ClientUnaryCall;
  postEvents(argument: _qiantai_acquiring_v1_PostEventsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostEventsReply__Output>): grpc.ClientUnaryCall;
  
  PostJournals(argument: _qiantai_acquiring_v1_PostJournalsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  PostJournals(argument: _qiantai_acquiring_v1_PostJournalsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  PostJournals(argument: _qiantai_acquiring_v1_PostJournalsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  PostJournals(argument: _qiantai_acquiring_v1_PostJournalsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  postJournals(argument: _qiantai_acquiring_v1_PostJournalsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  postJournals(argument: _qiantai_acquiring_v1_PostJournalsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  postJournals(argument: _qiantai_acquiring_v1_PostJournalsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  postJournals(argument: _qiantai_acquiring_v1_PostJournalsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  
  ReleaseHold(argument: _qiantai_acquiring_v1_ReleaseHoldRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  ReleaseHold(argument: _qiantai_acquiring_v1_ReleaseHoldRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  ReleaseHold(argument: _qiantai_acquiring_v1_ReleaseHoldRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  ReleaseHold(argument: _qiantai_acquiring_v1_ReleaseHoldRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  releaseHold(argument: _qiantai_acquiring_v1_ReleaseHoldRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  releaseHold(argument: _qiantai_acquiring_v1_ReleaseHoldRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  releaseHold(argument: _qiantai_acquiring_v1_ReleaseHoldRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  releaseHold(argument: _qiantai_acquiring_v1_ReleaseHoldRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_LedgerHoldReply__Output>): grpc.ClientUnaryCall;
  
  ReverseJournal(argument: _qiantai_acquiring_v1_ReverseJournalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  ReverseJournal(argument: _qiantai_acquiring_v1_ReverseJournalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  ReverseJournal(argument: _qiantai_acquiring_v1_ReverseJournalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  ReverseJournal(argument: _qiantai_acquiring_v1_ReverseJournalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  reverseJournal(argument: _qiantai_acquiring_v1_ReverseJournalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  reverseJournal(argument: _qiantai_acquiring_v1_ReverseJournalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  reverseJournal(argument: _qiantai_acquiring_v1_ReverseJournalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  reverseJournal(argument: _qiantai_acquiring_v1_ReverseJournalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PostJournalsReply__Output>): grpc.ClientUnaryCall;
  
}

export interface LedgerServiceHandlers extends grpc.UntypedServiceImplementation {
  CaptureHold: grpc.handleUnaryCall<_qiantai_acquiring_v1_CaptureHoldRequest__Output, _qiantai_acquiring_v1_LedgerHoldReply>;
  
  ClosePeriod: grpc.handleUnaryCall<_qiantai_acquiring_v1_ClosePeriodRequest__Output, _qiantai_acquiring_v1_LedgerPeriod>;
  
  ExportJournals: grpc.handleServerStreamingCall<_qiantai_acquiring_v1_ExportJournalsRequest__Output, _qiantai_acquiring_v1_CsvChunk>;
  
  ExportStatement: grpc.handleServerStreamingCall<_qiantai_acquiring_v1_ExportStatementRequest__Output, _qiantai_acquiring_v1_CsvChunk>;
  
  ExportTrialBalance: grpc.handleServerStreamingCall<_qiantai_acquiring_v1_TrialBalanceRequest__Output, _qiantai_acquiring_v1_CsvChunk>;
  
  GetAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetLedgerAccountRequest__Output, _qiantai_acquiring_v1_LedgerAccount>;
  
  GetHold: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetHoldRequest__Output, _qiantai_acquiring_v1_LedgerHold>;
  
  GetJournal: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetJournalRequest__Output, _qiantai_acquiring_v1_LedgerJournal>;
  
  GetPostingRules: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetPostingRulesRequest__Output, _qiantai_acquiring_v1_PostingRules>;
  
  GetStatement: grpc.handleUnaryCall<_qiantai_acquiring_v1_StatementRequest__Output, _qiantai_acquiring_v1_Statement>;
  
  GetTrialBalance: grpc.handleUnaryCall<_qiantai_acquiring_v1_TrialBalanceRequest__Output, _qiantai_acquiring_v1_TrialBalance>;
  
  ListAccounts: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListLedgerAccountsRequest__Output, _qiantai_acquiring_v1_ListLedgerAccountsReply>;
  
  ListEntries: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListEntriesRequest__Output, _qiantai_acquiring_v1_ListEntriesReply>;
  
  ListHolds: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListHoldsRequest__Output, _qiantai_acquiring_v1_ListHoldsReply>;
  
  ListJournals: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListJournalsRequest__Output, _qiantai_acquiring_v1_ListJournalsReply>;
  
  ListPeriods: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListPeriodsRequest__Output, _qiantai_acquiring_v1_ListPeriodsReply>;
  
  OpenAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_OpenLedgerAccountRequest__Output, _qiantai_acquiring_v1_LedgerAccount>;
  
  PlaceHold: grpc.handleUnaryCall<_qiantai_acquiring_v1_PlaceHoldRequest__Output, _qiantai_acquiring_v1_LedgerHoldReply>;
  
  PostEvents: grpc.handleUnaryCall<_qiantai_acquiring_v1_PostEventsRequest__Output, _qiantai_acquiring_v1_PostEventsReply>;
  
  PostJournals: grpc.handleUnaryCall<_qiantai_acquiring_v1_PostJournalsRequest__Output, _qiantai_acquiring_v1_PostJournalsReply>;
  
  ReleaseHold: grpc.handleUnaryCall<_qiantai_acquiring_v1_ReleaseHoldRequest__Output, _qiantai_acquiring_v1_LedgerHoldReply>;
  
  ReverseJournal: grpc.handleUnaryCall<_qiantai_acquiring_v1_ReverseJournalRequest__Output, _qiantai_acquiring_v1_PostJournalsReply>;
  
}

export interface LedgerServiceDefinition extends grpc.ServiceDefinition {
  CaptureHold: MethodDefinition<_qiantai_acquiring_v1_CaptureHoldRequest, _qiantai_acquiring_v1_LedgerHoldReply, _qiantai_acquiring_v1_CaptureHoldRequest__Output, _qiantai_acquiring_v1_LedgerHoldReply__Output>
  ClosePeriod: MethodDefinition<_qiantai_acquiring_v1_ClosePeriodRequest, _qiantai_acquiring_v1_LedgerPeriod, _qiantai_acquiring_v1_ClosePeriodRequest__Output, _qiantai_acquiring_v1_LedgerPeriod__Output>
  ExportJournals: MethodDefinition<_qiantai_acquiring_v1_ExportJournalsRequest, _qiantai_acquiring_v1_CsvChunk, _qiantai_acquiring_v1_ExportJournalsRequest__Output, _qiantai_acquiring_v1_CsvChunk__Output>
  ExportStatement: MethodDefinition<_qiantai_acquiring_v1_ExportStatementRequest, _qiantai_acquiring_v1_CsvChunk, _qiantai_acquiring_v1_ExportStatementRequest__Output, _qiantai_acquiring_v1_CsvChunk__Output>
  ExportTrialBalance: MethodDefinition<_qiantai_acquiring_v1_TrialBalanceRequest, _qiantai_acquiring_v1_CsvChunk, _qiantai_acquiring_v1_TrialBalanceRequest__Output, _qiantai_acquiring_v1_CsvChunk__Output>
  GetAccount: MethodDefinition<_qiantai_acquiring_v1_GetLedgerAccountRequest, _qiantai_acquiring_v1_LedgerAccount, _qiantai_acquiring_v1_GetLedgerAccountRequest__Output, _qiantai_acquiring_v1_LedgerAccount__Output>
  GetHold: MethodDefinition<_qiantai_acquiring_v1_GetHoldRequest, _qiantai_acquiring_v1_LedgerHold, _qiantai_acquiring_v1_GetHoldRequest__Output, _qiantai_acquiring_v1_LedgerHold__Output>
  GetJournal: MethodDefinition<_qiantai_acquiring_v1_GetJournalRequest, _qiantai_acquiring_v1_LedgerJournal, _qiantai_acquiring_v1_GetJournalRequest__Output, _qiantai_acquiring_v1_LedgerJournal__Output>
  GetPostingRules: MethodDefinition<_qiantai_acquiring_v1_GetPostingRulesRequest, _qiantai_acquiring_v1_PostingRules, _qiantai_acquiring_v1_GetPostingRulesRequest__Output, _qiantai_acquiring_v1_PostingRules__Output>
  GetStatement: MethodDefinition<_qiantai_acquiring_v1_StatementRequest, _qiantai_acquiring_v1_Statement, _qiantai_acquiring_v1_StatementRequest__Output, _qiantai_acquiring_v1_Statement__Output>
  GetTrialBalance: MethodDefinition<_qiantai_acquiring_v1_TrialBalanceRequest, _qiantai_acquiring_v1_TrialBalance, _qiantai_acquiring_v1_TrialBalanceRequest__Output, _qiantai_acquiring_v1_TrialBalance__Output>
  ListAccounts: MethodDefinition<_qiantai_acquiring_v1_ListLedgerAccountsRequest, _qiantai_acquiring_v1_ListLedgerAccountsReply, _qiantai_acquiring_v1_ListLedgerAccountsRequest__Output, _qiantai_acquiring_v1_ListLedgerAccountsReply__Output>
  ListEntries: MethodDefinition<_qiantai_acquiring_v1_ListEntriesRequest, _qiantai_acquiring_v1_ListEntriesReply, _qiantai_acquiring_v1_ListEntriesRequest__Output, _qiantai_acquiring_v1_ListEntriesReply__Output>
  ListHolds: MethodDefinition<_qiantai_acquiring_v1_ListHoldsRequest, _qiantai_acquiring_v1_ListHoldsReply, _qiantai_acquiring_v1_ListHoldsRequest__Output, _qiantai_acquiring_v1_ListHoldsReply__Output>
  ListJournals: MethodDefinition<_qiantai_acquiring_v1_ListJournalsRequest, _qiantai_acquiring_v1_ListJournalsReply, _qiantai_acquiring_v1_ListJournalsRequest__Output, _qiantai_acquiring_v1_ListJournalsReply__Output>
  ListPeriods: MethodDefinition<_qiantai_acquiring_v1_ListPeriodsRequest, _qiantai_acquiring_v1_ListPeriodsReply, _qiantai_acquiring_v1_ListPeriodsRequest__Output, _qiantai_acquiring_v1_ListPeriodsReply__Output>
  OpenAccount: MethodDefinition<_qiantai_acquiring_v1_OpenLedgerAccountRequest, _qiantai_acquiring_v1_LedgerAccount, _qiantai_acquiring_v1_OpenLedgerAccountRequest__Output, _qiantai_acquiring_v1_LedgerAccount__Output>
  PlaceHold: MethodDefinition<_qiantai_acquiring_v1_PlaceHoldRequest, _qiantai_acquiring_v1_LedgerHoldReply, _qiantai_acquiring_v1_PlaceHoldRequest__Output, _qiantai_acquiring_v1_LedgerHoldReply__Output>
  PostEvents: MethodDefinition<_qiantai_acquiring_v1_PostEventsRequest, _qiantai_acquiring_v1_PostEventsReply, _qiantai_acquiring_v1_PostEventsRequest__Output, _qiantai_acquiring_v1_PostEventsReply__Output>
  PostJournals: MethodDefinition<_qiantai_acquiring_v1_PostJournalsRequest, _qiantai_acquiring_v1_PostJournalsReply, _qiantai_acquiring_v1_PostJournalsRequest__Output, _qiantai_acquiring_v1_PostJournalsReply__Output>
  ReleaseHold: MethodDefinition<_qiantai_acquiring_v1_ReleaseHoldRequest, _qiantai_acquiring_v1_LedgerHoldReply, _qiantai_acquiring_v1_ReleaseHoldRequest__Output, _qiantai_acquiring_v1_LedgerHoldReply__Output>
  ReverseJournal: MethodDefinition<_qiantai_acquiring_v1_ReverseJournalRequest, _qiantai_acquiring_v1_PostJournalsReply, _qiantai_acquiring_v1_ReverseJournalRequest__Output, _qiantai_acquiring_v1_PostJournalsReply__Output>
}
