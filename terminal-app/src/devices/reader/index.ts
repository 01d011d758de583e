/** The codecs and drivers of card readers and terminals, for other workspaces and for tests; README.md lists them. */
export type { Transport } from '../transport/port.ts';
export { buildDolData, type DolEntry, parseDol } from './card-data/dol.ts';
export { type EmvTag, emvTags } from './card-data/emv-tags.ts';
export { maskPan, passesLuhn } from './card-data/luhn.ts';
export { type MagneSafeReport, magneSafeReportBytes, parseMagneSafeReport } from './card-data/magnesafe-report.ts';
export { type EncryptedWedge, parseEncryptedWedge } from './card-data/magnesafe-wedge.ts';
export { type MagneticReport, magneticReportBytes, parseMagneticReport } from './card-data/magnetic-report.ts';
export {
  type Swipe,
  type SwipeRefusal,
  type SwipeUse,
  swipeOfReport,
  swipeOfWedge,
} from './card-data/magnetic-swipe.ts';
export { redactEmvHex, redactTlv, secretTags, tlvLines } from './card-data/redaction.ts';
export { decodeTlv, encodeTlv, findTlv, type TlvNode } from './card-data/tlv.ts';
export {
  hasGoodLrc,
  parseTrack1,
  parseTrack2,
  parseTrack3,
  splitWedge,
  type Track1,
  type Track2,
  type Track3,
  trackLrc,
} from './card-data/tracks.ts';
export { CardReader } from './card-reader.ts';
export type { ReaderCounters } from './counters.ts';
export {
  Ecr17Parser,
  ecr17Lrc,
  encodeEcr17Confirmation,
  encodeEcr17Frame,
  encodeEcr17Progress,
} from './frames/ecr17-frame.ts';
export {
  encodePosIntegradoFrame,
  PosIntegradoParser,
  posIntegradoFields,
  posIntegradoLrc,
} from './frames/pos-integrado-frame.ts';
export {
  decodePoslinkMessage,
  encodePoslinkFrame,
  type PoslinkMessage,
  PoslinkParser,
  poslinkLrc,
} from './frames/poslink-frame.ts';
export type { Parsed, ResyncParser } from './frames/resync-parser.ts';
export {
  decodeZvtApdu,
  encodeZvtApdu,
  encodeZvtFrame,
  type ZvtApdu,
  ZvtParser,
  zvtCrc,
} from './frames/zvt-frame.ts';
export { encodeFrame, type Frame, frameType, ReaderFraming } from './framing.ts';
export { IntegratedTerminal } from './pos-integrado/integrated-terminal.ts';
export type { TerminalSale } from './pos-integrado/messages.ts';
export type { TerminalResult } from './pos-integrado/terminal-session.ts';
