/**
 * Reads a HID report descriptor (USB Device Class Definition for HID 1.11, 6.2.2) as far as a till needs it: which bits
 * of which input report are which usage. Pure.
 */

/** A run of equal elements of an input report. */
export interface InputField {
  /** 0: the device numbers no reports. */
  reportId: number;
  usagePage: number;
  /** One for each element; the last stands for all that follow (6.2.2.8). Empty: padding. */
  usages: readonly number[];
  /** From the report's first bit, its id included where it has one. */
  bitOffset: number;
  bitSize: number;
  count: number;
}

export interface InputReports {
  fields: readonly InputField[];
  /** Bytes of each input report, its id included, by report id. */
  bytes: ReadonlyMap<number, number>;
}

interface Global {
  usagePage: number;
  reportSize: number;
  reportCount: number;
  reportId: number;
}

const itemType = { main: 0, global: 1, local: 2 } as const;
const mainTag = { input: 8 } as const;
const globalTag = { usagePage: 0, reportSize: 7, reportId: 8, reportCount: 9, push: 10, pop: 11 } as const;
const localTag = { usage: 0, usageMinimum: 1, usageMaximum: 2 } as const;
const longItem = 0xfe;
/** No descriptor of a scanner comes near; a broken one must not count for ever. */
const descriptorBytesMax = 4096;
const usagesMax = 1024;
const bitsMax = 8 * 8192;
const stackMax = 16;

/** Null: the bytes are no report descriptor. */
export function inputReports(descriptor: Uint8Array): InputReports | null {
  if (descriptor.length === 0 || descriptor.length > descriptorBytesMax) return null;
  const reader = new DescriptorReader();
  for (let at = 0; at < descriptor.length; ) {
    const prefix = descriptor[at] as number;
    if (prefix === longItem) {
      // 6.2.2.3: size, tag, then so many bytes; no long item is defined.
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][prefix & 3] as number;
    if (at + 1 + size > descriptor.length) return null;
    let value = 0;
    for (let place = size; place > 0; place--) value = value * 256 + (descriptor[at + place] as number);
    if (!reader.item((prefix >> 2) & 3, prefix >> 4, value, size)) return null;
    at += 1 + size;
  }
  return reader.reports;
}

class DescriptorReader {
  private readonly fields: InputField[] = [];
  private readonly bits = new Map<number, number>();
  private global: Global = { usagePage: 0, reportSize: 0, reportCount: 0, reportId: 0 };
  private readonly stack: Global[] = [];
  private usages: Array<{ page: number; usage: number }> = [];
  private minimum: { page: number; usage: number } | null = null;

  get reports(): InputReports {
    const bytes = new Map([...this.bits].map(([reportId, bits]) => [reportId, Math.ceil(bits / 8)]));
    return { fields: this.fields, bytes };
  }

  /** @returns whether the item makes sense */
  item(type: number, tag: number, value: number, size: number): boolean {
    switch (type) {
      case itemType.global:
        return this.globalItem(tag, value);
      case itemType.local:
        return this.localItem(tag, value, size);
      case itemType.main:
        return this.mainItem(tag);
      default:
        return false;
    }
  }

  private globalItem(tag: number, value: number): boolean {
    switch (tag) {
      case globalTag.usagePage:
        this.global = { ...this.global, usagePage: value };
        return true;
      case globalTag.reportSize:
        this.global = { ...this.global, reportSize: value };
        return true;
      case globalTag.reportCount:
        this.global = { ...this.global, reportCount: value };
        return true;
      case globalTag.reportId:
        this.global = { ...this.global, reportId: value };
        return value > 0 && value < 256;
      case globalTag.push:
        this.stack.push(this.global);
        return this.stack.length <= stackMax;
      case globalTag.pop: {
        const global = this.stack.pop();
        if (global) this.global = global;
        return global !== undefined;
      }
      default:
        return true;
    }
  }

  /** 6.2.2.8: a usage of four bytes carries its page in the upper two. */
  private localItem(tag: number, value: number, size: number): boolean {
    const one = {
      page: size === 4 ? Math.floor(value / 0x1_0000) : this.global.usagePage,
      usage: value % 0x1_0000,
    };
    if (tag === localTag.usage) this.usages.push(one);
    if (tag === localTag.usageMinimum) this.minimum = one;
    if (tag === localTag.usageMaximum && this.minimum) {
      const { page, usage } = this.minimum;
      if (one.usage - usage > usagesMax) return false;
      for (let next = usage; next <= one.usage; next++) this.usages.push({ page, usage: next });
      this.minimum = null;
    }
    return this.usages.length <= usagesMax;
  }

  private mainItem(tag: number): boolean {
    const { usages } = this;
    this.usages = [];
    this.minimum = null;
    if (tag !== mainTag.input) return true;
    const { reportId, reportSize: bitSize, reportCount: count } = this.global;
    const bitOffset = this.bits.get(reportId) ?? (reportId > 0 ? 8 : 0);
    const end = bitOffset + bitSize * count;
    if (end > bitsMax) return false;
    this.bits.set(reportId, end);
    const usagePage = usages[0]?.page ?? this.global.usagePage;
    this.fields.push({ reportId, usagePage, usages: usages.map(({ usage }) => usage), bitOffset, bitSize, count });
    return true;
  }
}
