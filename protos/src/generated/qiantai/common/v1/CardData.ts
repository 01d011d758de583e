// Original file: protos/proto/qiantai/common/v1/payment.proto


export interface CardData {
  'entryMode'?: (string);
  'maskedPan'?: (string);
  'encryptedTrack2Hex'?: (string);
  'keySerialNumberHex'?: (string);
  'pinBlockHex'?: (string);
  'emvHex'?: (string);
  'cardSequenceNumber'?: (string);
}

export interface CardData__Output {
  'entryMode': (string);
  'maskedPan': (string);
  'encryptedTrack2Hex': (string);
  'keySerialNumberHex': (string);
  'pinBlockHex': (string);
  'emvHex': (string);
  'cardSequenceNumber': (string);
}
