import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { tillError } from '../../errors.ts';
import { replaceDurably } from '../../host/durable-file.ts';
import { type DeviceSettings, deviceSettingsSchema, settingsJson } from './device-settings.ts';

export interface DeviceSettingsStore {
  load(): DeviceSettings;
  /** Durable when it returns. */
  save(settings: DeviceSettings): void;
}

/** `devices.json` in the till's data folder. */
export class DeviceSettingsFile implements DeviceSettingsStore {
  private readonly file: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'devices.json');
  }

  /** @throws CodedError DEVICE_BAD_SETTINGS: a till with other devices than were set up would puzzle everybody. */
  load(): DeviceSettings {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
    try {
      return deviceSettingsSchema.parse(JSON.parse(text)) as DeviceSettings;
    } catch (error) {
      throw tillError(
        'DEVICE_BAD_SETTINGS',
        { file: this.file, why: errorText(error).slice(0, 300) },
        { cause: error },
      );
    }
  }

  save(settings: DeviceSettings): void {
    replaceDurably(this.file, settingsJson(settings));
  }
}
