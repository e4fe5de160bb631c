import { text } from '../../kernel/text.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'

/** C10: remote access needs the recorded consent of the end user, and the phone to have failed first. */
export interface RemoteConsentRule {
  readonly rule: 'remoteConsent'
}

export const kind: RepairRuleKind<RemoteConsentRule> = {
  forRepairs: true,
  describe: () =>
    text(
      '电话无法解决并登记用户授权后，方可远程接入',
      'remote access only after the phone failed, with the consent on record',
    ),
}

export const form: RuleForm<RemoteConsentRule> = {
  keptBy: ['recorded consent', 'shared/repair/features/remote/rules.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('remoteConsent').describe('Remote access needs recorded consent, and the phone to have failed'),
    }),
}
