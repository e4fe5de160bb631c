import { alibabaSmsOnAws, alibabaVoiceOnAws } from './alibaba/alibaba.ts'
import type { AwsChannelKind } from './kind.ts'
import { tencentSmsOnAws, tencentVoiceOnAws } from './tencent/tencent.ts'
import { twilioSmsOnAws } from './twilio/twilio.ts'

/** Whose providers say afterwards what became of a message: apart, for who reads that sends nothing. */
export const RECEIPTS_ON_AWS: readonly AwsChannelKind[] = [
  alibabaSmsOnAws,
  tencentSmsOnAws,
  twilioSmsOnAws,
  alibabaVoiceOnAws,
  tencentVoiceOnAws,
]
