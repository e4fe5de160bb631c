import { createHmac } from 'node:crypto'
import { requireAll, requireUrl } from '../../../shared/kernel/setting.ts'
import type { RobotKind } from './robot.ts'

/** 钉钉, with the security setting 加签. */
export const dingtalk: RobotKind = {
  settings: { DINGTALK_ROBOT_URL: 'secret', DINGTALK_ROBOT_SECRET: 'secret' },
  open: (environment) => {
    const url = environment.DINGTALK_ROBOT_URL
    if (!url) return undefined
    requireUrl('DINGTALK_ROBOT_URL', url, ['http:', 'https:'], 'https://oapi.dingtalk.com/robot/send?access_token=…')
    const secret = requireAll('DINGTALK_ROBOT_URL', environment, ['DINGTALK_ROBOT_SECRET']).DINGTALK_ROBOT_SECRET
    return {
      name: 'dingtalk',
      post: (content, atMs) => ({ url: signed(url, secret, atMs), body: { msgtype: 'text', text: { content } } }),
      isTaken: ({ errcode }) => errcode === 0,
    }
  },
}

function signed(written: string, secret: string, atMs: number): URL {
  const url = new URL(written)
  url.searchParams.set('timestamp', String(atMs))
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${atMs}\n${secret}`).digest('base64'))
  return url
}
