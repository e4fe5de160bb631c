import { requireUrl } from '../../../shared/kernel/setting.ts'
import type { RobotKind } from './robot.ts'

/** 企业微信. Its address is its secret. */
export const wecom: RobotKind = {
  settings: { WECOM_ROBOT_URL: 'secret' },
  open: ({ WECOM_ROBOT_URL: url }) => {
    if (!url) return undefined
    requireUrl('WECOM_ROBOT_URL', url, ['http:', 'https:'], 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…')
    return {
      name: 'wecom',
      post: (content) => ({ url, body: { msgtype: 'text', text: { content } } }),
      isTaken: ({ errcode }) => errcode === 0,
    }
  },
}
