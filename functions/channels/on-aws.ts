import { alibabaSmsOnAws, alibabaVoiceOnAws } from './alibaba/alibaba.ts'
import type { AwsChannelKind } from './kind.ts'
import { ses } from './ses/ses.ts'
import { smtpOnAws } from './smtp/smtp.ts'
import { sns } from './sns/sns.ts'
import { tencentSmsOnAws, tencentVoiceOnAws } from './tencent/tencent.ts'
import { twilioSmsOnAws, twilioVoiceOnAws } from './twilio/twilio.ts'
import { voiceWebhookOnAws, webhookOnAws } from './webhook/webhook.ts'

// The channels of AWS, in the order in which they are asked. By what they carry: a function that sends no mail is neither told
// nor allowed what those are that do.

export const TEXT_ON_AWS: readonly AwsChannelKind[] = [
  webhookOnAws,
  alibabaSmsOnAws,
  tencentSmsOnAws,
  twilioSmsOnAws,
  sns,
]
export const MAIL_ON_AWS: readonly AwsChannelKind[] = [smtpOnAws, ses]
export const VOICE_ON_AWS: readonly AwsChannelKind[] = [
  voiceWebhookOnAws,
  alibabaVoiceOnAws,
  tencentVoiceOnAws,
  twilioVoiceOnAws,
]
