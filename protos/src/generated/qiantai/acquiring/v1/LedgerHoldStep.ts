// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { PlaceHoldRequest as _qiantai_acquiring_v1_PlaceHoldRequest, PlaceHoldRequest__Output as _qiantai_acquiring_v1_PlaceHoldRequest__Output } from '../../../qiantai/acquiring/v1/PlaceHoldRequest.ts';
import type { LedgerHoldTaken as _qiantai_acquiring_v1_LedgerHoldTaken, LedgerHoldTaken__Output as _qiantai_acquiring_v1_LedgerHoldTaken__Output } from '../../../qiantai/acquiring/v1/LedgerHoldTaken.ts';
import type { ReleaseHoldRequest as _qiantai_acquiring_v1_ReleaseHoldRequest, ReleaseHoldRequest__Output as _qiantai_acquiring_v1_ReleaseHoldRequest__Output } from '../../../qiantai/acquiring/v1/ReleaseHoldRequest.ts';

export interface LedgerHoldStep {
  'place'?: (_qiantai_acquiring_v1_PlaceHoldRequest | null);
  'capture'?: (_qiantai_acquiring_v1_LedgerHoldTaken | null);
  'release'?: (_qiantai_acquiring_v1_ReleaseHoldRequest | null);
  'step'?: "place"|"capture"|"release";
}

export interface LedgerHoldStep__Output {
  'place'?: (_qiantai_acquiring_v1_PlaceHoldRequest__Output | null);
  'capture'?: (_qiantai_acquiring_v1_LedgerHoldTaken__Output | null);
  'release'?: (_qiantai_acquiring_v1_ReleaseHoldRequest__Output | null);
  'step'?: "place"|"capture"|"release";
}
