// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface TaxText {
  'taxCode'?: (string);
  'nameZh'?: (string);
  'nameEn'?: (string);
  'rateBasisPoints'?: (number);
}

export interface TaxText__Output {
  'taxCode': (string);
  'nameZh': (string);
  'nameEn': (string);
  'rateBasisPoints': (number);
}
