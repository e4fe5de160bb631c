import type { AwsChannelKind } from '../kind.ts'
import { SES } from './receipts.ts'

export const ses: AwsChannelKind = {
  ...SES,
  open: ({ MAIL_FROM, POWERTOOLS_SERVICE_NAME }) =>
    MAIL_FROM ? async () => (await import('./send.ts')).sesMail(MAIL_FROM, POWERTOOLS_SERVICE_NAME) : undefined,
  aws: {
    parameters: {
      MAIL_FROM: {
        description:
          'Sender of e-mails to customers by SES; the address or its domain is a verified identity in this region; empty: they go by Smtp',
        default: '',
        allowedPattern: '^$|^[^@\\s<>]+@[^@\\s<>]+$',
        constraintDescription: 'A bare e-mail address, such as service@example.cn.',
      },
    },
    // The sender's address and its domain: either may be the verified identity. And the set by which what comes back is told.
    rights: ({ partition, region, account, installation, value, domainOf }) => [
      {
        actions: ['ses:SendEmail'],
        resources: [
          ...[value('MAIL_FROM'), domainOf(value('MAIL_FROM'))].map((identity) => `identity/${identity}`),
          `configuration-set/${installation}`,
        ].map((resource) => `arn:${partition}:ses:${region}:${account}:${resource}`),
      },
    ],
  },
}
