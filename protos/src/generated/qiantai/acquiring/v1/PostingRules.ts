// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface _qiantai_acquiring_v1_PostingRules_DetailAccount {
  'code'?: (string);
  'number'?: (string);
  'nameEn'?: (string);
  'nameZh'?: (string);
  'book'?: (string);
  'general'?: (string);
  'normalSide'?: (string);
  'subject'?: (string)[];
  'guarded'?: (boolean);
}

export interface _qiantai_acquiring_v1_PostingRules_DetailAccount__Output {
  'code': (string);
  'number': (string);
  'nameEn': (string);
  'nameZh': (string);
  'book': (string);
  'general': (string);
  'normalSide': (string);
  'subject': (string)[];
  'guarded': (boolean);
}

export interface _qiantai_acquiring_v1_PostingRules_GeneralAccount {
  'code'?: (string);
  'number'?: (string);
  'nameEn'?: (string);
  'nameZh'?: (string);
  'accountClass'?: (string);
  'normalSide'?: (string);
  'nature'?: (string);
}

export interface _qiantai_acquiring_v1_PostingRules_GeneralAccount__Output {
  'code': (string);
  'number': (string);
  'nameEn': (string);
  'nameZh': (string);
  'accountClass': (string);
  'normalSide': (string);
  'nature': (string);
}

export interface _qiantai_acquiring_v1_PostingRules_Rule_Line {
  'book'?: (string);
  'debit'?: (string);
  'credit'?: (string);
  'amount'?: (string);
}

export interface _qiantai_acquiring_v1_PostingRules_Rule_Line__Output {
  'book': (string);
  'debit': (string);
  'credit': (string);
  'amount': (string);
}

export interface _qiantai_acquiring_v1_PostingRules_Rule {
  'kind'?: (string);
  'whenEn'?: (string);
  'whenZh'?: (string);
  'cause'?: (string);
  'undoes'?: (string);
  'lines'?: (_qiantai_acquiring_v1_PostingRules_Rule_Line)[];
}

export interface _qiantai_acquiring_v1_PostingRules_Rule__Output {
  'kind': (string);
  'whenEn': (string);
  'whenZh': (string);
  'cause': (string);
  'undoes': (string);
  'lines': (_qiantai_acquiring_v1_PostingRules_Rule_Line__Output)[];
}

export interface PostingRules {
  'generalAccounts'?: (_qiantai_acquiring_v1_PostingRules_GeneralAccount)[];
  'detailAccounts'?: (_qiantai_acquiring_v1_PostingRules_DetailAccount)[];
  'rules'?: (_qiantai_acquiring_v1_PostingRules_Rule)[];
}

export interface PostingRules__Output {
  'generalAccounts': (_qiantai_acquiring_v1_PostingRules_GeneralAccount__Output)[];
  'detailAccounts': (_qiantai_acquiring_v1_PostingRules_DetailAccount__Output)[];
  'rules': (_qiantai_acquiring_v1_PostingRules_Rule__Output)[];
}
