import { runProcess, SeededRandom, systemClock } from '@qiantai/foundation';
import { readSettings } from './config.ts';
import { startPanelServer } from './http/server.ts';
import { ChannelClient } from './phone/channel-client.ts';
import { MemberWallet } from './phone/member-wallet.ts';
import { Phone } from './phone/phone.ts';
import { phoneLogId } from './phone/phone-routes.ts';
import { Rack } from './rack.ts';

await runProcess('hardware-sims', async ({ clock, log, env }) => {
  const settings = readSettings(env);
  const rack = new Rack({
    file: settings.devices,
    dataDir: settings.dataDir,
    lineClock: systemClock,
    shopNowMs: () => clock.nowMs(),
    random: new SeededRandom(settings.seed),
  });
  const memberWallet = new MemberWallet(settings.memberWallet, systemClock);
  const phone = new Phone({
    shopClock: clock,
    wallClock: systemClock,
    channel: new ChannelClient({ url: settings.channelSimsUrl }),
    memberWallet,
    note: (words) => rack.log.write({ deviceId: phoneLogId, direction: 'event', words }),
  });
  await rack.start();
  const panel = await startPanelServer({
    rack,
    phone,
    presets: settings.devices.presets,
    port: settings.panelPort,
    log,
  });
  return {
    ready: {
      panel: panel.url,
      devices: rack.all().map((device) => ({ id: device.id, address: device.snapshot().address })),
    },
    stop: async () => {
      phone.stop();
      memberWallet.close();
      await panel.close();
      await rack.stop();
    },
  };
});
