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
  [/^paper-near-end$/, '纸将尽'],
  [/^paper-ends-soon$/, '纸只够几行'],
  [/^jam-cutter$/, '卡刀:下次切纸会卡'],
  [/^cutter jammed$/, '切刀卡住'],
  [/^cutter works again: go on$/, '切刀恢复,继续打印'],
  [/^cutter works again: forget what waits$/, '切刀恢复,等待的内容作废'],
  [/^clear-jam$/, '清理切刀'],
  [/^stick-drawer$/, '卡住钱箱'],
  [/^free-drawer$/, '松开钱箱'],
  [/^drawer kicked, and stuck$/, '钱箱被踢,卡住没开'],
  [/^card removed too soon$/, '卡拔得太早'],
  [/^card removed$/, '卡已拔出'],
  [/^stuck: nothing comes out$/, '卡住:没有字节出来'],
  [/^no longer stuck$/, '不再卡住'],
  [/^says it is a (.+)$/, '自称型号 $1'],
  [/^says its own model$/, '报自己的型号'],
  [/^recording$/, '开始录制'],
  [/^recording ended$/, '录制结束'],
  [/^replays (\d+) pieces$/, '重放 $1 段'],
  [/^put: (.+)$/, '放上商品:$1'],
  [/^take-off: (.+)$/, '拿走商品:$1'],
  [/^(unstable|overload|negative|zero|tare|clear-tare): (.+)$/, '$1:$2'],
  [/^shown (.+)$/, '手机出示 $1 付款码'],
  [/^hidden$/, '手机熄屏'],
  [/^scanned (\w+)$/, '手机扫到 $1 订单'],
  [/^password_asked (.+)$/, '手机要求支付密码 $1'],
  [/^looked_away (.+)$/, '顾客没理会 $1'],
  [/^ended (\w+) paid$/, '手机支付成功 $1'],
  [/^ended (\w+) (\w+)$/, '手机支付未成 $1 $2'],
  [/^broker: (.+)$/, '消息服务:$1'],
];

export function eventWords(language: Language, words: string): string {
  if (language === 'en') return words;
  for (const [pattern, replacement] of chinese) {
    if (pattern.test(words)) return words.replace(pattern, replacement);
  }
  return words;
}
