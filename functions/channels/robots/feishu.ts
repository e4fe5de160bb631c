import { createHmac } from 'node:crypto'
import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { RobotKind } from './robot.ts'

/** 飞书, with the security setting 签名校验. What is signed is the key, and the text is empty: so their manual has it. */
export const feishu: RobotKind = {
  settings: { FEISHU_ROBOT_URL: 'secret', FEISHU_ROBOT_SECRET: 'secret' },
  open: (environment) => {
    const url = environment.FEISHU_ROBOT_URL
    if (!url) return undefined
    requireUrl('FEISHU_ROBOT_URL', url, ['http:', 'https:'], 'https://open.feishu.cn/open-apis/bot/v2/hook/…')
    const secret = requireAll('FEISHU_ROBOT_URL', environment, ['FEISHU_ROBOT_SECRET']).FEISHU_ROBOT_SECRET
    return {
      name: 'feishu',
      post: (text, atMs) => {
        const timestamp = String(Math.floor(atMs / 1000))
        const sign = createHmac('sha256', `${timestamp}\n${secret}`).digest('base64')
        return { url, body: { timestamp, sign, msg_type: 'text', content: { text } } }
      },
      // An earlier version of theirs says StatusCode.
      isTaken: ({ code, StatusCode }) => code === 0 || StatusCode === 0,
    }
  },
}
