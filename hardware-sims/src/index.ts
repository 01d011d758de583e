/** For tests of others: the devices themselves, and lines inside one process. */
export type { DeviceKind, DevicePorts, HandResult, OutFrame, SimulatedDevice } from './device/device.ts';
export { type FaultRates, faultRatesSchema, noFaults } from './device/faults.ts';
export { FrameLog, type LogEntry } from './device/frame-log.ts';
export { MountedDevice } from './device/mounted-device.ts';
export { MemoryLine } from './lines/memory-line.ts';
export { PtyLine } from './lines/pty-line.ts';
export { PoleDisplay } from './pole/pole-display.ts';
export { ReceiptPrinter } from './printer/printer.ts';
export type { PaperItem, Receipt } from './printer/receipt.ts';
export { type DemoCard, demoCards } from './reader/cards.ts';
export { type KeptStore, MemoryKeptStore } from './reader/kept.ts';
export { CardReader } from './reader/reader.ts';
export { Scale } from './scale/scale.ts';
export { createHidScanner, type HidScanner } from './scanner/hid-scanner.ts';
export { Scanner } from './scanner/scanner.ts';
export { type Announcement, Speaker } from './speaker/speaker.ts';
