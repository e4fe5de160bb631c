import { alibabaSmsOnAws } from './alibaba-sms/alibaba-sms.ts'
import { alibabaVoiceOnAws } from './alibaba-voice/alibaba-voice.ts'
import type { AwsChannelKind } from './kind.ts'
import { tencentSmsOnAws } from './tencent-sms/tencent-sms.ts'
import { tencentVoiceOnAws } from './tencent-voice/tencent-voice.ts'
import { twilioSmsOnAws } from './twilio/twilio.ts'

/** Whose providers say afterwards what became of a message: apart, for who reads that sends nothing. */
export const RECEIPTS_ON_AWS: readonly AwsChannelKind[] = [
  alibabaSmsOnAws,
  tencentSmsOnAws,
  twilioSmsOnAws,
  alibabaVoiceOnAws,
  tencentVoiceOnAws,
]
