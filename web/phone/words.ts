const ZH = {
  online: '已联网',
  offline: '没有网络',
  waiting: (count: number) => `${count} 条待发送`,
  sending: '正在发送…',
  kept: (name: string) => `“${name}”待发送：先存在手机里，有网络就自动发送，不用重复点。`,
  refused: (name: string) => `“${name}”没有被接受：`,
  ended: '链接已失效，请从最新的短信打开，或致电调度。',
  youWrote: '您填写的：',
  again: '重新填写',
  drop: '知道了，删除',
  sent: '已发送',
  signHere: '请客户在框内用手指签字',
  clear: '重签',
  place: '附上我现在的位置',
  full: '手机存不下了：请先联网，再点一次。',
}
const EN: typeof ZH = {
  online: 'online',
  offline: 'no network',
  waiting: (count) => `${count} to be sent`,
  sending: 'Sending…',
  kept: (name) =>
    `“${name}” is to be sent: kept on this phone, it goes by itself once there is a network. No need to tap again.`,
  refused: (name) => `“${name}” was not taken:`,
  ended: 'The link has ended: open the latest text message, or call the dispatcher.',
  youWrote: 'You wrote: ',
  again: 'Fill it in again',
  drop: 'Understood, delete',
  sent: 'sent',
  signHere: 'Ask the customer to sign with a finger in the box',
  clear: 'Sign again',
  place: 'Add where I am now',
  full: 'This phone has no room left: go online, then tap again.',
}

export const words = document.documentElement.lang === 'en' ? EN : ZH
