// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Operator as _qiantai_edge_v1_Operator, Operator__Output as _qiantai_edge_v1_Operator__Output } from '../../../qiantai/edge/v1/Operator.ts';
import type { Article as _qiantai_edge_v1_Article, Article__Output as _qiantai_edge_v1_Article__Output } from '../../../qiantai/edge/v1/Article.ts';
import type { TillRules as _qiantai_edge_v1_TillRules, TillRules__Output as _qiantai_edge_v1_TillRules__Output } from '../../../qiantai/edge/v1/TillRules.ts';
import type { Advert as _qiantai_edge_v1_Advert, Advert__Output as _qiantai_edge_v1_Advert__Output } from '../../../qiantai/edge/v1/Advert.ts';
import type { TaxText as _qiantai_edge_v1_TaxText, TaxText__Output as _qiantai_edge_v1_TaxText__Output } from '../../../qiantai/edge/v1/TaxText.ts';
import type { Long } from '@grpc/proto-loader';

export interface Till {
  'terminalId'?: (string);
  'tillName'?: (string);
  'storeId'?: (string);
  'storeName'?: (string);
  'merchantName'?: (string);
  'currency'?: (string);
  'receiptHeader'?: (string)[];
  'receiptFooter'?: (string)[];
  'operators'?: (_qiantai_edge_v1_Operator)[];
  'quickKeys'?: (_qiantai_edge_v1_Article)[];
  'speakerDevice'?: (string);
  'merchantId'?: (string);
  'rules'?: (_qiantai_edge_v1_TillRules | null);
  'settingsVersion'?: (number | string | Long);
  'adverts'?: (_qiantai_edge_v1_Advert)[];
  'taxes'?: (_qiantai_edge_v1_TaxText)[];
  'sessionOver'?: (boolean);
}

export interface Till__Output {
  'terminalId': (string);
  'tillName': (string);
  'storeId': (string);
  'storeName': (string);
  'merchantName': (string);
  'currency': (string);
  'receiptHeader': (string)[];
  'receiptFooter': (string)[];
  'operators': (_qiantai_edge_v1_Operator__Output)[];
  'quickKeys': (_qiantai_edge_v1_Article__Output)[];
  'speakerDevice': (string);
  'merchantId': (string);
  'rules': (_qiantai_edge_v1_TillRules__Output | null);
  'settingsVersion': (string);
  'adverts': (_qiantai_edge_v1_Advert__Output)[];
  'taxes': (_qiantai_edge_v1_TaxText__Output)[];
  'sessionOver': (boolean);
}
