// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Operator as _qiantai_edge_v1_Operator, Operator__Output as _qiantai_edge_v1_Operator__Output } from '../../../qiantai/edge/v1/Operator.ts';
import type { Article as _qiantai_edge_v1_Article, Article__Output as _qiantai_edge_v1_Article__Output } from '../../../qiantai/edge/v1/Article.ts';

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
}
