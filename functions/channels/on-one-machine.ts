import { alibabaSms, alibabaVoice } from './alibaba/alibaba.ts'
import type { LocalChannelKind } from './kind.ts'
import { smtp } from './smtp/smtp.ts'
import { tencentSms, tencentVoice } from './tencent/tencent.ts'
import { twilioSms, twilioVoice } from './twilio/twilio.ts'
import { voiceWebhook, webhook } from './webhook/webhook.ts'

/** The channels of the one-machine system, in the order in which they are asked. Apart from those of AWS: no bundle carries them. */
export const ON_ONE_MACHINE: readonly LocalChannelKind[] = [
  webhook,
  alibabaSms,
  tencentSms,
  twilioSms,
  smtp,
  voiceWebhook,
  alibabaVoice,
  tencentVoice,
  twilioVoice,
]
