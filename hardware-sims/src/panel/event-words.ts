/** What happened without bytes, as the simulators log it (in English), in the language of the page. */
import type { Language } from './catalogue.ts';

const chinese: ReadonlyArray<readonly [RegExp, string]> = [
  [/^plugged in$/, '已插上'],
  [/^unplugged$/, '已拔出'],
  [/^till opened the line$/, '收银机打开了线路'],
  [/^till left the line$/, '收银机离开了线路'],
  [/^line down: three tries were not acknowledged$/, '线路断开:发了三次没有应答'],
  [/^line down: no frame for 6 s$/, '线路断开:6 秒没有收到帧'],
  [/^line down: the line closed$/, '线路断开:线路已关闭'],
  [/^line down: the till acknowledges nothing$/, '线路断开:收银机一直不应答'],
  [/^tap (.+)$/, '挥卡 $1'],
  [/^insert (.+)$/, '插卡 $1'],
  [/^swipe (.+)$/, '刷卡 $1'],
  [/^PIN entered$/, '已输密码'],
  [/^red key pressed$/, '按了取消键'],
  [/^paper-out$/, '取走纸'],
  [/^paper-in$/, '装纸'],
  [/^cover-open$/, '开盖'],
  [/^cover-close$/, '合盖'],
  [/^close-drawer$/, '关钱箱'],
  [/^drawer open$/, '钱箱弹开'],
  [/^receipt (\d+) cut$/, '切下小票 $1'],
  [/^receive buffer full: (\d+) bytes lost$/, '缓冲已满,丢了 $1 字节'],
  [/^answers nothing from now on$/, '从现在起不回答'],
  [/^answers again$/, '恢复回答'],
  [/^kept silent about (.+)$/, '没有回答 $1'],
  [/^broker: (.+)$/, '消息服务:$1'],
];

export function eventWords(language: Language, words: string): string {
  if (language === 'en') return words;
  for (const [pattern, replacement] of chinese) {
    if (pattern.test(words)) return words.replace(pattern, replacement);
  }
  return words;
}
